import { writeFileSync } from "node:fs";
import type { Comparison } from "./compare.ts";
import type { Difference } from "./differences.ts";
import { count } from "./summary.ts";

/** One case's result in a run of the conformance runner. */
export interface Row {
  readonly name: string;
  readonly theme: string;
  readonly comparison: Comparison;
  readonly known?: Difference;
  /** Recorded files that were compared. */
  readonly files?: readonly string[];
}

/** Writes docs/conformance.md from the results of a run. */
export function writeReport(rows: readonly Row[]): void {
  const themes = count(rows, (row) => [row.theme]);
  const lines = [
    "# How close to the pipeline",
    "",
    "Written by `npm run conformance -- --report`; do not edit by hand.",
    "",
    "| theme | passed | failed |",
    "| --- | ---: | ---: |",
    ...[...themes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([theme, { passed, failed }]) => `| ${theme} | ${passed} | ${failed} |`),
    "",
  ];
  writeFileSync(new URL("../../docs/conformance.md", import.meta.url), lines.join("\n"));
}
