import { describe, expect, it } from "vitest";
import { lineTitle } from "../../src/report/line-title.ts";
import { allLines } from "../../src/report/report.ts";
import { recordCase } from "./record-case.ts";

describe("the title of a line that is not at hand", () => {
  it("is known for every line of a report", async () => {
    const { report } = await recordCase(
      'reference,name,geometry,start-date,OBJECTID\nA,Green,POINT (1 2),31/02/2024,1\nA,Green,x,2024-13-01,2\n,,,"<b>",\n',
    );
    const lines = allLines(report);
    expect(lines.length).toBeGreaterThan(4);
    for (const { id } of lines) expect(lineTitle(id), id).toBeTruthy();
    expect(lineTitle("invalid-date.start-date")).toMatch(/^Rows have a start date/);
  });

  it("is nothing for an id this version does not know", () => {
    expect(lineTitle("no-such-thing.name")).toBeUndefined();
  });
});
