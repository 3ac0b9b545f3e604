import { describe, expect, it } from "vitest";
import { rowAccount } from "../../src/reproduce/row-account.ts";
import { reporterReport, ticketReport } from "../../src/reproduce/row-report.ts";
import { plainCommand, runFileCommand } from "../../src/reproduce/run-command.ts";
import { traceWithoutEdits } from "../../src/reproduce/trace-run.ts";
import { opened, sampleRequest } from "./sample-run.ts";

const edits = [{ op: "delete", file: "patch.csv", line: 2 }] as const;

async function report() {
  const open = await opened(sampleRequest({ edits }));
  const account = await rowAccount(open, 4);
  const before = await traceWithoutEdits(open, 4);
  if (!account || !before.ok) throw new Error("no account");
  return { file: open.file, reported: "The date is wrong.", ...account, before: before.trace };
}

describe("reports about a row", () => {
  it("shows the reporter each value before and after, why, and what changes", async () => {
    const text = reporterReport(await report());
    expect(text).toContain("You told us: “The date is wrong.”");
    expect(text).toContain("| designation-date | Spring 1975 | 1975-03-01 | nothing |");
    expect(text).toContain(
      "- designation-date was: Published otherwise than in the file: replaced by a patch.",
    );
    expect(text).toContain("take line 2 out of patch.csv");
  });

  it("fills in the ticket: where, how to reproduce, what was checked, cause, change", async () => {
    const text = ticketReport(await report());
    for (const part of [
      "- Dataset: conservation-area",
      "- Row: line 4, entry 2, reference CA2",
      "- Entity: 44000012",
      "check --run run-conservation-area-",
      "- [x] Issues logged for the row: ",
      "  - invalid date, designation-date: Spring 1975",
      "- [ ] Compared with what the platform shows",
    ])
      expect(text).toContain(part);
  });
});

describe("the command of a run", () => {
  it("is one word of a shell for each value, and a run file where there is more than options", async () => {
    const given = await opened();
    expect(plainCommand(given.file)).toBeUndefined();
    const { configuration: _, ...request } = sampleRequest();
    const { file } = await opened({ ...request, name: "it's areas.csv" });
    expect(plainCommand(file)).toBe(
      `planning-data-check check 'it'\\''s areas.csv' --dataset conservation-area --mode pipeline --organisation local-authority:DNC --endpoint ${"e".repeat(64)} --entry-date 2026-08-01 --today 2026-09-01 --transformation helmert`,
    );
    expect(runFileCommand(file)).toMatch(
      /^planning-data-check check --run run-conservation-area-[0-9a-f]{8}\.json$/,
    );
  });
});
