/** Builds the command line and the server to dist/ (the app is Vite's). Dependencies stay in node_modules. */
import { existsSync } from "node:fs";
import { build } from "esbuild";

const entryPoints = { "cli/main": "src/cli/main.ts", "server/main": "server/main.ts" };

await build({
  entryPoints: Object.fromEntries(Object.entries(entryPoints).filter(([, path]) => existsSync(path))),
  outdir: "dist",
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  sourcemap: true,
  logLevel: "warning",
});
