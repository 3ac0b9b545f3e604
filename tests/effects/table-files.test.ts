import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tableFiles } from "../../src/effects/node/table-files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "table-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writes every piece in order, whatever its size", () => {
  const pieces = [
    "short\r\n",
    "é".repeat(300_000),
    ...Array.from({ length: 9000 }, (_, row) => `row ${row} £\r\n`),
  ];
  const files = tableFiles(folder);
  for (const piece of pieces) files.write("transformed.csv", piece);
  files.write("issue.csv", "other\r\n");
  files.close();
  expect(readFileSync(join(folder, "transformed.csv"), "utf8")).toBe(pieces.join(""));
  expect(readFileSync(join(folder, "issue.csv"), "utf8")).toBe("other\r\n");
});

it("writes what stands for bytes that are no UTF-8 as those bytes", () => {
  const files = tableFiles(folder);
  files.write("converted.csv", "a\udce9😀");
  files.close();
  expect([...readFileSync(join(folder, "converted.csv"))]).toEqual([0x61, 0xe9, 0xf0, 0x9f, 0x98, 0x80]);
});
