import { describe, expect, it } from "vitest";
import { needsMessage, requestStatuses } from "../../src/intake/request-status.ts";
import { cannedReplies, teamMessage } from "../../src/intake/team-message.ts";
import { allLines } from "../../src/report/report.ts";
import { recordCase } from "../report/record-case.ts";

describe("the message that asks for changes", () => {
  it("names each issue with its rows and what to do, after the words chosen", async () => {
    const { report } = await recordCase(
      'reference,name,geometry,start-date\nA,Green,"POINT (-1 53)",31/02/2024\nB,Mill,"POINT (-1 53)",2024-01-01\nC,Mill,"POINT (-1 53)",31/02/2024\n',
    );
    const lines = allLines(report).filter(({ type }) => type === "invalid date");
    const text = teamMessage("Please correct:", lines);
    expect(text).toMatch(/^Please correct:\n\n- 2 rows have a start date .* \(rows 2, 4\)\. /);
    expect(text).toContain("year-month-day");
  });

  it("names no rows for a column, and no more than the server takes", async () => {
    const { report } = await recordCase("name\nGreen\n");
    const line = allLines(report).find(({ type }) => type === "missing column");
    if (!line) throw new Error("no line about a missing column");
    expect(teamMessage("", [line])).toMatch(/^- There is no column for [a-z]+\. Add/);
    const many = Array.from({ length: 200 }, () => line);
    const text = teamMessage("Please:", many);
    expect(text.length).toBeLessThanOrEqual(5000);
    expect(text).toMatch(/- and \d+ more, see the links$/);
  });

  it("has words to start from for every decision that needs some", () => {
    for (const status of requestStatuses.filter((one) => needsMessage.includes(one))) {
      expect(
        cannedReplies[status]?.map(({ id }) => id),
        status,
      ).toContain("own");
    }
  });
});
