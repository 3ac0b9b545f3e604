import { readTable } from "../csv/read.ts";
import { type Json, raise, textOf } from "./expectation.ts";

/**
 * A table of the configuration as the platform's database reads it: every cell text, a blank one nothing at all. Blank
 * lines are no rows.
 */
export interface CheckedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

export function readCheckedTable(csv: string): CheckedTable {
  const { columns, records } = readTable(csv);
  const rows = records.map((record) => columns.map((_, at) => record[at] || undefined));
  return { columns, rows };
}

/** Line of a row in a table without line breaks in its cells: the header is line 1. */
export function lineOf(row: number): number {
  return row + 2;
}

/** Spaces, and nothing else, cut from both ends; nothing at all is blank. */
export function trimmed(cell: string | undefined): string {
  return (cell ?? "").replace(/^ +| +$/g, "");
}

/** The cells of a column, named without regard to case as the database does. @throws ExpectationError when it is not there */
export function column(table: CheckedTable, name: string): readonly (string | undefined)[] {
  const exact = table.columns.indexOf(name);
  const at =
    exact >= 0 ? exact : table.columns.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (at < 0) raise("BinderException", `Referenced column "${name}" not found in FROM clause!`);
  return table.rows.map((row) => row[at]);
}

/** The same, where the platform itself looks whether it is there. */
export function namedColumn({ columns }: CheckedTable, name: string): number {
  const at = columns.indexOf(name);
  if (at < 0) {
    raise("ValueError", `Column '${name}' not found in file. Available columns: ${pythonList(columns)}`);
  }
  return at;
}

export function pythonList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(", ")}]`;
}

export type RowTest = (row: readonly (string | undefined)[]) => boolean;

/**
 * Which rows conditions pick: those of one group must all hold, of several groups one. A blank cell holds for none, not
 * even for "is not".
 * @param spec `rules.lookup_rules`
 */
export function rowFilter(table: CheckedTable, spec: Json | undefined): RowTest {
  const groups = spec === null || spec === undefined ? [] : Array.isArray(spec) ? spec : [spec];
  if (typeof spec === "string" || typeof spec === "number" || typeof spec === "boolean") {
    raise("ValueError", "rules.lookup_rules must be a dict, list of dicts, or None");
  }
  const tests = groups.map((group: Json): readonly RowTest[] => {
    if (
      typeof group !== "object" ||
      group === null ||
      Array.isArray(group) ||
      Object.keys(group).length === 0
    ) {
      raise("ValueError", "Each condition group must be a non-empty dict");
    }
    return Object.entries(group).map(([name, condition]) => {
      const at = namedColumn(table, name);
      const holds = cellTest(name, condition);
      return (row) => {
        const cell = row[at];
        return cell !== undefined && holds(cell);
      };
    });
  });
  if (tests.length === 0) return () => true;
  return (row) => tests.some((group) => group.every((test) => test(row)));
}

function cellTest(name: string, condition: Json): (cell: string) => boolean {
  const { op, value } = operatorOf(name, condition);
  if (op === "=" || op === "==") return (cell) => cell === sqlText(value);
  if (op === "!=" || op === "<>") return (cell) => cell !== sqlText(value);
  if (op === "in" || op === "not in") {
    if (!Array.isArray(value) || value.length === 0) {
      raise("ValueError", `Condition for '${name}' with op '${op}' must use a non-empty list`);
    }
    const list = new Set(value.map(sqlText));
    return (cell) => list.has(cell) === (op === "in");
  }
  return raise(
    "ValueError",
    `Unsupported operator '${op}' for field '${name}'. Supported: =, !=, in, not in`,
  );
}

function operatorOf(name: string, condition: Json): { op: string; value: Json } {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return { op: "=", value: condition };
  }
  const { op: short, operation, value = null } = condition as { readonly [name: string]: Json };
  const op = textOf(short ?? operation ?? "")
    .trim()
    .toLowerCase();
  if (op === "") raise("ValueError", `Condition for '${name}' must include 'op' when using dict format`);
  return { op, value };
}

function sqlText(value: Json): string {
  return textOf(value).trim();
}
