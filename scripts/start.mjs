/** `npm start`: installs, builds and serves the tool, and prints its address. Set PORT to choose another port. */
import { spawn } from "node:child_process";
import { build, checkNode, installDependencies, root } from "./set-up.mjs";

checkNode();
installDependencies();
build();
const server = spawn(process.execPath, ["dist/server/main.js", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
