import { normaliseColumn } from "../configuration/column.ts";
import { calendarDay } from "../repository/register.ts";
import type { RowCells, RuleEdit } from "./edit.ts";
import { doubt, type EditProblem, type Found, fault } from "./edit-problem.ts";
import { hidingProblems } from "./hidden.ts";
import { lookupIdentity, lookupIndex } from "./lookup-index.ts";
import type { ObservedRun } from "./observed-run.ts";
import { patternFault } from "./pattern-text.ts";
import { hasDataset, type RuleTable, ruleTable } from "./rule-table.ts";
import { tableRows } from "./run-context.ts";
import { rangeProblems, redirectProblems } from "./validate-entities.ts";

/**
 * What is wrong with edits, before they are tried: each cell by the columns and values of its table, then each row
 * against the others (service/data-team.md 10, 12; engine/phases.md 0). How many rows an edit touches is told by the
 * trial itself: `untouchedProblems`.
 *
 * @param observed the run without the edits
 */
export function validateEdits(observed: ObservedRun, edits: readonly RuleEdit[]): EditProblem[] {
  return edits.flatMap((edit, at) => {
    if (edit.op === "delete") return [];
    const row = rowAfter(observed, edit);
    const found: Found[] = [
      ...cellProblems(observed, ruleTable(edit.file), row, edit),
      ...(edit.file === "old-entity.csv" ? redirectProblems(observed, edits, at, row) : []),
      ...(edit.file === "entity-organisation.csv" ? rangeProblems(observed, edits, at, row) : []),
      ...hidingProblems(observed, edit, row),
    ];
    return found.map((problem) => ({ edit: at, ...problem }));
  });
}

/** The row as it will stand. */
export function rowAfter(observed: ObservedRun, edit: Exclude<RuleEdit, { op: "delete" }>): RowCells {
  if (edit.op === "add") return edit.cells;
  const table = observed.configuration.tables.get(edit.file);
  for (const { line, row } of tableRows(table)) if (line === edit.line) return { ...row, ...edit.cells };
  return edit.cells;
}

function cellProblems(
  observed: ObservedRun,
  table: RuleTable,
  row: RowCells,
  edit: Exclude<RuleEdit, { op: "delete" }>,
): Found[] {
  const existing = observed.configuration.tables.get(edit.file)?.columns ?? [];
  const columns = existing.length > 0 ? existing : table.columns;
  const problems: Found[] = [];
  for (const column of Object.keys(edit.cells)) {
    if (!columns.includes(column)) problems.push(fault(column, `${edit.file} has no column ${column}.`));
  }
  for (const column of table.needed) {
    if ((row[column] ?? "") === "") problems.push(fault(column, `Give ${article(column)} ${column}.`));
  }
  problems.push(
    ...datasetProblems(observed, table, row),
    ...fieldProblems(observed, table, row),
    ...patternProblems(table, row),
    ...scopeProblems(observed, table, row),
    ...dateProblems(row),
  );
  if (table.file === "column.csv") problems.push(...columnNameProblems(observed, row));
  if (table.file === "concat.csv") problems.push(...partProblems(observed, row));
  if (table.file === "lookup.csv") {
    problems.push(...lookupProblems(observed, row, edit.op === "change" ? edit.line : 0));
  }
  return problems;
}

function datasetProblems(observed: ObservedRun, table: RuleTable, row: RowCells): Found[] {
  const { specification } = observed.run.tables;
  const { dataset } = observed.run.settings;
  const column = table.file === "lookup.csv" || table.file === "lookup-rule.csv" ? "prefix" : "dataset";
  const value = row[column] ?? "";
  if (column === "dataset" && !hasDataset(table)) return [];
  if (value === "") {
    return column === "dataset" && table.file !== "entity-organisation.csv"
      ? [doubt("dataset", "Without a dataset the row is for every dataset of the collection.")]
      : [];
  }
  if (column === "dataset" && !specification.datasets.has(value)) {
    return [fault("dataset", `${value} is no dataset of the specification.`)];
  }
  if (column === "dataset" && value !== dataset && table.file !== "entity-organisation.csv") {
    return [
      doubt("dataset", `The row is for ${value}; this run is of ${dataset}, which it does not change.`),
    ];
  }
  return [];
}

