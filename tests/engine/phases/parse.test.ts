import { expect, it } from "vitest";
import { parsePhase } from "../../../src/engine/phases/parse.ts";
import { rowsOf } from "../phase-table.ts";

function parse(...records: string[][]) {
  return [...parsePhase()(records.map((cells, index) => ({ lineNumber: index + 1, cells })))];
}

it("takes the first record as the header and numbers the others", () => {
  const entries = parse(["a", "b"], ["1", "2"], ["3", "4"]);
  expect(rowsOf(entries)).toEqual(["a=1,b=2", "a=3,b=4"]);
  expect(entries.map((entry) => [entry.lineNumber, entry.entryNumber])).toEqual([
    [2, 1],
    [3, 2],
  ]);
});

it("loses cells beyond the header; columns beyond a short record are absent", () => {
  expect(rowsOf(parse(["a", "b"], ["1", "2", "3"], ["1"]))).toEqual(["a=1,b=2", "a=1"]);
});

it("keeps the last of two columns of one name, at the place of the first", () => {
  expect(rowsOf(parse(["a", "b", "a"], ["1", "2", "3"], ["1", "2"]))).toEqual(["a=3,b=2", "a=1,b=2"]);
});

it("keeps headers that objects would treat specially", () => {
  expect(rowsOf(parse(["x", "2024", "__proto__"], ["1", "2", "3"]))).toEqual(["x=1,2024=2,__proto__=3"]);
});

it("gives no entries for a file without records, or with a header only", () => {
  expect(parse()).toEqual([]);
  expect(parse(["a"])).toEqual([]);
});
