import { counted } from "../issues/field-label.ts";
import { allLines, type Report, type ReportLine } from "./report.ts";

/** The platform's levels of trust that a file's own problems decide between, the lowest first. */
export type QualityLevel = "some" | "usable" | "trustworthy";

export interface QualityEstimate {
  readonly level: QualityLevel;
  /** One sentence: what decides it. */
  readonly because: string;
  /** The lines that decide it, most pressing first; empty when nothing is in the way. */
  readonly lines: readonly ReportLine[];
}

/**
 * The level of trust the platform would give this file, by the rules it agreed: an error among the publisher's tasks means
 * the lowest level, only warnings mean "usable" at most, none means "trustworthy". An estimate: the platform also looks at
 * who publishes and at tests after publication. `undefined` when the check could not be finished.
 *
 * Source: service/results.md, "Levels of trust" (July 2026); severities from issue-type.csv
 */
export function estimateQuality(report: Report): QualityEstimate | undefined {
  if (report.failure) return undefined;
  // Tasks of the data team are not held against a publisher.
  const tasks = allLines(report).filter(({ responsibility }) => responsibility === "external");
  const errors = tasks.filter(({ severity }) => severity === "error" || severity === "critical");
  const warnings = tasks.filter(({ severity }) => severity === "warning");
  if (errors.length > 0)
    return { level: "some", because: `${tasksWords(errors.length, "error")} to be resolved`, lines: errors };
  if (warnings.length > 0)
    return {
      level: "usable",
      because: `there are no errors, but ${tasksWords(warnings.length, "warning")}`,
      lines: warnings,
    };
  return { level: "trustworthy", because: "there is neither an error nor a warning", lines: [] };
}

function tasksWords(count: number, severity: string): string {
  const isAre = severity === "error" ? (count === 1 ? "there is " : "there are ") : "";
  return `${isAre}${counted(count, severity)}`;
}

/** "some (an estimate): there are 2 errors to be resolved". */
export function qualityWords({ level, because }: QualityEstimate): string {
  return `${level} (an estimate), because ${because}`;
}
