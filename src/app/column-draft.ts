import type { ColumnReport } from "../report/report.ts";

/** Field to the publisher's column that fills it; fields without one are absent. */
export type FieldColumns = ReadonlyMap<string, string>;

/** How the columns were read in the check shown now. */
export function currentColumns(columns: ColumnReport): Map<string, string> {
  const current = new Map<string, string>();
  for (const mapped of columns.mapped) {
    if (mapped.field === "IGNORE" || mapped.overruledBy !== undefined) continue;
    current.set(mapped.field, mapped.column);
  }
  return current;
}

/**
 * The mapping to check with: what was chosen before, with the changes. A column that was read as a field and is not
 * wanted there any more is ignored, because the platform's own rules would otherwise take it again.
 * @param before column to field or IGNORE, from the last check
 * @param was how the columns were read there; @param now what the person chose
 */
export function mappingFrom(
  before: Readonly<Record<string, string>>,
  was: FieldColumns,
  now: FieldColumns,
): Record<string, string> {
  const mapping: Record<string, string> = { ...before };
  const used = new Set(now.values());
  for (const [field, column] of was) {
    if (now.get(field) !== column && !used.has(column)) mapping[column] = "IGNORE";
  }
  for (const [field, column] of now) {
    if (was.get(field) !== column) mapping[column] = field;
  }
  return mapping;
}

/** Columns chosen for more than one field, each with its fields: refused, as in the live check. */
export function duplicateColumns(now: FieldColumns): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [field, column] of now) fields.set(column, [...(fields.get(column) ?? []), field]);
  return new Map([...fields].filter(([, list]) => list.length > 1));
}

/** Headers under which exporting programs write row numbers that change with the next export (features g17a). */
const rowNumberNames = new Set([
  "ogcfid",
  "objectid",
  "fid",
  "miprinx",
  "globalid",
  "intid",
  "rowid",
  "gid",
  "oid",
]);

/** Whether a column looks like a row number: by its name, or because its values count 1, 2, 3. */
export function looksLikeRowNumber(column: string, firstValues: readonly string[]): boolean {
  if (rowNumberNames.has(column.toLowerCase().replace(/[^a-z0-9]/g, ""))) return true;
  if (firstValues.length < 3) return false;
  const start = Number(firstValues[0]);
  return (start === 0 || start === 1) && firstValues.every((value, index) => value === String(start + index));
}
