/** Phrases that every written form of a report shares. */

import { thousands } from "../issues/field-label.ts";
import type { Mode } from "./mode.ts";
import type { Checked, Group, LineSource, Report, ReportLine, RowPlace } from "./report.ts";

export const groupHeadings: Readonly<Record<Group, string>> = {
  "must-fix": "Must fix",
  "needs-fixing": "Needs fixing",
  "fixed-for-you": "Fixed for you",
  "worth-checking": "Worth checking",
};

export const modeWords: Readonly<Record<Mode, string>> = {
  added: "as it would be once it is added",
  check: "as the live check answers",
  pipeline: "as the nightly run answers",
};

export const sourceWords: Readonly<Record<LineSource, string>> = {
  pipeline: "logged by the platform, also in issue.csv",
  "live-check": "said by the live check, not in issue.csv",
  ours: "found by this tool only, not in issue.csv",
};

/** The four lists in reading order. */
export function groupsInOrder({ groups }: Report): readonly (readonly [Group, readonly ReportLine[]])[] {
  return [
    ["must-fix", groups.mustFix],
    ["needs-fixing", groups.needsFixing],
    ["fixed-for-you", groups.fixedForYou],
    ["worth-checking", groups.worthChecking],
  ];
}

const tables: ReadonlySet<string> = new Set(["CSV", "Excel workbook"]);

/**
 * Where the first rows are: "rows 14, 88". In a table that is the row number a spreadsheet shows; elsewhere records are
 * counted from 1.
 */
export function places(line: ReportLine, checked: Pick<Checked, "format">, most = 10): string {
  if (line.about !== "row" || line.rows === 0) return "";
  const isTable = tables.has(checked.format);
  const number = (place: RowPlace) => (isTable ? place.lineNumber : place.entryNumber);
  const noun = isTable ? "row" : "record";
  const shown = line.first.slice(0, most).map((place) => thousands(number(place)));
  const more = line.rows > shown.length ? ` and ${thousands(line.rows - shown.length)} more` : "";
  return `${noun}${line.rows === 1 ? "" : "s"} ${shown.join(", ")}${more}`;
}

/** "1.3 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const months = "January February March April May June July August September October November December".split(
  " ",
);

/** "2024-02-29" to "29 February 2024"; other text as it is. */
export function dateWords(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = months[Number(parts?.[2]) - 1];
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : date;
}

/** The command that gives the same report of the same file. */
export function reproduceCommand({ checked }: Report): string {
  const options: [string, string][] = [
    ["--dataset", checked.dataset],
    ...(checked.mode === "added" ? [] : [["--mode", checked.mode] satisfies [string, string]]),
    ...checked.organisations.map(({ organisation }): [string, string] => ["--organisation", organisation]),
    ...checked.endpoints.map((endpoint): [string, string] => ["--endpoint", endpoint]),
    ...(checked.entryDate === "" ? [] : [["--entry-date", checked.entryDate] satisfies [string, string]]),
    ["--transformation", checked.transformation],
    ["--today", checked.today],
  ];
  return [
    "planning-data-check check",
    inShell(checked.name),
    ...options.map(([name, value]) => `${name} ${inShell(value)}`),
  ].join(" ");
}

function inShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