/** Columns that name a field, by table. */
function fieldProblems(observed: ObservedRun, table: RuleTable, row: RowCells): Found[] {
  const { specification } = observed.run.tables;
  const dataset = (hasDataset(table) && row.dataset) || observed.run.settings.dataset;
  const fields = specification.schemaFields.get(specification.pipelines.get(dataset) ?? "") ?? [];
  const problems: Found[] = [];
  for (const column of ["field", "default-field", "replacement-field"]) {
    const value = row[column] ?? "";
    if (value === "" || !table.asked.includes(column)) continue;
    if (value === "IGNORE" && table.file === "column.csv") continue;
    // Old fields live on in the table that renames them, and a concat may make a column that column.csv then reads.
    if (table.file === "transform.csv" && column === "field" && specification.fields.has(value)) continue;
    if (table.file === "concat.csv" && !fields.includes(value)) {
      problems.push(
        doubt(
          column,
          `${value} is no field of ${dataset}: it becomes a column, which column.csv must read as a field.`,
        ),
      );
      continue;
    }
    if (table.file === "filter.csv" && observed.header?.columns.includes(value) && !fields.includes(value)) {
      if ((row.endpoint ?? "") !== "" && (row.resource ?? "") === "") {
        problems.push(
          fault(
            column,
            `${value} is a column. Filters on columns work for a resource or for all; for an endpoint name a field.`,
          ),
        );
      }
      continue;
    }
    if (fields.includes(value)) continue;
    problems.push(
      table.file === "filter.csv"
        ? doubt(
            column,
            `${value} is no field of ${dataset} and no column of this file: the row does nothing.`,
          )
        : fault(column, `${value} is no field of ${dataset}.`),
    );
  }
  return problems;
}

function patternProblems(table: RuleTable, row: RowCells): Found[] {
  if (!table.columns.includes("pattern")) return [];
  const pattern = row.pattern ?? "";
  if (table.file === "patch.csv" && pattern === "") {
    return [doubt("pattern", `Without a pattern every value of ${row.field || "every field"} is replaced.`)];
  }
  if (table.file === "patch.csv" && (row.field ?? "") === "" && patternFault(pattern) === undefined) {
    return [doubt("field", "Without a field the row is for every field.")];
  }
  const problem = pattern === "" ? undefined : patternFault(pattern);
  if (problem === undefined) return [];
  const stops = table.file === "patch.csv" ? "at the first value it is tried on" : "before the first row";
  return [fault("pattern", `The pattern cannot be used (${problem}). The pipeline would stop ${stops}.`)];
}

function scopeProblems(observed: ObservedRun, table: RuleTable, row: RowCells): Found[] {
  const { endpoints, resource: own } = observed.run.settings;
  const [resource, endpoint] = [row.resource ?? "", row.endpoint ?? ""];
  const problems: Found[] = [];
  if (resource !== "" && !/^[0-9a-f]{64}$/.test(resource) && resource !== own) {
    problems.push(
      doubt("resource", "A resource is named by the SHA-256 of its bytes: 64 digits and letters a to f."),
    );
  }
  if (endpoint !== "" && !/^[0-9a-f]{64}$/.test(endpoint)) {
    problems.push(
      fault("endpoint", "An endpoint is named by the SHA-256 of its address: 64 digits and letters a to f."),
    );
  }
  if (table.scope === "endpoint" && resource !== "" && endpoint === "") {
    problems.push(
      doubt(
        "resource",
        `${table.file} does not know resources: the row would be for every file of the dataset.`,
      ),
    );
  }
  if (table.scope === "none" || table.file === "lookup.csv") return problems;
  if (resource !== "" && endpoint !== "" && table.scope === "resource") {
    problems.push(doubt("endpoint", "With a resource the endpoint is not looked at."));
  }
  const applies =
    resource !== "" && table.scope === "resource"
      ? resource === own
      : endpoint === "" || endpoints.includes(endpoint);
  if (!applies)
    problems.push(
      doubt(resource !== "" ? "resource" : "endpoint", "The row is for other files than this one."),
    );
  return problems;
}

