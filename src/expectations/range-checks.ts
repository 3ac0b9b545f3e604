import {
  type CheckedTable,
  column,
  lineOf,
  namedColumn,
  pythonList,
  rowFilter,
  trimmed,
} from "./csv-table.ts";
import { toBigint } from "./duck-cast.ts";
import { checkArguments, type Json, type Outcome, type Parameters, raise, textOf } from "./expectation.ts";

type OtherTables = (name: string) => CheckedTable;

interface Range {
  readonly from: bigint;
  readonly to: bigint;
  readonly row: readonly (string | undefined)[];
}

/** Whether every number of some columns lies in one of the ranges of another table, both ends included. */
export function fieldsWithinRange(table: CheckedTable, parameters: Parameters, others: OtherTables): Outcome {
  checkArguments(
    {
      name: "check_fields_are_within_range",
      required: ["field", "external_file", "min_field", "max_field"],
      optional: ["rules"],
    },
    parameters,
  );
  const isChecked = rowFilter(table, rulesOf(parameters));
  const fields = fieldsOf(table, parameters.field);
  const isInside = insideAny(rangesOf(parameters, others));
  const rows = fields.flatMap((field) => {
    const at = table.columns.indexOf(field);
    return table.rows.flatMap((row, index): Json[] => {
      const value = toBigint(row[at] ?? "");
      if (value === undefined || !isChecked(row) || isInside(value)) return [];
      const wrong = { line_number: lineOf(index), value: Number(value) };
      return [fields.length > 1 ? { ...wrong, field } : wrong];
    });
  });
  return outcome(parameters.field, rows);
}

/** The same, where the range must be of the row's own dataset (or of those it stands for) and organisation. */
export function fieldWithinRangeOfOrganisation(
  table: CheckedTable,
  parameters: Parameters,
  others: OtherTables,
): Outcome {
  checkArguments(
    {
      name: "check_field_is_within_range_by_dataset_org",
      required: [
        "field",
        "external_file",
        "min_field",
        "max_field",
        "lookup_dataset_field",
        "range_dataset_field",
      ],
      optional: ["rules", "dataset_aliases"],
    },
    parameters,
  );
  const isChecked = rowFilter(table, rulesOf(parameters));
  const [field = "", ...more] = fieldsOf(table, parameters.field);
  if (more.length > 0) raise("ValueError", "field must be a single column name");
  const datasetField = textOf(parameters.lookup_dataset_field).trim();
  const datasets = column(table, datasetField).map(trimmed);
  const organisations = column(table, "organisation").map(trimmed);
  const aliases = aliasesOf(parameters.dataset_aliases);
  const byOwner = rangesByOwner(parameters, others);
  const at = table.columns.indexOf(field);
  const rows = table.rows.flatMap((row, index): Json[] => {
    const [value, dataset = "", organisation = ""] = [
      toBigint(row[at] ?? ""),
      datasets[index],
      organisations[index],
    ];
    if (value === undefined || dataset === "" || organisation === "" || !isChecked(row)) return [];
    const isInside = (aliases.get(dataset) ?? [dataset]).some((name) =>
      byOwner.get(`${organisation}\n${name}`)?.(value),
    );
    if (isInside) return [];
    return [{ line_number: lineOf(index), [field]: Number(value), [datasetField]: dataset, organisation }];
  });
  return outcome(parameters.field, rows);
}

function rulesOf({ rules = null }: Parameters): Json | undefined {
  if (rules === null || rules === false || rules === "" || rules === 0) return undefined;
  if (typeof rules !== "object" || Array.isArray(rules)) {
    raise("ValueError", "rules must be a dictionary or None");
  }
  return (rules as Parameters).lookup_rules;
}

function fieldsOf(table: CheckedTable, spec: Json | undefined): string[] {
  if (typeof spec !== "string" && !Array.isArray(spec)) {
    raise("ValueError", "field must be a string, comma-separated string, or list of strings");
  }
  const names = (typeof spec === "string" ? spec.split(",") : spec.map(textOf)).map((name) => name.trim());
  const fields = [...new Set(names.filter((name) => name !== ""))];
  if (fields.length === 0) raise("ValueError", "field must include at least one column name");
  const missing = fields.filter((field) => !table.columns.includes(field));
  if (missing.length > 0) {
    const words = `Column(s) ${pythonList(missing)} not found in file. Available columns: ${pythonList(table.columns)}`;
    raise("ValueError", words);
  }
  return fields;
}

function rangesOf(parameters: Parameters, others: OtherTables): Range[] {
  const table = others(textOf(parameters.external_file));
  const from = column(table, textOf(parameters.min_field));
  const to = column(table, textOf(parameters.max_field));
  return table.rows.flatMap((row, at) => {
    const [low, high] = [toBigint(from[at] ?? ""), toBigint(to[at] ?? "")];
    return low === undefined || high === undefined ? [] : [{ from: low, to: high, row }];
  });
}

function rangesByOwner(parameters: Parameters, others: OtherTables): Map<string, (value: bigint) => boolean> {
  const table = others(textOf(parameters.external_file));
  const dataset = namedColumn(table, textOf(parameters.range_dataset_field).trim());
  const organisation = namedColumn(table, "organisation");
  const owned = new Map<string, Range[]>();
  for (const range of rangesOf(parameters, others)) {
    const [name, owner] = [trimmed(range.row[dataset]), trimmed(range.row[organisation])];
    if (name === "" || owner === "") continue;
    const key = `${owner}\n${name}`;
    owned.set(key, [...(owned.get(key) ?? []), range]);
  }
  return new Map([...owned].map(([key, ranges]) => [key, insideAny(ranges)]));
}

/** A dataset to those whose ranges its numbers may be in; one that is not here has its own. */
function aliasesOf(spec: Json | undefined): ReadonlyMap<string, readonly string[]> {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) return new Map();
  const aliases = Object.entries(spec as Parameters).map(([name, list]): [string, string[]] => [
    name.trim(),
    (Array.isArray(list) ? list : []).map((item) => textOf(item).trim()).filter((item) => item !== ""),
  ]);
  return new Map(aliases.filter(([name, list]) => name !== "" && list.length > 0));
}

/** Ranges united and searched by halves: lookups have tens of thousands of rows, and so have ranges. */
function insideAny(ranges: readonly Range[]): (value: bigint) => boolean {
  const united: { from: bigint; to: bigint }[] = [];
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { from, to } of sorted) {
    if (to < from) continue;
    const last = united.at(-1);
    if (last && from <= last.to) last.to = to > last.to ? to : last.to;
    else united.push({ from, to });
  }
  return (value) => {
    let low = 0;
    let high = united.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((united[middle]?.from ?? value) <= value) low = middle + 1;
      else high = middle;
    }
    const range = united[low - 1];
    return range !== undefined && value <= range.to;
  };
}

function outcome(field: Json | undefined, rows: readonly Json[]): Outcome {
  const passed = rows.length === 0;
  const name = Array.isArray(field) ? pythonList(field.map(textOf)) : textOf(field);
  return {
    passed,
    message: passed
      ? `all values in '${name}' are within allowed ranges`
      : `there were ${rows.length} out-of-range rows found`,
    details: { invalid_rows: rows },
  };
}
