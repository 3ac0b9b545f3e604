import type { CsvTable } from "./read.ts";

/**
 * A table by column, as the bundle keeps it: small as JSON, smaller still compressed, quick to unpack.
 * A column is one of
 * - a text: every cell is that text;
 * - a list of texts: the cells;
 * - `{ runs: [text, count, text, count...] }`: equal cells in a row;
 * - `{ steps: [first, step, count, step, count...] }`: whole numbers, each told by its distance from the one before.
 */
export interface PackedTable {
  readonly columns: readonly string[];
  readonly length: number;
  readonly cells: readonly PackedColumn[];
}

export type PackedColumn =
  | string
  | readonly string[]
  | { readonly runs: readonly (string | number)[] }
  | { readonly steps: readonly number[] };

/** Packs the columns named, in that order; every record must reach as far as its header. */
export function packTable(table: CsvTable, columns: readonly string[] = table.columns): PackedTable {
  const cells = columns.map((column) => {
    const at = table.columns.indexOf(column);
    return packColumn(table.records.map((record) => (at < 0 ? "" : (record[at] ?? ""))));
  });
  return { columns, length: table.records.length, cells };
}

/** Picks the shortest form. */
function packColumn(cells: readonly string[]): PackedColumn {
  const [first = ""] = cells;
  if (cells.every((cell) => cell === first)) return first;
  const forms: PackedColumn[] = [cells, { runs: runsOf(cells) }];
  if (cells.every(isPlainInteger)) forms.push({ steps: stepsOf(cells.map(Number)) });
  const sized = forms.map((form) => ({ form, size: JSON.stringify(form).length }));
  return sized.reduce((best, next) => (next.size < best.size ? next : best)).form;
}

function isPlainInteger(text: string): boolean {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text;
}

function runsOf(cells: readonly string[]): (string | number)[] {
  const runs: (string | number)[] = [];
  let start = 0;
  for (let at = 1; at <= cells.length; at++) {
    if (at < cells.length && cells[at] === cells[start]) continue;
    runs.push(cells[start] ?? "", at - start);
    start = at;
  }
  return runs;
}

function stepsOf(numbers: readonly number[]): number[] {
  const [first = 0] = numbers;
  const steps = [first];
  for (let at = 1; at < numbers.length; at++) {
    const step = (numbers[at] ?? 0) - (numbers[at - 1] ?? 0);
    const count = steps.length - 1;
    if (count > 0 && steps[count - 1] === step) steps[count] = (steps[count] ?? 0) + 1;
    else steps.push(step, 1);
  }
  return steps;
}

/**
 * Unpacks what `packTable` packed.
 * @param packed as parsed from JSON
 * @throws Error saying what was found, when it is no packed table
 */
export function unpackTable(packed: unknown): CsvTable {
  if (!isObject(packed)) throw new Error(`a packed table was expected, found ${typeof packed}`);
  const { columns, length, cells } = packed;
  if (
    !isTexts(columns) ||
    typeof length !== "number" ||
    !Array.isArray(cells) ||
    cells.length !== columns.length
  ) {
    throw new Error("a packed table needs columns, length and one entry of cells for each column");
  }
  const unpacked = cells.map((column, at) => unpackColumn(column, length, columns[at] ?? ""));
  const records: string[][] = [];
  for (let row = 0; row < length; row++) records.push(unpacked.map((column) => column[row] ?? ""));
  return { columns, records };
}

function unpackColumn(column: unknown, length: number, name: string): readonly string[] {
  const cells = cellsOf(column, length);
  if (cells === undefined || cells.length !== length) {
    throw new Error(`packed column "${name}": ${length} cells expected, found ${cells?.length ?? "none"}`);
  }
  return cells;
}

function cellsOf(column: unknown, length: number): readonly string[] | undefined {
  if (typeof column === "string") return new Array<string>(length).fill(column);
  if (isTexts(column)) return column;
  if (!isObject(column)) return undefined;
  if (Array.isArray(column.runs)) return cellsOfRuns(column.runs);
  if (Array.isArray(column.steps)) return cellsOfSteps(column.steps);
  return undefined;
}

function cellsOfRuns(runs: readonly unknown[]): string[] {
  const cells: string[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const text = String(runs[at]);
    for (let count = Number(runs[at + 1]); count > 0; count--) cells.push(text);
  }
  return cells;
}

function cellsOfSteps(steps: readonly unknown[]): string[] {
  let number = Number(steps[0]);
  const cells = [String(number)];
  for (let at = 1; at < steps.length; at += 2) {
    const step = Number(steps[at]);
    for (let count = Number(steps[at + 1]); count > 0; count--) {
      number += step;
      cells.push(String(number));
    }
  }
  return cells;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
