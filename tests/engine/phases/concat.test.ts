import { expect, it } from "vitest";
import { concatPhase } from "../../../src/engine/phases/concat.ts";
import { noRules, through } from "../phase-table.ts";

const rule = (fields: string[], separator = "-", prepend = "<", append = ">") => ({
  file: "concat.csv" as const,
  line: 2,
  fields,
  separator,
  prepend,
  append,
});

function concat(csv: string, logged: string[] = []) {
  const log = (column: string, field: string) => logged.push(`${column}: ${field}`);
  return through(concatPhase(new Map([["name", rule(["a", "b"])]]), log, noRules), csv);
}

it("joins the column itself, then the others, between what goes before and after", () => {
  expect(concat("a,b,name\n1,2,N\n")).toEqual(["a=1,b=2,name=<N-1-2>"]);
});

it("leaves out blank columns, and sets the column also when nothing is joined", () => {
  expect(concat("a,b\n,3\n\u00a0,\n")).toEqual(["a=,b=3,name=<3>", "a=\u00a0,b=,name=<>"]);
});

it("compares names as they are written", () => {
  expect(concat("A,b\n1,2\n")).toEqual(["A=1,b=2,name=<2>"]);
});

it("logs once, before any row, with the roles swapped", () => {
  const logged: string[] = [];
  expect(concat("", logged)).toEqual([]);
  expect(logged).toEqual(["name: <a-b>"]);
});
