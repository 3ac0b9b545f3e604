/**
 * `npx tsx scripts/compile-reference-data.ts`: packs the tables that the recorded runs saw (specification,
 * configuration/pipeline, organisation.csv, beside this repository) into tests/conformance/reference-data.
 * Run it only when the recorded runs themselves are replaced: a newer table must not change a recorded answer.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const shared = fileURLToPath(new URL("../../shared/", import.meta.url));
const target = fileURLToPath(new URL("../tests/conformance/reference-data/tables.json.br", import.meta.url));

if (!existsSync(shared)) throw new Error(`There is no folder ${shared} with the public tables.`);
const tables: Record<string, string> = {};
for (const path of [
  "organisation.csv",
  ...csvFiles("specification"),
  ...csvFiles("configuration/pipeline"),
]) {
  tables[path] = readFileSync(join(shared, path), "utf8");
}
const packed = brotliCompressSync(JSON.stringify(tables), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
writeFileSync(target, packed);
console.log(`${Object.keys(tables).length} tables, ${packed.length} bytes`);

function csvFiles(folder: string): string[] {
  return readdirSync(join(shared, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return csvFiles(path);
      return entry.name.endsWith(".csv") ? [path] : [];
    })
    .sort();
}
