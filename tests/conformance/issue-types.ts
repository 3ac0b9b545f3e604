import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRecords } from "../../src/csv/read.ts";
import { issueCatalogue } from "../../src/issues/catalogue.ts";

/**
 * Types of the catalogue that the engine can never log, each with the reason. Everything else must be in a recorded run.
 */
export const neverRaised: Readonly<Record<string, string>> = {
  "WGS84 out of bounds": "an old name; the pipeline logs “WGS84 out of bounds of England”",
  "WGS84 out of bounds of custom boundary": "no caller of the pipeline gives a boundary",
  "OSGB out of bounds of custom boundary": "no caller of the pipeline gives a boundary",
  "too large": "no field has a maximum",
  "reference value contains reference_prefix": "no code of the pipeline logs it",
};

/** How often each issue type stands in the recorded issue.csv of these case folders. */
export function recordedIssueTypes(folders: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    const path = join(folder, "expected", "issue.csv");
    if (!existsSync(path)) continue;
    const [header = [], ...records] = readRecords(readFileSync(path, "utf8"));
    const at = header.indexOf("issue-type");
    for (const record of records) {
      const type = record[at] ?? "";
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  return counts;
}

/** Types of the catalogue that can be raised and are in none of these folders. */
export function uncoveredTypes(folders: readonly string[]): string[] {
  const recorded = recordedIssueTypes(folders);
  return Object.keys(issueCatalogue).filter((type) => !(type in neverRaised) && !recorded.has(type));
}
