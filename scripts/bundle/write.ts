import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Read last by browsers: what stands in them must be there already. */
const lists = ["manifest.json", "pieces.js"];
/** As scripts/compress-app.mjs: smaller files gain nothing. */
const smallest = 1400;

/**
 * Writes the tables into a folder that may be served meanwhile: each file is replaced at once, the lists of them last, and
 * what is no longer among them is taken away.
 * @param files text by path in the folder
 * @param compressed also renews the `.br` and `.gz` beside them, which servers prefer to the file itself
 */
export function writeTables(folder: string, files: ReadonlyMap<string, string>, compressed: boolean): void {
  mkdirSync(folder, { recursive: true });
  const order = [...files.keys()].sort((a, b) => Number(lists.includes(a)) - Number(lists.includes(b)));
  const wanted = new Set<string>();
  for (const path of order) {
    const text = files.get(path) ?? "";
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    const bytes = Buffer.from(text);
    const variants: [string, Buffer][] = [[full, bytes]];
    if (compressed && bytes.length >= smallest) {
      variants.push([`${full}.br`, brotli(bytes)], [`${full}.gz`, gzipSync(bytes, { level: 9 })]);
    }
    // Compressed ones first: a server that finds both would otherwise send the old.
    for (const [name, content] of variants.reverse()) {
      wanted.add(relative(folder, name));
      if (existsSync(name) && readFileSync(name).equals(content)) continue;
      writeFileSync(`${name}.new`, content);
      renameSync(`${name}.new`, name);
    }
  }
  for (const path of filesBelow(folder)) if (!wanted.has(relative(folder, path))) rmSync(path);
}

function brotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
