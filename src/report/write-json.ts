import type { Report } from "./report.ts";

/**
 * The report for programs. `schema` and `schemaVersion` say what it is; a member is never taken away or given another
 * meaning within a version, and new ones may come.
 */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/**
 * Reads a report back, from a file or another program.
 * @returns `undefined` when the text is no report of a version this tool knows
 */
export function readReportJson(text: string): Report | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isReport(value) ? value : undefined;
}

/** The outline only: what is inside was written by this tool. */
function isReport(value: unknown): value is Report {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map(Object.entries(value));
  return (
    members.get("schema") === "planning-data-check/report" &&
    members.get("schemaVersion") === 1 &&
    ["verdict", "checked", "counts", "groups", "columns"].every(
      (name) => typeof members.get(name) === "object",
    )
  );
}
