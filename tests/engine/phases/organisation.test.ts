import { expect, it } from "vitest";
import { organisationPhase } from "../../../src/engine/phases/organisation.ts";
import { entriesOf, keptIssues } from "../phase-table.ts";

const organisations = { all: [], lookup: (value: string) => (value === "LBH" ? "local-authority:LBH" : "") };

it("finds the organisation, for the row and for the entry", () => {
  const { log, issues } = keptIssues();
  const [entry] = [...organisationPhase(organisations, log)(entriesOf("organisation\nLBH\n"))];
  expect(entry?.row.get("organisation")).toBe("local-authority:LBH");
  expect(entry?.organisation).toBe("local-authority:LBH");
  expect(issues).toEqual([]);
});

it("blanks what is no organisation and logs it; a blank is no issue", () => {
  const { log, issues } = keptIssues();
  const entries = [...organisationPhase(organisations, log)(entriesOf("organisation,a\nfoo,1\n,1\n"))];
  expect(entries.map((entry) => entry.row.get("organisation"))).toEqual(["", ""]);
  expect(issues).toEqual(["2 1 organisation|invalid organisation|foo|"]);
});

it("gives an entry without the column a blank one", () => {
  const { log } = keptIssues();
  const [entry] = [...organisationPhase(organisations, log)(entriesOf("a\n1\n"))];
  expect(entry?.row.get("organisation")).toBe("");
});
