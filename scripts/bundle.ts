/**
 * `npm run bundle`: compiles the public tables beside this repository (../shared) into the JSON pieces the app loads,
 * and the issue catalogue. The texts are determined by the sources; commit them with the sources' date in the message.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildBundle, pieceFolder } from "./bundle/build.ts";
import { readSources } from "./bundle/sources.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const files = buildBundle(readSources(join(root, "../shared/")));

rmSync(join(root, pieceFolder), { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const bytes = Buffer.byteLength(text).toLocaleString("en-GB").padStart(12);
  const zipped = gzipSync(text, { level: 9 }).length.toLocaleString("en-GB").padStart(12);
  console.log(`${bytes} bytes ${zipped} gzipped  ${path}`);
}
