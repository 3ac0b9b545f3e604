import type { Report } from "../report/report.ts";
import type { Evidence } from "./endpoint-request.ts";

/** What a check found, and with what: enough for somebody else to run it again and see the same. */
export function evidenceOf({ checked, counts, groups }: Report): Evidence {
  const issues = new Map<string, { type: string; field: string; count: number }>();
  for (const { source, type, field, count } of [
    ...groups.mustFix,
    ...groups.needsFixing,
    ...groups.fixedForYou,
    ...groups.worthChecking,
  ]) {
    if (source === "pipeline" && count > 0) issues.set(`${type}|${field}`, { type, field, count });
  }
  return {
    name: checked.name,
    bytes: checked.bytes,
    sha256: checked.sha256,
    mode: checked.mode,
    today: checked.today,
    tool: checked.versions.tool,
    specification: checked.versions.specification.label,
    configuration: checked.versions.configuration.label,
    records: counts.records,
    kept: counts.kept,
    mustFix: groups.mustFix.length,
    needsFixing: groups.needsFixing.length,
    issues: [...issues.values()],
  };
}
