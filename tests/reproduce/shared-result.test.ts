import { describe, expect } from "vitest";
import { allLines } from "../../src/report/report.ts";
import {
  readResultFragment,
  readSharedResult,
  resultFragment,
  type SharedResult,
  writeSharedResult,
} from "../../src/reproduce/shared-result.ts";
import { recordCase } from "../report/record-case.ts";
import { sharedIt } from "../shared.ts";

const csv =
  'reference,name,start-date,Secret column,geometry\nCA1,Private name,someday,hidden,"POINT (-1 52)"\n,Other,2020-01-01,,"POLYGON ((430000 260000, 430100 260000, 430100 260100, 430000 260000))"\n';

async function shared(): Promise<SharedResult> {
  const { report } = await recordCase(csv);
  return {
    at: "2026-11-22T10:00:00.000Z",
    run: { dataset: "conservation-area", mode: "added", today: "2026-09-01", columnMapping: { a: "name" } },
    report,
  };
}

describe("a shared result", () => {
  sharedIt("comes back from a link as it was, but for the publisher's values", async () => {
    const result = await shared();
    const back = readResultFragment(resultFragment(result));
    expect(back?.at).toBe(result.at);
    expect(back?.run).toEqual(result.run);
    expect(back?.report.checked).toEqual(result.report.checked);
    expect(back?.report.counts).toEqual(result.report.counts);
    expect(back?.report.verdict).toEqual(result.report.verdict);
    const bare = (report: SharedResult["report"] | undefined) =>
      (report ? allLines(report) : []).map((line) => ({ ...line, samples: [] }));
    expect(bare(back?.report)).toEqual(bare(result.report));
  });

  sharedIt("holds no value of the data", async () => {
    const text = writeSharedResult(await shared());
    for (const value of ["Private name", "someday", "hidden", "430100", "POINT"])
      expect(text).not.toContain(value);
    // Names of columns are not data.
    expect(text).toContain("Secret column");
  });

  sharedIt("is short enough for a link", async () => {
    expect(resultFragment(await shared()).length).toBeLessThan(6000);
  });

  sharedIt("that is damaged or something else is not read", async () => {
    const fragment = resultFragment(await shared());
    expect(readResultFragment(fragment.slice(0, -40))).toBeUndefined();
    expect(readResultFragment("not a result")).toBeUndefined();
    expect(readSharedResult("{}")).toBeUndefined();
    expect(readSharedResult("reference,name\n")).toBeUndefined();
  });
});
