import { compareCodePoints } from "../engine/python-text.ts";
import { compilePattern } from "../engine/regex/pattern.ts";
import { columnDatatypes, isPattern } from "./column-datatypes.ts";
import { type CheckedTable, column, lineOf, trimmed } from "./csv-table.ts";
import { toBigint } from "./duck-cast.ts";
import {
  checkArguments,
  compareCount,
  type Json,
  type Outcome,
  type Parameters,
  raise,
  textOf,
} from "./expectation.ts";
import { fieldsWithinRange, fieldWithinRangeOfOrganisation } from "./range-checks.ts";

/** The tables a rule names beside the one it is about, by file name. */
export type OtherTables = (name: string) => CheckedTable;

type Check = (table: CheckedTable, parameters: Parameters, others: OtherTables) => Outcome;

/** One rule about a table of the configuration. */
export interface CsvRule {
  readonly operation: string;
  readonly parameters: Parameters;
}

/**
 * Runs one check of a table. Words and quirks are the platform's.
 * @throws ExpectationError where the platform raises
 */
export function checkCsv(
  table: CheckedTable,
  { operation, parameters }: CsvRule,
  others: OtherTables,
): Outcome {
  const check = checks.get(operation);
  if (!check) {
    const names = [...checks.keys()].map((name) => `'${name}'`).join(", ");
    return raise("ValueError", `Unknown operation: '${operation}'. Must be one of [${names}].`);
  }
  return check(table, parameters, others);
}

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["count_rows", countRows],
  ["check_unique", checkUnique],
  ["check_no_shared_values", checkNoSharedValues],
  ["check_no_overlapping_ranges", checkNoOverlappingRanges],
  ["check_fields_are_within_range", fieldsWithinRange],
  ["check_field_is_within_range_by_dataset_org", fieldWithinRangeOfOrganisation],
  ["check_allowed_values", checkAllowedValues],
  ["check_no_blank_rows", checkNoBlankRows],
  ...[...columnDatatypes].map(([datatype, has]): [string, Check] => [
    `expect_column_to_be_${datatype.replace("-", "_")}`,
    (table, parameters) => expectDatatype(table, parameters, datatype, has),
  ]),
  ["expect_column_to_match_pattern", expectPattern],
]);

function countRows(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments({ name: "count_rows", required: ["expected"], optional: ["comparison_rule"] }, parameters);
  const { expected = null, comparison_rule: rule = "greater_than" } = parameters;
  const actual = table.rows.length;
  return {
    passed: compareCount(actual, expected, rule, "comparison_rule"),
    message: `there were ${actual} rows found`,
    details: { actual, expected },
  };
}

