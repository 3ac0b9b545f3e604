import { columnText } from "./pandas-column.ts";
import { floatText, valueText } from "./pandas-text.ts";
import type { CellValue } from "./workbook-rows.ts";

/**
 * Column names as pandas makes them from the first row: blank ones are numbered, repeated ones get `.1`, `.2`...
 *
 * Source: pandas/io/parsers/python_parser.py (_infer_columns, _check_for_bom)
 */
export function headerTexts(firstRow: readonly CellValue[]): string[] {
  const row = withoutByteOrderMark(firstRow);
  const names = row.map((name, column) => (name === "" ? `Unnamed: ${column}` : name));
  return indexTexts(renumbered(row, names));
}

/** Named columns keep their names before blank ones get theirs. */
function renumbered(row: readonly CellValue[], names: CellValue[]): CellValue[] {
  const counts = new Map<string, number>();
  const taken = new Set(names.map(pythonKey));
  const columns = [...names.keys()];
  const order = [
    ...columns.filter((column) => row[column] !== ""),
    ...columns.filter((column) => row[column] === ""),
  ];
  for (const column of order) {
    const original = names[column] ?? "";
    let name = original;
    let count = counts.get(pythonKey(name)) ?? 0;
    while (count > 0) {
      counts.set(pythonKey(original), count + 1);
      name = `${valueText(original) || "nan"}.${count}`; // an error cell's name is NaN
      if (taken.has(pythonKey(name))) count++;
      else count = counts.get(pythonKey(name)) ?? 0;
    }
    names[column] = name;
    taken.add(pythonKey(name));
    counts.set(pythonKey(name), count + 1);
  }
  return names;
}

/** Equal keys for what Python finds equal: `1` and `True`, but not `1` and `"1"`. */
function pythonKey(name: CellValue): string {
  switch (typeof name) {
    case "string":
      return `text ${name}`;
    case "boolean":
      return `number ${name ? 1 : 0}`;
    case "object":
      return `${name.kind} ${name.milliseconds}`;
    default:
      return `number ${name}`;
  }
}

/** All names together have a type, as a column's values have: a fraction among whole numbers makes all fractions. */
function indexTexts(names: readonly CellValue[]): string[] {
  const numbers = names.filter((name) => typeof name === "number" || typeof name === "bigint");
  if (numbers.length === names.length && names.some((name) => typeof name === "number")) {
    return numbers.map((name) => (Number.isNaN(Number(name)) ? "" : floatText(Number(name))));
  }
  const times = names.filter((name) => typeof name === "object");
  if (times.length === names.length && times.length > 0) {
    const text = columnText(names);
    return names.map((_, column) => text(column));
  }
  return names.map(valueText);
}

/** A byte order mark before the first name goes, with the quotes it may have kept around it. */
function withoutByteOrderMark(row: readonly CellValue[]): readonly CellValue[] {
  const [first, ...rest] = row;
  if (typeof first !== "string" || !first.startsWith("\uFEFF")) return row;
  return [first.slice(1).replace(/^"([^"]*)"/, "$1"), ...rest];
}
