import type { ConcatRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import type { ColumnFieldLog } from "../column-field-log.ts";
import { strip } from "../python-text.ts";
import type { Row } from "../row.ts";
import type { RuleLog } from "../trace.ts";

/**
 * Makes a column from other columns, as `concat.csv` says.
 *
 * In:   entries keyed by column, as published.
 * Out:  the same entries with the columns of the rules set, also when there was nothing to join.
 * Logs: to column-field, once, before any row. As the pipeline, with the roles swapped: the joined names as the field.
 * Source: digital_land/phase/concat.py
 */
export function concatPhase(
  concats: ReadonlyMap<string, ConcatRule>,
  columnFields: ColumnFieldLog,
  applied: RuleLog,
): Phase<Entry, Entry> {
  for (const [field, { prepend, append, separator, fields }] of concats) {
    columnFields(field, prepend + fields.join(separator) + append);
  }
  return function* concat(entries) {
    for (const entry of entries) {
      for (const [field, rule] of concats) {
        entry.row.set(field, joined(entry.row, field, rule));
        applied(rule, entry, field);
      }
      yield entry;
    }
  };
}

function joined(row: Row, field: string, { prepend, append, separator, fields }: ConcatRule): string {
  const parts = fields.map((column) => row.get(column) ?? "").filter((value) => strip(value) !== "");
  const existing = row.get(field) ?? "";
  if (existing !== "") parts.unshift(existing);
  return prepend + parts.join(separator) + append;
}
