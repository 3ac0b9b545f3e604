import { expect, it } from "vitest";
import { patchPhase } from "../../../src/engine/phases/patch.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { keptIssues, noRules, through } from "../phase-table.ts";

type Rules = Record<string, [pattern: string, value: string][]>;

function patch(csv: string, rules: Rules) {
  const { log, issues } = keptIssues();
  const byField = Object.entries(rules).map(([field, pairs]) => {
    const patches = pairs.map(([pattern, value]) => ({
      file: "patch.csv" as const,
      line: 2,
      pattern,
      value,
    }));
    return [field, patches] as const;
  });
  return { rows: through(patchPhase(new Map(byField), log, noRules), csv), issues };
}

it("replaces the whole value when its start matches, in any case, and logs what it was", () => {
  const { rows, issues } = patch("a,b\nFoo Bar,Foo\n", { a: [["foo", "baz"]] });
  expect(rows).toEqual(["a=baz,b=Foo"]);
  expect(issues).toEqual(["2 1 a|patch|Foo Bar|"]);
});

it("takes a pattern that is the very value literally", () => {
  expect(patch("a\n(x)\n", { a: [["(x)", "y"]] }).rows).toEqual(["a=y"]);
});

it("stops at the first pattern that matches, also when it changes nothing", () => {
  const { rows, issues } = patch("a\nx\n", {
    a: [
      ["x", "x"],
      [".*", "y"],
    ],
  });
  expect(rows).toEqual(["a=x"]);
  expect(issues).toEqual([]);
});

it("tries the patterns of the field, then those of all fields, whose value counts for a pattern of both", () => {
  const rules: Rules = { a: [["1", "one"]], "": [["1", "eins"], ["2", "zwei"]] }; // biome-ignore format: reads as a table
  expect(patch("a,b\n1,1\n2,2\n", rules).rows).toEqual(["a=eins,b=eins", "a=zwei,b=zwei"]);
});

it("puts groups into the value; one without a part is blank", () => {
  expect(patch("a\n12 ha\n", { a: [["(\\d+)(x)? ha", "\\1\\2!"]] }).rows).toEqual(["a=12!"]);
});

it("fills blanks by a pattern that matches nothing", () => {
  expect(patch("a,b\n,1\n", { a: [["^$", "x"]] }).rows).toEqual(["a=x,b=1"]);
});

it("gives the same answer for a value it remembers", () => {
  const { rows, issues } = patch("a\nx\nx\n", { a: [["x", "y"]] });
  expect(rows).toEqual(["a=y", "a=y"]);
  expect(issues).toEqual(["2 1 a|patch|x|", "3 2 a|patch|x|"]);
});

it("raises for a bad pattern only when a value is tried on it", () => {
  expect(patch("b\nx\n", { a: [["(", "y"]] }).rows).toEqual(["b=x"]);
  expect(() => patch("a\nx\n", { a: [["(", "y"]] })).toThrow(PipelineError);
  expect(() => patch("a\nx\n", { a: [["x", "\\2"]] })).toThrow(PipelineError);
});
