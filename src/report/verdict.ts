import { counted } from "../issues/field-label.ts";
import type { CheckFailure } from "./failure.ts";
import type { Counts, Report, ReportGroups, RowLossReason, Verdict } from "./report.ts";

/** Rows that were no data to begin with: leaving them out loses nothing. */
const harmless: ReadonlySet<RowLossReason> = new Set(["blank-record", "skip-pattern"]);

/** Rows of data that are not published, whatever the reason. */
export function lostRows(counts: Pick<Counts, "dropped">): number {
  return counts.dropped.reduce((sum, { reason, count }) => sum + (harmless.has(reason) ? 0 : count), 0);
}

/**
 * The verdict, from the counts and nothing else.
 * @param valuesLost values lost in rows that are published
 */
export function verdictOf(
  groups: ReportGroups,
  counts: Counts,
  valuesLost: number,
  failure: CheckFailure | undefined,
): Verdict {
  if (failure) return { kind: "not-checked", code: failure.code };
  const rowsLost = lostRows(counts);
  if (groups.mustFix.length > 0) {
    return { kind: "must-fix", things: groups.mustFix.length, rowsLost, valuesLost };
  }
  if (groups.needsFixing.length > 0 || rowsLost > 0) return { kind: "can-be-added", rowsLost, valuesLost };
  return { kind: "nothing-to-fix", worthChecking: groups.worthChecking.length };
}

/** The heading of the result: "3 things to fix before this can be added". */
export function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case "not-checked":
      return notChecked(verdict.code);
    case "must-fix":
      return `${counted(verdict.things, "thing")} to fix before this can be added`;
    case "can-be-added": {
      const lost = losses(verdict.rowsLost, verdict.valuesLost);
      return lost === ""
        ? "This can be added, but some values need attention"
        : `This can be added, but ${lost} will be lost unless you fix ${verdict.rowsLost + verdict.valuesLost === 1 ? "it" : "them"}`;
    }
    case "nothing-to-fix":
      return verdict.worthChecking === 0
        ? "Nothing to fix"
        : `Nothing to fix, and ${counted(verdict.worthChecking, "thing")} worth checking`;
  }
}

/** "212 rows: 209 would be published, 3 would be lost"; of a run that stopped, how far it came. */
export function rowsWords({ counts, failure }: Pick<Report, "counts" | "failure">): string {
  if (failure)
    return `${counted(counts.records, "row")} read before it stopped; nothing of the file would be published`;
  const lost = lostRows(counts);
  const leftOut = counts.records - counts.kept - lost;
  const parts = [`${counted(counts.kept, "row").replace(/ rows?$/, "")} would be published`];
  if (lost > 0) parts.push(`${counted(lost, "row").replace(/ rows?$/, "")} would be lost`);
  if (leftOut > 0) parts.push(`${counted(leftOut, "row").replace(/ rows?$/, "")} blank or skipped`);
  return `${counted(counts.records, "row")}: ${parts.join(", ")}`;
}

function losses(rows: number, values: number): string {
  return [
    ...(rows > 0 ? [counted(rows, "row")] : []),
    ...(values > 0 ? [counted(values, "value")] : []),
  ].join(" and ");
}

function notChecked(code: CheckFailure["code"]): string {
  switch (code) {
    case "unreadable":
      return "This file could not be read";
    case "no-rows":
      return "This file has no rows of data";
    case "pipeline-raises":
      return "The platform stops with an error on this file";
    case "unknown-dataset":
      return "There is no such dataset";
    case "bad-configuration":
      return "The configuration could not be read";
    case "grid-unavailable":
      return "A table the check needs could not be loaded";
    case "cancelled":
      return "The check was cancelled";
    case "worker-lost":
      return "The check stopped unexpectedly";
  }
}
