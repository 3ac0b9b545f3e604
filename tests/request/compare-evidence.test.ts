import { describe, expect, it } from "vitest";
import { compareEvidence, reasonsToDiffer } from "../../src/request/compare-evidence.ts";
import { evidenceOf } from "../../src/request/evidence.ts";
import { recordCase } from "../report/record-case.ts";

const header = "reference,name,geometry,start-date,entry-date\n";
const shape = '"POLYGON ((-1.13 53.52, -1.12 53.52, -1.12 53.53, -1.13 53.52))"';
const evidence = async (rows: string, today = "2026-09-01") =>
  evidenceOf((await recordCase(header + rows, { today })).report);

describe("what was sent beside what is found now", () => {
  it("is the same for the same bytes", async () => {
    const rows = `CA1,Green,${shape},31/02/2024,2024-01-01\n`;
    const comparison = compareEvidence(await evidence(rows), await evidence(rows));
    expect(comparison.same).toBe(true);
    expect(comparison.issues.length).toBeGreaterThan(0);
    expect(reasonsToDiffer(comparison)).toEqual([]);
  });

  it("counts each issue on both sides, those that differ first", async () => {
    const sent = await evidence(
      `CA1,Green,${shape},31/02/2024,2024-01-01\nCA2,Mill,${shape},31/02/2024,2024-01-01\n`,
    );
    const now = await evidence(`CA1,Green,${shape},31/02/2024,2024-01-01\n,Mill,${shape},,2024-01-01\n`);
    const { sameFile, issues, kept, same } = compareEvidence(sent, now);
    expect({ sameFile, same }).toEqual({ sameFile: false, same: false });
    expect(kept).toEqual({ sent: 2, now: 1 });
    expect(issues.find(({ type }) => type === "invalid date")).toMatchObject({ sent: 2, now: 1 });
    expect(issues[0]?.sent).not.toBe(issues[0]?.now);
    expect(issues.some(({ sent: before, now: after }) => before === 0 && after > 0)).toBe(true);
  });

  it("names what may explain a difference of the same file: another day", async () => {
    const rows = `CA1,Green,${shape},2024-01-01,2026-09-10\n`;
    const comparison = compareEvidence(await evidence(rows), await evidence(rows, "2026-09-20"));
    expect(comparison.same).toBe(false);
    expect(reasonsToDiffer(comparison)).toEqual([{ what: "date", sent: "2026-09-01", now: "2026-09-20" }]);
  });

  it("says nothing of references that one side did not count", async () => {
    const one = await evidence(`CA1,Green,${shape},,2024-01-01\n`);
    const counted = { ...one, references: { total: 1, unassigned: 1 } };
    expect(compareEvidence(one, counted).references).toBeUndefined();
    expect(compareEvidence(counted, counted).unassigned).toEqual({ sent: 1, now: 1 });
  });
});
