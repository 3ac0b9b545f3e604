import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { folderHash } from "../../src/check/tables-hash.ts";
import { readZippedTables } from "../../src/check/zip-configuration.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";

const files = { "patch.csv": "a,b\r\n1,2\r\n", "Z.txt": "x", "sub/b.csv": "é" };
// Recorded: hash_directory of digital-land-python over these files.
const recorded = "507e508cd76f9f0dd7924e3d081aa656de0035f6";

it("gives a folder the version that the pipeline writes into its dataset-resource log", () => {
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  expect(folderHash(new Map(bytes))).toBe(recorded);
});

it("finds it, and the removed resources, in a zip of a whole checkout", () => {
  const inside = Object.entries(files).map(([path, text]) => [
    `config-main/pipeline/tree/${path}`,
    strToU8(text),
  ]);
  const old = "old-resource,status,resource,notes\r\nabc,410,,wrong file\r\n";
  const zip = zipSync({
    ...Object.fromEntries(inside),
    "config-main/pipeline/other/patch.csv": strToU8("a\n"),
    "config-main/collection/tree/old-resource.csv": strToU8(old),
  });
  const tables = readZippedTables(bytesSource(zip), "checkout.zip", "tree");
  expect(tables).toMatchObject({ ok: true, folderHash: recorded, oldResource: old });
});
