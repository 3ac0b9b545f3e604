import type { ColumnRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import type { ColumnFieldLog } from "../column-field-log.ts";
import { compareCodePoints } from "../python-text.ts";
import { Columns, Row } from "../row.ts";
import type { RuleLog } from "../trace.ts";

const notInName = /[^a-z0-9_-]/g;

/** A column's name as rules and fields are compared: `Start_Date` is `start-date`; blanks and marks are deleted. */
export function normaliseName(name: string): string {
  return name.replaceAll("_", "-").toLowerCase().replace(notInName, "");
}

/**
 * Turns the publisher's columns into fields: by `column.csv`, else by a field of the same name.
 *
 * In:   entries keyed by column.
 * Out:  entries keyed by field; columns without a field, and those mapped to `IGNORE`, are gone.
 * Logs: each column and its field to column-field, once.
 *
 * As the pipeline: the columns of the first entry decide for the whole file, so a short first row loses the columns it
 * lacks; and of two columns for one field the last in order wins, even when blank.
 * Source: digital_land/phase/map.py
 */
export function mapPhase(
  fields: readonly string[],
  columns: ReadonlyMap<string, ColumnRule>,
  columnFields: ColumnFieldLog,
  applied: RuleLog,
): Phase<Entry, Entry> {
  const fieldByName = new Map(fields.map((field) => [normaliseName(field), field]));
  return function* map(entries) {
    let plan: Plan | undefined;
    for (const entry of entries) {
      if (plan === undefined || plan.headers.size === 0) {
        plan = planFor(mapColumns(entry.row.keys(), columns, fieldByName), columns);
        for (const [column, field] of plan.headers) columnFields(column, field);
      }
      const { row } = entry;
      entry.row = new Row(
        plan.fields,
        plan.sources.map((column) => row.get(column) ?? ""),
      );
      for (const { rule, field } of plan.rules) applied(rule, entry, field);
      yield entry;
    }
  };
}

/** What to make of every entry: the fields, and the column that each is taken from. */
interface Plan {
  readonly headers: ReadonlyMap<string, string>;
  readonly fields: Columns;
  readonly sources: readonly string[];
  /** The configured rules among them. */
  readonly rules: readonly { readonly rule: ColumnRule; readonly field: string }[];
}

function planFor(headers: ReadonlyMap<string, string>, columns: ReadonlyMap<string, ColumnRule>): Plan {
  const sourceOf = new Map<string, string>();
  for (const [column, field] of headers) if (field !== "IGNORE") sourceOf.set(field, column);
  const rules = [...headers].flatMap(([column, field]) => {
    const rule = columns.get(normaliseName(column));
    return rule === undefined ? [] : [{ rule, field }];
  });
  return { headers, fields: new Columns([...sourceOf.keys()]), sources: [...sourceOf.values()], rules };
}

/** The field of each column that has one, in the order in which they are logged and applied. */
function mapColumns(
  names: readonly string[],
  columns: ReadonlyMap<string, ColumnRule>,
  fieldByName: ReadonlyMap<string, string>,
): Map<string, string> {
  const sorted = [...names].sort(compareCodePoints);
  const headers = new Map<string, string>();
  const taken = new Set<string>();
  for (const column of sorted) {
    const rule = columns.get(normaliseName(column));
    if (rule === undefined) continue;
    taken.add(rule.field);
    headers.set(column, rule.field);
  }
  for (const column of sorted) {
    if (headers.has(column)) continue;
    const name = normaliseName(column);
    const field = fieldByName.get(name);
    // As the pipeline: targets are compared as they are written, so `SiteReference` is never found taken.
    if (field !== undefined && !taken.has(name)) headers.set(column, field);
  }
  // As the pipeline: GeoX and GeoY go last, so that they win over Easting and Northing.
  moveToEnd(headers, "GeoX", "Easting");
  moveToEnd(headers, "GeoY", "Northing");
  return headers;
}

function moveToEnd(headers: Map<string, string>, column: string, other: string): void {
  const field = headers.get(column);
  if (field === undefined || !headers.has(other)) return;
  headers.delete(column);
  headers.set(column, field);
}
