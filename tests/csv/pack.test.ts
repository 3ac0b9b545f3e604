import fc from "fast-check";
import { expect, it } from "vitest";
import { packTable, unpackTable } from "../../src/csv/pack.ts";
import { readTable } from "../../src/csv/read.ts";

it("packs each column in its shortest form", () => {
  const table = readTable(`same,many,entity,mixed
x,aaaa,100,p
x,aaaa,101,
x,aaaa,102,007
x,bbbb,110,p
`);
  expect(packTable(table).cells).toEqual([
    "x",
    { runs: ["aaaa", 3, "bbbb", 1] },
    { steps: [100, 1, 2, 8, 1] },
    ["p", "", "007", "p"],
  ]);
  expect(unpackTable(packTable(table))).toEqual(table);
});

it("picks the columns asked for", () => {
  const packed = packTable(readTable("a,b\n1,2\n"), ["b", "c"]);
  expect(unpackTable(packed)).toEqual({ columns: ["b", "c"], records: [["2", ""]] });
});

it("gives back any table", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom("", "1", "2", "-0", "1e3", "00"),
    fc.integer().map(String),
  );
  const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      columns: fc.array(fc.string(), { minLength: width, maxLength: width }),
      records: fc.array(fc.array(cell, { minLength: width, maxLength: width })),
    }),
  );
  fc.assert(
    fc.property(tables, ({ columns, records }) => {
      // Columns are found by name, so names must differ.
      const table = { columns: columns.map((name, at) => `${at}${name}`), records };
      const json: unknown = JSON.parse(JSON.stringify(packTable(table)));
      expect(unpackTable(json)).toEqual(table);
    }),
  );
});

it.each([
  [undefined],
  [{}],
  [{ columns: ["a"], length: 2, cells: [["x"]] }],
  [{ columns: [1], length: 0, cells: [""] }],
])("refuses %j", (packed) => {
  expect(() => unpackTable(packed)).toThrow(/packed/);
});
