import { lineId } from "../report/line-index.ts";
import type { OpenRun } from "./open-run.ts";

/** The rows with one kind of issue, put together by the value that caused it. */
export interface SameIssue {
  readonly issueType: string;
  readonly field: string;
  /** Rows of issue.csv. */
  readonly count: number;
  /** Data rows with it, and data rows in all. */
  readonly rows: number;
  readonly ofRows: number;
  /** The columns read as the field. */
  readonly columns: readonly string[];
  /** The most frequent first, at most fifty. */
  readonly groups: readonly {
    readonly value: string;
    readonly count: number;
    readonly lines: readonly number[];
  }[];
  /** How many different values there are. */
  readonly values: number;
  /** What they have in common, in a sentence. */
  readonly cause: string;
}

const mostGroups = 50;
const mostLines = 10;

/** Which rows have the same issue, and whether they share a cause. */
export function sameIssue({ record, issueCounts }: OpenRun, issueType: string, field: string): SameIssue {
  const entries = record.lines.get(lineId(issueType, field))?.entries ?? new Uint32Array();
  const groups = new Map<string, { value: string; count: number; lines: number[] }>();
  for (const entry of entries) {
    for (const issue of record.issues.ofEntry(entry)) {
      if (issue.issueType !== issueType || issue.field !== field) continue;
      const group = groups.get(issue.value) ?? { value: issue.value, count: 0, lines: [] };
      group.count += 1;
      if (group.lines.length < mostLines) group.lines.push(record.records.lineOf(entry));
      groups.set(issue.value, group);
    }
  }
  const sorted = [...groups.values()].sort((a, b) => b.count - a.count);
  const columns = record.columnFields.filter(([, target]) => target === field).map(([column]) => column);
  const ofRows = record.records.entries;
  const count = issueCounts.find((one) => one.issueType === issueType && one.field === field)?.count ?? 0;
  return {
    issueType,
    field,
    count,
    rows: entries.length,
    ofRows,
    columns,
    groups: sorted.slice(0, mostGroups),
    values: sorted.length,
    cause: causeOf(entries.length, ofRows, sorted.length, columns),
  };
}

function causeOf(rows: number, ofRows: number, values: number, columns: readonly string[]): string {
  const from = columns.length === 1 ? `They all come from the column “${columns[0]}”. ` : "";
  if (rows === ofRows && rows > 1)
    return `${from}Every row has it: look at the column and its mapping, or at a rule, rather than at single values.`;
  if (values === 1 && rows > 1)
    return `${from}All have the same value, so one configuration row mends them all.`;
  if (values > 0 && values <= rows / 2)
    return `${from}${values} different values stand behind ${rows} rows: one configuration row for each value.`;
  if (rows > 1)
    return `${from}Nearly every row has a value of its own: the cause is in the publisher’s data.`;
  return from.trim();
}
