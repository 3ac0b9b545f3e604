import { describe, expect } from "vitest";
import { estimateQuality, qualityWords } from "../../src/report/quality.ts";
import { reportMarkdown } from "../../src/report/write-markdown.ts";
import { reportText } from "../../src/report/write-text.ts";
import { sharedIt } from "../shared.ts";
import { recordCase } from "./record-case.ts";

const header = "reference,name,geometry,start-date,entry-date";
const square = '"POLYGON ((-1 52, -0.9 52, -0.9 52.1, -1 52))"';

async function words(...rows: string[]) {
  const { report } = await recordCase(`${header}\n${rows.join("\n")}\n`);
  const estimate = estimateQuality(report);
  return { words: estimate && qualityWords(estimate), lines: estimate?.lines.map(({ id }) => id), report };
}

describe("the level of trust", () => {
  sharedIt("is the lowest when an error is the publisher's to resolve", async () => {
    const found = await words(`CA1,a,${square},someday,2026-01-01`);
    expect(found.words).toBe("some (an estimate), because there is 1 error to be resolved");
    expect(found.lines).toEqual(["invalid-date.start-date"]);
    expect(reportText(found.report)).toContain("Level of trust: some (an estimate)");
    expect(reportMarkdown(found.report)).toContain("Some (an estimate), because there is 1 error");
  });

  sharedIt("is usable at most when there are warnings", async () => {
    const found = await words('CA1,a,"POLYGON ((52 -1, 52 -0.9, 52.1 -0.9, 52 -1))",2020-01-01,2026-01-01');
    expect(found.words).toBe("usable (an estimate), because there are no errors, but 1 warning");
  });

  sharedIt("is trustworthy when there is neither; what only this tool finds does not count", async () => {
    const found = await words(
      `CA1,a,${square},2020-01-01,2026-01-01`,
      `CA2,a,${square},2020-01-01,2026-01-01`,
    );
    expect(found.report.groups.worthChecking.length).toBeGreaterThan(0);
    expect(found.words).toBe("trustworthy (an estimate), because there is neither an error nor a warning");
  });

  sharedIt("is not given for a run that could not be finished", async () => {
    const { report } = await recordCase("reference,name\n");
    expect(estimateQuality(report)).toBeUndefined();
  });
});
