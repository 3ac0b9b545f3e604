import { expect, it } from "vitest";
import { defaultPhase } from "../../../src/engine/phases/default.ts";
import { keptIssues, noRules, through } from "../phase-table.ts";

function defaults(csv: string, fields: Record<string, string>, values: Record<string, string>) {
  const { log, issues } = keptIssues();
  const fieldRules = Object.entries(fields).map(
    ([field, defaultField]) => [field, { file: "default.csv" as const, line: 2, defaultField }] as const,
  );
  const valueRules = Object.entries(values).map(
    ([field, value]) => [field, { file: "default-value.csv" as const, line: 2, value }] as const,
  );
  const phase = defaultPhase(new Map(fieldRules), new Map(valueRules), log, noRules);
  return { rows: through(phase, csv), issues };
}

it("fills a blank or absent field from another, and logs which", () => {
  const { rows, issues } = defaults("a,b\n1,\n1,2\n1\n", { b: "a", c: "d" }, {});
  expect(rows).toEqual(["a=1,b=1", "a=1,b=2", "a=1,b=1"]);
  expect(issues).toEqual(["2 1 b|default-field|a|", "4 3 b|default-field|a|"]);
});

it("fills with a value after that, and logs it", () => {
  const { rows, issues } = defaults("a,b\n,\n", { a: "b" }, { a: "x", c: "" });
  expect(rows).toEqual(["a=x,b="]);
  expect(issues).toEqual(["2 1 a|default-value|x|"]);
});

it("fills organisation and entry-date in silence", () => {
  const { rows, issues } = defaults(
    "a\n1\n",
    {},
    { organisation: "local-authority:LBH", "entry-date": "2026-01-02" },
  );
  expect(rows).toEqual(["a=1,organisation=local-authority:LBH,entry-date=2026-01-02"]);
  expect(issues).toEqual([]);
});
