import { csvLine } from "../csv/write.ts";
import type { IssueLine, ItemResult } from "./item-result.ts";
import { textRows } from "./text-rows.ts";

/** A batch seen by item, by issue type, by organisation and by dataset. */
export interface BatchSummary {
  readonly items: number;
  readonly checked: number;
  readonly failed: number;
  readonly mustFix: number;
  readonly records: number;
  readonly kept: number;
  readonly issues: number;
  readonly byType: readonly TypeSummary[];
  readonly byOrganisation: readonly GroupSummary[];
  readonly byDataset: readonly GroupSummary[];
}

export interface TypeSummary
  extends Pick<IssueLine, "type" | "field" | "group" | "source" | "severity" | "responsibility"> {
  readonly count: number;
  readonly rows: number;
  /** Items in which it occurs. */
  readonly items: number;
}

export interface GroupSummary {
  /** Organisation or dataset; `""` for items without one. */
  readonly name: string;
  readonly items: number;
  readonly failed: number;
  /** Items in which something must be fixed. */
  readonly mustFix: number;
  readonly records: number;
  readonly kept: number;
  readonly issues: number;
}

/** Counts of all results. An item of several organisations counts for each. Most first, then by name. */
export function summarise(results: readonly ItemResult[]): BatchSummary {
  const total = groupOf("", results);
  return {
    items: total.items,
    checked: total.items - total.failed,
    failed: total.failed,
    mustFix: total.mustFix,
    records: total.records,
    kept: total.kept,
    issues: total.issues,
    byType: byType(results),
    byOrganisation: groups(results, ({ organisations }) => (organisations.length > 0 ? organisations : [""])),
    byDataset: groups(results, ({ dataset }) => [dataset]),
  };
}

function groups(
  results: readonly ItemResult[],
  namesOf: (result: ItemResult) => readonly string[],
): GroupSummary[] {
  const members = new Map<string, ItemResult[]>();
  for (const result of results) {
    for (const name of namesOf(result)) {
      const known = members.get(name);
      if (known) known.push(result);
      else members.set(name, [result]);
    }
  }
  return [...members]
    .map(([name, own]) => groupOf(name, own))
    .sort((a, b) => b.issues - a.issues || compare(a.name, b.name));
}

function groupOf(name: string, results: readonly ItemResult[]): GroupSummary {
  const sum = (count: (result: ItemResult) => number) =>
    results.reduce((total, one) => total + count(one), 0);
  return {
    name,
    items: results.length,
    failed: sum(({ outcome }) => (outcome === "failed" ? 1 : 0)),
    mustFix: sum(({ outcome, counts }) => (outcome === "checked" && counts.mustFix > 0 ? 1 : 0)),
    records: sum(({ counts }) => counts.records),
    kept: sum(({ counts }) => counts.kept),
    issues: sum(({ counts }) => counts.issues),
  };
}

function byType(results: readonly ItemResult[]): TypeSummary[] {
  const found = new Map<string, { -readonly [Key in keyof TypeSummary]: TypeSummary[Key] }>();
  for (const { lines } of results) {
    for (const { type, field, group, source, severity, responsibility, count, rows } of lines) {
      const key = JSON.stringify([type, field, group, source]);
      const known = found.get(key);
      if (known) {
        known.count += count;
        known.rows += rows;
        known.items += 1;
      } else found.set(key, { type, field, group, source, severity, responsibility, count, rows, items: 1 });
    }
  }
  return [...found.values()].sort(
    (a, b) => b.count - a.count || compare(a.type, b.type) || compare(a.field, b.field),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** File names of the tables below. */
export type SummaryTable =
  | "items.csv"
  | "item-issues.csv"
  | "by-issue-type.csv"
  | "by-organisation.csv"
  | "by-dataset.csv";

export interface SummaryRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The summary as CSV tables (UTF-8, CRLF) by file name, safe to open in a spreadsheet. */
export function summaryTables(results: readonly ItemResult[]): ReadonlyMap<SummaryTable, string> {
  return new Map(
    [...summaryRows(results)].map(([name, { columns, rows }]) => [
      name,
      [columns, ...textRows(rows)].map(csvLine).join(""),
    ]),
  );
}

/** The same, cell by cell. */
export function summaryRows(results: readonly ItemResult[]): ReadonlyMap<SummaryTable, SummaryRows> {
  const summary = summarise(results);
  return new Map<SummaryTable, SummaryRows>([
    ["items.csv", itemRows(results)],
    ["item-issues.csv", itemIssueRows(results)],
    ["by-issue-type.csv", typeRows(summary.byType)],
    ["by-organisation.csv", groupRows("organisation", summary.byOrganisation)],
    ["by-dataset.csv", groupRows("dataset", summary.byDataset)],
  ]);
}

function groupRows(first: string, groups: readonly GroupSummary[]): SummaryRows {
  return {
    columns: [first, "items", "failed", "must-fix", "records", "kept", "issues"],
    rows: groups.map((one) => [
      one.name,
      one.items,
      one.failed,
      one.mustFix,
      one.records,
      one.kept,
      one.issues,
    ]),
  };
}

function itemRows(results: readonly ItemResult[]): SummaryRows {
  return {
    columns: [
      "name",
      "dataset",
      "organisation",
      "outcome",
      "verdict",
      "records",
      "kept",
      "lost",
      "issues",
      "must-fix",
      "needs-fixing",
      "fixed-for-you",
      "worth-checking",
      "resource",
      "failure",
    ],
    rows: results.map(({ name, dataset, organisations, outcome, verdict, counts, sha256, failure }) => [
      name,
      dataset,
      organisations.join(";"),
      outcome,
      verdict,
      counts.records,
      counts.kept,
      counts.lost,
      counts.issues,
      counts.mustFix,
      counts.needsFixing,
      counts.fixedForYou,
      counts.worthChecking,
      sha256,
      failure?.message ?? "",
    ]),
  };
}

/** A row for each type and field of each item: to be counted in other ways. */
function itemIssueRows(results: readonly ItemResult[]): SummaryRows {
  const own = ["name", "dataset", "organisation"];
  return {
    columns: [
      ...own,
      "issue-type",
      "field",
      "group",
      "source",
      "severity",
      "responsibility",
      "count",
      "rows",
    ],
    rows: results.flatMap(({ name, dataset, organisations, lines }) =>
      lines.map((line) => [
        name,
        dataset,
        organisations.join(";"),
        line.type,
        line.field,
        line.group,
        line.source,
        line.severity,
        line.responsibility,
        line.count,
        line.rows,
      ]),
    ),
  };
}

function typeRows(types: readonly TypeSummary[]): SummaryRows {
  return {
    columns: [
      "issue-type",
      "field",
      "group",
      "source",
      "severity",
      "responsibility",
      "count",
      "rows",
      "items",
    ],
    rows: types.map((one) => [
      one.type,
      one.field,
      one.group,
      one.source,
      one.severity,
      one.responsibility,
      one.count,
      one.rows,
      one.items,
    ]),
  };
}
