import { expect, it } from "vitest";
import { filterPhase } from "../../../src/engine/phases/filter.ts";
import { keptDrops, through } from "../phase-table.ts";

function filter(patterns: Record<string, string>, csv: string) {
  const { dropped, drops } = keptDrops();
  const rules = Object.entries(patterns).map(
    ([field, pattern]) => [field, { file: "filter.csv" as const, line: 2, pattern }] as const,
  );
  return { rows: through(filterPhase(new Map(rules), dropped), csv), drops };
}

it("keeps entries whose value matches from its start", () => {
  const { rows, drops } = filter({ a: "x" }, "a\nxy\nyx\nX\n");
  expect(rows).toEqual(["a=xy"]);
  expect(drops).toEqual(["3 filter a", "4 filter a"]);
});

it("lets only the last filtered field of a row decide, as the pipeline does", () => {
  const { rows } = filter({ reference: "A", name: "x" }, "reference,name\nB,x\nA,q\n");
  expect(rows).toEqual(["reference=B,name=x"]);
});

it("does nothing for a field that the row lacks", () => {
  expect(filter({ b: "x" }, "a\n1\n").rows).toEqual(["a=1"]);
});