function dateProblems(row: RowCells): Found[] {
  return ["start-date", "end-date", "entry-date"].flatMap((column) => {
    const value = row[column] ?? "";
    if (value === "") return [];
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
    if (calendarDay(year, month, day) === value && year !== undefined) {
      return column === "end-date"
        ? [doubt(column, "The pipeline does not look at end dates of rows: an ended row still applies.")]
        : [];
    }
    return [fault(column, `${column} must be a real date like 2026-03-27.`)];
  });
}

function columnNameProblems(observed: ObservedRun, row: RowCells): Found[] {
  const column = row.column ?? "";
  if (column === "" || !observed.header) return [];
  const wanted = normaliseColumn(column);
  const there = observed.header.columns.some((name) => normaliseColumn(name) === wanted);
  const joined = [...observed.run.tables.configuration.concats.keys()].some(
    (name) => normaliseColumn(name) === wanted,
  );
  return there || joined ? [] : [doubt("column", `The file has no column ${column}.`)];
}

/** As the pipeline: the parts of a concat are compared as they are written. */
function partProblems(observed: ObservedRun, row: RowCells): Found[] {
  const header = observed.header?.columns ?? [];
  const missing = (row.fields ?? "").split(";").filter((name) => name !== "" && !header.includes(name));
  if (missing.length === 0) return [];
  return [
    doubt("fields", `The file has no column ${missing.join(", ")}; names must be written as in the header.`),
  ];
}

function lookupProblems(observed: ObservedRun, row: RowCells, own: number): Found[] {
  const entity = row.entity ?? "";
  const problems: Found[] = [];
  if (entity !== "" && !/^\d+$/.test(entity)) return [fault("entity", "An entity number has digits only.")];
  const { specification, organisations } = observed.run.tables;
  const described = specification.datasets.get(row.prefix ?? "");
  if (entity !== "" && described && /^\d+$/.test(described.entityMinimum)) {
    const number = BigInt(entity);
    const [minimum, maximum] = [BigInt(described.entityMinimum), BigInt(described.entityMaximum || "0")];
    if (number < minimum || number > maximum) {
      problems.push(
        doubt("entity", `${entity} is outside the numbers of ${row.prefix} (${minimum} to ${maximum}).`),
      );
    } else if (number === maximum) {
      problems.push(
        doubt("entity", `${entity} is the last number: the pipeline reports it as out of range.`),
      );
    }
  }
  const organisation = row.organisation ?? "";
  if (organisation !== "" && organisations.lookup(organisation) === "") {
    problems.push(fault("organisation", `${organisation} is no known organisation.`));
  }
  const { byEntity, byKey } = lookupIndex(observed);
  const other = (byEntity.get(`${row.prefix} ${entity}`) ?? []).find(
    (one) => one.line !== own && one.key !== lookupIdentity(row),
  );
  if (other) {
    problems.push(
      doubt(
        "entity",
        `${entity} is the number of ${other.row.reference} of ${other.row.organisation || "any organisation"} already (lookup.csv line ${other.line}): the two become one.`,
      ),
    );
  }
  const same = (byKey.get(lookupIdentity(row)) ?? []).find(
    (one) =>
      one.line !== own && one.row.entity !== entity && (one.row.resource ?? "") === (row.resource ?? ""),
  );
  if (same) {
    problems.push(
      fault(
        "reference",
        `lookup.csv line ${same.line} gives this reference number ${same.row.entity} already; of two such rows the last in the file counts.`,
      ),
    );
  }
  return problems;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}
