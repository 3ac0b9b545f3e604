import { type CsvTable, readTable } from "../csv/read.ts";
import { guidanceOf } from "./guidance.ts";
import type { Dataset, Field, IssueTypeRow, Specification, TableVersion } from "./specification.ts";

/** A specification that cannot be used: a table or a column that every run needs is missing. */
export class SpecificationFault extends Error {
  readonly file: string;
  constructor(file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.name = "SpecificationFault";
    this.file = file;
  }
}

/** The tables the pipeline reads; the others may be missing. */
const requiredTables = [
  "dataset.csv",
  "dataset-field.csv",
  "field.csv",
  "licence.csv",
  "pipeline.csv",
  "provision-rule.csv",
  "schema.csv",
  "schema-field.csv",
] as const;

/** Every table that a specification is made of; other files of a folder are not looked at. */
export const specificationFiles: readonly string[] = [
  ...requiredTables,
  "issue-type.csv",
  "specification.csv",
  "specification-field.csv",
];

type Tables = ReadonlyMap<string, CsvTable>;

/**
 * Parses the published tables.
 * @param files CSV text by file name (`dataset.csv`...), as in the `specification` folder of the specification repository
 * @throws SpecificationFault when a table or column the pipeline needs is missing
 */
export function readSpecification(files: ReadonlyMap<string, string>, version: TableVersion): Specification {
  return specificationOf(new Map([...files].map(([file, csv]) => [file, readTable(csv)])), version);
}

/**
 * The specification that the published tables make.
 * @param files tables by file name; only the columns used here need be in them
 * @throws SpecificationFault when a table or column the pipeline needs is missing
 * Source: digital_land/specification.py
 */
export function specificationOf(files: Tables, version: TableVersion): Specification {
  for (const file of requiredTables) {
    if (!files.has(file)) throw new SpecificationFault(file, "the table is missing");
  }
  const schemas = new Set(read(files, "schema.csv", ["schema"], (row) => row("schema")));
  const guidance = guidanceOf(
    read(files, "specification-field.csv", [], guidanceRow),
    read(files, "specification.csv", [], (row) => ({
      datasets: row("datasets"),
      url: row("documentation-url"),
    })),
  );
  return {
    version,
    datasets: new Map(read(files, "dataset.csv", datasetColumns, datasetRow)),
    fields: new Map(read(files, "field.csv", fieldColumns, fieldRow)),
    pipelines: new Map(
      read(files, "pipeline.csv", ["pipeline", "schema"], (row) => [row("pipeline"), row("schema")]),
    ),
    schemaFields: schemaFields(files, schemas),
    datasetFields: datasetFields(files),
    issueTypes: new Map(read(files, "issue-type.csv", [], issueTypeRow)),
    odpSpecifications: odpSpecifications(files),
    ...guidance,
    licences: new Map(read(files, "licence.csv", ["licence"], (row) => [row("licence"), row("text")])),
  };
}

type Cells = (column: string) => string;

/** Every row of a table through `parse`; a missing table has no rows, a missing cell is blank. */
function read<T>(files: Tables, file: string, required: readonly string[], parse: (row: Cells) => T): T[] {
  const table = files.get(file) ?? { columns: [], records: [] };
  for (const column of required) {
    if (!table.columns.includes(column)) throw new SpecificationFault(file, `no column "${column}"`);
  }
  const index = new Map(table.columns.map((column, at) => [column, at]));
  return table.records.map((record) => parse((column) => record[index.get(column) ?? -1] ?? ""));
}

const datasetColumns = ["dataset", "entity-minimum", "entity-maximum"] as const;

function datasetRow(row: Cells): [string, Dataset] {
  const dataset: Dataset = {
    dataset: row("dataset"),
    name: row("name"),
    plural: row("plural"),
    collection: row("collection"),
    typology: row("typology"),
    prefix: row("prefix"),
    keyField: row("key-field"),
    entityMinimum: row("entity-minimum"),
    entityMaximum: row("entity-maximum"),
    endDate: row("end-date"),
  };
  return [dataset.dataset, dataset];
}

const fieldColumns = ["field", "datatype", "cardinality", "parent-field", "typology", "end-date"] as const;

function fieldRow(row: Cells): [string, Field] {
  const field: Field = {
    field: row("field"),
    name: row("name"),
    datatype: row("datatype"),
    cardinality: row("cardinality"),
    typology: row("typology"),
    parentField: row("parent-field"),
    replacementField: row("replacement-field"),
    prefix: row("prefix"),
    description: row("description"),
    guidance: row("guidance"),
    hint: row("hint"),
    endDate: row("end-date"),
  };
  return [field.field, field];
}

function issueTypeRow(row: Cells): [string, IssueTypeRow] {
  const issueType: IssueTypeRow = {
    issueType: row("issue-type"),
    name: row("name"),
    description: row("description"),
    severity: row("severity"),
    responsibility: row("responsibility"),
    qualityDimension: row("quality_dimension"),
    qualityLevel: row("quality_criteria_level"),
  };
  return [issueType.issueType, issueType];
}

function guidanceRow(row: Cells) {
  return {
    dataset: row("dataset"),
    datasets: row("datasets"),
    endDate: row("end-date"),
    field: {
      field: row("field"),
      requirementLevel: row("requirement-level"),
      description: row("description"),
      guidance: row("guidance"),
      hint: row("hint"),
    },
  };
}

function schemaFields(files: Tables, schemas: ReadonlySet<string>) {
  const fields = new Map<string, string[]>();
  const rows = read(files, "schema-field.csv", ["schema", "field"], (row) => [row("schema"), row("field")]);
  for (const [schema = "", field = ""] of rows) {
    // As the pipeline: a schema that schema.csv lacks ends the load.
    if (!schemas.has(schema)) throw new SpecificationFault("schema-field.csv", `unknown schema "${schema}"`);
    append(fields, schema, field);
  }
  return fields;
}

function datasetFields(files: Tables) {
  const fields = new Map<string, Map<string, string>>();
  const columns = ["dataset", "field", "field-dataset"];
  const rows = read(files, "dataset-field.csv", columns, (row) => columns.map(row));
  for (const [dataset = "", field = "", fieldDataset = ""] of rows) {
    const ofDataset = fields.get(dataset) ?? new Map<string, string>();
    fields.set(dataset, ofDataset.set(field, fieldDataset));
  }
  return fields;
}

function odpSpecifications(files: Tables): Set<string> {
  const columns = ["project", "specification"];
  const rows = read(files, "provision-rule.csv", columns, (row) => columns.map(row));
  return new Set(
    rows.flatMap(([project, specification]) =>
      project === "open-digital-planning" && specification !== undefined ? [specification] : [],
    ),
  );
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
