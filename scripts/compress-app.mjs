/** Writes .br and .gz beside the text files of the built app, for servers that send them as they are (ours does). */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = fileURLToPath(new URL("../dist/app/", import.meta.url));
const text = /\.(?:html|js|mjs|css|json|geojson|csv|svg|wasm|webmanifest)$/;
/** Smaller files gain nothing: they fit into one packet anyway. */
const smallest = 1400;

let before = 0;
let after = 0;
for (const path of filesBelow(folder)) {
  if (!text.test(path) || statSync(path).size < smallest) continue;
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  before += bytes.length;
  after += brotli.length;
}
console.log(`compressed ${Math.round(before / 1000)} kB to ${Math.round(after / 1000)} kB`);

function filesBelow(path) {
  return readdirSync(path).flatMap((name) => {
    const full = join(path, name);
    return statSync(full).isDirectory() ? filesBelow(full) : [full];
  });
}
