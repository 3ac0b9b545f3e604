import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { caseFolders, readCase } from "./case.ts";
import type { Comparison } from "./compare.ts";
import { type Difference, readDifferences } from "./differences.ts";
import { neverRaised, recordedIssueTypes } from "./issue-types.ts";
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
  const own = fileURLToPath(new URL("./cases/", import.meta.url));
  const folders = caseFolders(own);
  const text = [
    "# How close to the pipeline",
    "",
    "Written by `npm run conformance -- --report`; do not edit by hand.",
    "",
    ...summary(rows),
    ...themes(rows),
    ...formats(folders),
    ...issueTypes(folders),
    ...versions(folders),
    ...knownDifferences(rows),
  ];
  writeFileSync(new URL("../../docs/conformance.md", import.meta.url), `${text.join("\n").trimEnd()}\n`);
}

function summary(rows: readonly Row[]): string[] {
  const counted = rows.filter((row) => row.known?.kind !== "soft" && row.comparison.verdict !== "lenient");
  const passed = counted.filter((row) => row.comparison.verdict === "pass").length;
  return [
    `Of ${counted.length} recorded runs, ${passed} are equal: the same outcome and every file byte for byte (conversions of GeoJSON alone are compared parsed, answers that are JSON as JSON). ${counted.length - passed} differ.`,
    "",
  ];
}

function themes(rows: readonly Row[]): string[] {
  const tallies = [...count(rows, (row) => [row.theme])].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "## Themes",
    "",
    "| theme | equal | differ |",
    "| --- | ---: | ---: |",
    ...tallies.map(([theme, { passed, failed }]) => `| ${theme} | ${passed} | ${failed} |`),
    "",
  ];
}

/** What the pipeline says the inputs are, by mime type and kind of member. */
function formats(folders: readonly string[]): string[] {
  const kinds = new Map<string, number>();
  for (const folder of folders) {
    const table = `${folder}/expected/dataset-resource.csv`;
    let text = "";
    try {
      text = readFileSync(table, "utf8");
    } catch {
      continue;
    }
    const cells = (text.split("\r\n")[1] ?? "").split(",");
    const kind = [cells[5]?.split(";")[0], cells[7]].filter((part) => part).join(", ") || "not recognised";
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [
    "## Formats in the authored cases",
    "",
    "| as the pipeline names it | cases |",
    "| --- | ---: |",
    ...[...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, number]) => `| ${kind} | ${number} |`),
    "",
  ];
}

function issueTypes(folders: readonly string[]): string[] {
  const recorded = [...recordedIssueTypes(folders)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "## Issue types in the authored cases",
    "",
    "| issue type | issues recorded |",
    "| --- | ---: |",
    ...recorded.map(([type, number]) => `| ${type} | ${number} |`),
    "",
    "Never raised:",
    "",
    ...Object.entries(neverRaised).map(([type, reason]) => `- ${type}: ${reason}`),
    "",
  ];
}

function versions(folders: readonly string[]): string[] {
  const pipelines = new Set(
    folders.map((folder) => {
      const json: Record<string, unknown> = JSON.parse(readFileSync(`${folder}/reference.json`, "utf8"));
      return String(json["digital-land-python"]);
    }),
  );
  const days = new Set(folders.map((folder) => readCase(folder).today));
  return [
    "## What was compared with what",
    "",
    `- the pipeline: digital-land-python ${[...pipelines].join(", ")}, with GEOS 3.11.4, PROJ 9.5.1 without the OSTN15 grid, GDAL 3.6.2, pandas 3.0.5, charset-normalizer 3.5.2, validators 0.36.0`,
    "- specification, configuration and organisations: the tables the runs were recorded with (tests/conformance/reference-data)",
    `- the day the runs took for today: ${[...days].join(", ")}`,
    `- this tool: Node ${process.versions.node}, ${ownRevision()}`,
    "",
  ];
}

function ownRevision(): string {
  try {
    return `commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()}`;
  } catch {
    return "revision unknown";
  }
}

function knownDifferences(rows: readonly Row[]): string[] {
  const known = [...readDifferences()].map(([name, { kind, reason }]) => `- ${name} (${kind}): ${reason}`);
  const failed = rows.filter((row) => row.comparison.verdict === "fail" && row.known?.kind !== "soft");
  return [
    "## Differences",
    "",
    ...(known.length > 0 ? ["Known, and looked at apart:", "", ...known, ""] : []),
    ...(failed.length > 0
      ? [
          "Differ in this run:",
          "",
          ...failed.map(
            (row) =>
              `- ${row.name}: ${row.comparison.differs.join(", ")}${row.comparison.reasonTextOnly ? " (only the reason text of an invalid shape)" : ""}`,
          ),
          "",
        ]
      : ["None in this run.", ""]),
  ];
}
