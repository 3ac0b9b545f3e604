import type { Report } from "./report.ts";

/**
 * The report for programs. `schema` and `schemaVersion` say what it is; a member is never taken away or given another
 * meaning within a version, and new ones may come. Described in docs/report.schema.json (report-schema.ts).
 */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
