import { lookupKey } from "../configuration/lookup.ts";
import type { Cells } from "./files.ts";
import { managedTable } from "./tables.ts";

/** New rows that cannot stand beside what is there. Lines are record numbers, header = 1. */
export interface Collision {
  readonly path: string;
  readonly kind: "entity" | "lookup" | "endpoint" | "source" | "old-entity" | "range" | "column";
  /** What collides: the number, the hash, the reference. */
  readonly value: string;
  /** The new row, as CSV cells joined by commas, for people. */
  readonly row: string;
  /** Lines of the rows that are there; none when two new rows collide. */
  readonly lines: readonly number[];
  readonly message: string;
}

export interface NewRows {
  /** The repository before the new rows. */
  readonly rowsOf: (path: string) => readonly Cells[];
  /** The new rows by path. */
  readonly added: ReadonlyMap<string, readonly Cells[]>;
  /** Numbers that a new lookup row is meant to share ("use number N"). */
  readonly sharedEntities?: ReadonlySet<string>;
}

/**
 * Where new rows collide with what a repository has, or with one another: entity numbers in use, references that have a
 * number, endpoints, sources and old entities that are there, ranges that overlap, two columns for one field.
 * Source: service/data-team.md 5.1, 7, 9
 */
export function collisions(input: NewRows): Collision[] {
  return [...input.added].flatMap(([path, rows]) => {
    const file = managedTable(path)?.file;
    switch (file) {
      case "lookup.csv":
        return lookupCollisions(path, rows, input);
      case "endpoint.csv":
        return [
          ...sameCell(path, rows, input, "endpoint", (row) => cell(row, "endpoint"), "endpoint"),
          ...sameCell(path, rows, input, "endpoint", (row) => cell(row, "endpoint-url").trim(), "address"),
        ];
      case "source.csv":
        return sameCell(path, rows, input, "source", (row) => cell(row, "source"), "source");
      case "old-entity.csv":
        return sameCell(path, rows, input, "old-entity", (row) => cell(row, "old-entity"), "old entity");
      case "entity-organisation.csv":
        return rangeCollisions(path, rows, input);
      case "column.csv":
        return sameCell(path, rows, input, "column", columnKey, "column of a field");
      default:
        return [];
    }
  });
}

function cell(row: Cells, column: string): string {
  return row.get(column) ?? "";
}

/** A field of an endpoint or resource has one column. Rows for everybody, ended rows and `IGNORE` are not compared. */
function columnKey(row: Cells): string {
  const [dataset, endpoint, resource, field] = ["dataset", "endpoint", "resource", "field"].map((name) =>
    cell(row, name),
  );
  if (field === "IGNORE" || cell(row, "end-date") !== "" || (endpoint === "" && resource === "")) return "";
  return [dataset, endpoint, resource, field].join(" ");
}

function lookupCollisions(path: string, rows: readonly Cells[], input: NewRows): Collision[] {
  const { sharedEntities = new Set() } = input;
  const own = rows.filter((row) => !sharedEntities.has(cell(row, "entity")));
  const found = sameCell(path, own, input, "entity", (row) => cell(row, "entity"), "entity number");
  const numbers = new Set(own.map((row) => cell(row, "entity")));
  const oldPath = path.replace(/lookup\.csv$/, "old-entity.csv");
  input.rowsOf(oldPath).forEach((row, index) => {
    for (const entity of new Set([cell(row, "old-entity"), cell(row, "entity")])) {
      if (!numbers.has(entity)) continue;
      const taken = own.find((one) => cell(one, "entity") === entity);
      found.push({
        path,
        kind: "entity",
        value: entity,
        row: textOf(taken),
        lines: [index + 2],
        message: `the entity number ${entity} is in line ${index + 2} of ${oldPath}`,
      });
    }
  });
  const seen = new Map<string, number>();
  input.rowsOf(path).forEach((row, index) => {
    if (cell(row, "entity") !== "") seen.set(keyOf(row), index + 2);
  });
  const added = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    const line = seen.get(key);
    const where =
      line === undefined ? (added.has(key) ? "another new row" : undefined) : `line ${line} of ${path}`;
    added.add(key);
    if (where === undefined) continue;
    const reference = cell(row, "reference");
    found.push({
      path,
      kind: "lookup",
      value: reference,
      row: textOf(row),
      lines: line === undefined ? [] : [line],
      message: `the reference "${reference}" of ${cell(row, "organisation")} has a number already, in ${where}: the pipeline would take the last of them`,
    });
  }
  return found;
}

/** As the pipeline compares while transforming, with the columns that make a lookup narrower. */
function keyOf(row: Cells): string {
  const narrower = ["resource", "endpoint", "entry-number"].map((name) => cell(row, name));
  const key = lookupKey({
    prefix: cell(row, "prefix"),
    organisation: cell(row, "organisation"),
    reference: cell(row, "reference"),
  });
  return [key, ...narrower].join("\u0000");
}

function sameCell(
  path: string,
  rows: readonly Cells[],
  { rowsOf }: NewRows,
  kind: Collision["kind"],
  keyOfRow: (row: Cells) => string,
  name: string,
): Collision[] {
  const there = new Map<string, number[]>();
  rowsOf(path).forEach((row, index) => {
    const key = keyOfRow(row);
    const lines = there.get(key);
    if (lines) lines.push(index + 2);
    else there.set(key, [index + 2]);
  });
  const added = new Set<string>();
  return rows.flatMap((row): Collision[] => {
    const value = keyOfRow(row);
    if (value === "") return [];
    const lines = there.get(value) ?? [];
    const twice = added.has(value);
    added.add(value);
    if (lines.length === 0 && !twice) return [];
    const where = lines.length > 0 ? `in line ${lines.join(", ")} of ${path} already` : "in two new rows";
    return [{ path, kind, value, row: textOf(row), lines, message: `the ${name} ${value} is ${where}` }];
  });
}

function rangeCollisions(path: string, rows: readonly Cells[], { rowsOf }: NewRows): Collision[] {
  const there = rowsOf(path).flatMap((row, index) => rangeOf(row, index + 2));
  return rows.flatMap((row): Collision[] => {
    const [range] = rangeOf(row, 0);
    if (!range) return [];
    const overlapping = there.filter(
      (one) => one.dataset === range.dataset && one.minimum <= range.maximum && range.minimum <= one.maximum,
    );
    there.push(range);
    if (overlapping.length === 0) return [];
    const lines = overlapping.map(({ line }) => line).filter((line) => line > 0);
    const value = `${range.minimum} to ${range.maximum}`;
    const where = lines.length > 0 ? `line ${lines.join(", ")} of ${path}` : "another new row";
    return [
      {
        path,
        kind: "range",
        value,
        row: textOf(row),
        lines,
        message: `the range ${value} of ${range.dataset} overlaps ${where}`,
      },
    ];
  });
}

function rangeOf(row: Cells, line: number) {
  const [minimum, maximum] = [cell(row, "entity-minimum"), cell(row, "entity-maximum")];
  if (!/^\d+$/.test(minimum) || !/^\d+$/.test(maximum)) return [];
  return [{ dataset: cell(row, "dataset"), minimum: BigInt(minimum), maximum: BigInt(maximum), line }];
}

function textOf(row: Cells | undefined): string {
  return [...(row?.values() ?? [])].join(",");
}
