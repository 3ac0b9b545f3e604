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
export type SummaryTable = "items.csv" | "by-issue-type.csv" | "by-organisation.csv" | "by-dataset.csv";

/** The summary as CSV tables (UTF-8, CRLF), by file name. */
export function summaryTables(results: readonly ItemResult[]): ReadonlyMap<SummaryTable, string> {
  const summary = summarise(results);
  const group = (first: string, rows: readonly GroupSummary[]) =>
    [
      [first, "items", "failed", "must-fix", "records", "kept", "issues"],
      ...textRows(rows, ({ name, items, failed, mustFix, records, kept, issues }) => [
        name,
        items,
        failed,
        mustFix,
        records,
        kept,
        issues,
      ]),
    ]
      .map(csvLine)
      .join("");
  return new Map<SummaryTable, string>([
    ["items.csv", itemsTable(results)],
    ["by-issue-type.csv", typesTable(summary.byType)],
    ["by-organisation.csv", group("organisation", summary.byOrganisation)],
    ["by-dataset.csv", group("dataset", summary.byDataset)],
  ]);
}

function itemsTable(results: readonly ItemResult[]): string {
  const header = [
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
  ];
  const rows = textRows(
    results,
    ({ name, dataset, organisations, outcome, verdict, counts, sha256, failure }) => [
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
    ],
  );
  return [header, ...rows].map(csvLine).join("");
}

function typesTable(types: readonly TypeSummary[]): string {
  const header = [
    "issue-type",
    "field",
    "group",
    "source",
    "severity",
    "responsibility",
    "count",
    "rows",
    "items",
  ];
  const rows = textRows(
    types,
    ({ type, field, group, source, severity, responsibility, count, rows: rowCount, items }) => [
      type,
      field,
      group,
      source,
      severity,
      responsibility,
      count,
      rowCount,
      items,
    ],
  );
  return [header, ...rows].map(csvLine).join("");
}