function checkUnique(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments({ name: "check_unique", required: ["field"], optional: [] }, parameters);
  const field = textOf(parameters.field);
  const counts = new Map<string | undefined, number>();
  for (const value of column(table, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const duplicates = [...counts]
    .filter(([, count]) => count > 1)
    .map(([value, count]) => ({ value: value ?? null, count }));
  return found(
    duplicates.length,
    `all values in '${field}' are unique`,
    `there were ${duplicates.length} duplicate values in '${field}'`,
    { field, duplicates },
  );
}

function checkNoSharedValues(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments(
    { name: "check_no_shared_values", required: ["field_1", "field_2"], optional: [] },
    parameters,
  );
  const [one, other] = [textOf(parameters.field_1), textOf(parameters.field_2)];
  const values = new Set(column(table, other));
  const shared = [...new Set(column(table, one))].filter((value) => value !== undefined && values.has(value));
  const between = `between '${one}' and '${other}'`;
  return found(
    shared.length,
    `no shared values ${between}`,
    `there were ${shared.length} shared values ${between}`,
    { field_1: one, field_2: other, shared_values: shared.map((value) => value ?? null) },
  );
}

/** Ranges with the same minimum are not compared with one another: the platform does not either. */
function checkNoOverlappingRanges(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments(
    { name: "check_no_overlapping_ranges", required: ["min_field", "max_field"], optional: [] },
    parameters,
  );
  const [minimum, maximum] = [textOf(parameters.min_field), textOf(parameters.max_field)];
  const [from, to] = [column(table, minimum), column(table, maximum)];
  const ranges = from.flatMap((low, at) => {
    const high = to[at];
    const [a, b] = [castBigint(low), castBigint(high)];
    return a === undefined || b === undefined ? [] : [{ a, b, texts: [low ?? null, high ?? null] as const }];
  });
  ranges.sort((one, other) => (one.a < other.a ? -1 : one.a > other.a ? 1 : 0));
  const overlaps: Json[] = [];
  ranges.forEach((one, at) => {
    for (let next = at + 1; next < ranges.length; next += 1) {
      const other = ranges[next];
      if (!other || other.a > one.b) break;
      if (other.a > one.a && one.a <= other.b) overlaps.push({ range_1: one.texts, range_2: other.texts });
    }
  });
  return found(
    overlaps.length,
    `no overlapping ranges found between '${minimum}' and '${maximum}'`,
    `there were ${overlaps.length} overlapping ranges found`,
    { min_field: minimum, max_field: maximum, overlaps },
  );
}

/** Here the database raises where it cannot read a number; a blank cell is simply in no range. */
function castBigint(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  const value = toBigint(text);
  if (value === undefined) raise("ConversionException", `Could not convert string '${text}' to INT64`);
  return value;
}

/** The platform numbers the lines among the wrong ones only. */
function checkAllowedValues(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments(
    { name: "check_allowed_values", required: ["field", "allowed_values"], optional: [] },
    parameters,
  );
  const field = textOf(parameters.field);
  const allowed = [parameters.allowed_values ?? []].flat().map(textOf);
  const wrong = column(table, field)
    .map(trimmed)
    .filter((value) => !allowed.includes(value));
  const rows = wrong.map((value, at) => ({ line_number: lineOf(at), value }));
  return found(
    rows.length,
    `all values in '${field}' are allowed`,
    `there were ${rows.length} invalid values in '${field}'`,
    { field, allowed_values: sortedSet(allowed), invalid_values: sortedSet(wrong), invalid_rows: rows },
  );
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareCodePoints);
}

function checkNoBlankRows(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments({ name: "check_no_blank_rows", required: [], optional: [] }, parameters);
  const rows = table.rows.flatMap((row, at) =>
    row.every((cell) => trimmed(cell) === "") ? [{ line_number: lineOf(at) }] : [],
  );
  return found(rows.length, "no blank rows found", `there were ${rows.length} blank rows found`, {
    invalid_rows: rows,
  });
}

function expectDatatype(
  table: CheckedTable,
  parameters: Parameters,
  datatype: string,
  has: (value: string) => boolean,
): Outcome {
  const name = `expect_column_to_be_${datatype.replace("-", "_")}`;
  checkArguments({ name, required: ["field"], optional: [] }, parameters);
  const field = textOf(parameters.field);
  // Patterns are looked at without the database, and there a column that is missing is no fault.
  const cells = datatype === "pattern" && !table.columns.includes(field) ? [] : column(table, field);
  const rows = wrongRows(cells, has, (line, value) => ({ line_number: line, field, datatype, value }));
  return found(
    rows.length,
    `all values in '${field}' have datatype '${datatype}'`,
    `there were ${rows.length} invalid '${datatype}' value(s) in '${field}'`,
    { invalid_rows: rows },
  );
}

function expectPattern(table: CheckedTable, parameters: Parameters): Outcome {
  checkArguments(
    { name: "expect_column_to_match_pattern", required: ["field", "pattern"], optional: [] },
    parameters,
  );
  const [field, pattern] = [textOf(parameters.field), textOf(parameters.pattern)];
  if (pattern.trim() === "") raise("ValueError", "pattern must be a non-empty regex string");
  if (!isPattern(pattern)) raise("ValueError", `Invalid regex pattern '${pattern}'`);
  // Found anywhere in the value, as the database does.
  const compiled = compilePattern(anywhere(pattern.trim()));
  const rows = wrongRows(
    column(table, field),
    (value) => compiled.match(value) !== undefined,
    (line, value) => ({ line_number: line, field, datatype: "pattern-match", value, pattern }),
  );
  return found(
    rows.length,
    `all non-empty values in '${field}' match pattern '${pattern}'`,
    `there were ${rows.length} values in '${field}' that did not match pattern '${pattern}'`,
    { invalid_rows: rows },
  );
}

/** Flags for the whole pattern stay at its start, where they must be. */
function anywhere(pattern: string): string {
  const [flags = ""] = /^(?:\(\?[a-zA-Z]+\))*/.exec(pattern) ?? [];
  return `${flags}(?s:.*?)(?:${pattern.slice(flags.length)})`;
}

function wrongRows(
  cells: readonly (string | undefined)[],
  isRight: (value: string) => boolean,
  describe: (line: number, value: string) => Json,
): Json[] {
  return cells.flatMap((cell, at) => {
    const value = trimmed(cell);
    return value === "" || isRight(value) ? [] : [describe(lineOf(at), value)];
  });
}

function found(wrong: number, good: string, bad: string, details: Outcome["details"]): Outcome {
  return { passed: wrong === 0, message: wrong === 0 ? good : bad, details };
}
