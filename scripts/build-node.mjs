/** Builds the command line and the server to dist/ (the app is Vite's). Dependencies stay in node_modules. */
import { cpSync, existsSync } from "node:fs";
import { build } from "esbuild";

const entryPoints = {
  "cli/main": "src/cli/main.ts",
  "cli/batch-worker": "src/cli/batch-worker.ts",
  bundle: "scripts/bundle.ts",
  "server/main": "server/main.ts",
  "server/backup": "server/backup.ts",
  "server/restore": "server/restore.ts",
};

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

cpSync("server/storage/migrations", "dist/server/migrations", { recursive: true });
