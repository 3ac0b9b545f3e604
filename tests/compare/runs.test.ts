import { describe, expect, it } from "vitest";
import { compareRuns } from "../../src/compare/runs.ts";
import { recordCase } from "../report/record-case.ts";

describe("two checks of one dataset", () => {
  it("says what was fixed, what is still there and what is new", async () => {
    const before = await recordCase("reference,start-date,notes\nCA1,x,\nCA2,y,\nCA2,2020-01-01,\n");
    const after = await recordCase(
      "reference,start-date,end-date\nCA1,x,\nCA2,2020-01-01,z\nCA3,2020-01-01,\n",
    );
    const { fixed, stillThere, isNew, rows } = compareRuns(before.report, after.report);
    const issues = (changes: typeof fixed) =>
      changes
        .filter(({ id }) => /^(invalid|reference)/.test(id))
        .map(({ id, rowsBefore, rowsAfter }) => [id, rowsBefore, rowsAfter]);
    expect(issues(fixed)).toEqual([["reference-values-are-not-unique.reference", 2, 0]]);
    expect(issues(stillThere)).toEqual([["invalid-date.start-date", 2, 1]]);
    expect(issues(isNew)).toEqual([["invalid-date.end-date", 0, 1]]);
    expect(rows).toEqual({ before: 3, after: 3 });
  });

  it("finds nothing between a check and itself, and says that it is the same file", async () => {
    const { report } = await recordCase("reference,start-date\nCA1,x\n");
    const comparison = compareRuns(report, report);
    expect([comparison.fixed, comparison.isNew, comparison.differences]).toEqual([[], [], []]);
    expect(comparison.sameFile).toBe(true);
  });

  it("says when the two were not made alike, so that nobody takes a rule for a repair", async () => {
    const csv = "reference,start-date\nCA1,x\n";
    const added = await recordCase(csv);
    const check = await recordCase(csv, { mode: "check" });
    expect(compareRuns(added.report, check.report).differences).toEqual([
      { what: "mode", before: "added", after: "check" },
    ]);
  });
});
