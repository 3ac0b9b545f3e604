import type { CsvTable } from "../../src/csv/read.ts";
import { categoryDataset, categoryFields } from "../../src/specification/derive.ts";
import { offeredDatasets } from "../../src/specification/offered.ts";
import { specificationOf } from "../../src/specification/read.ts";
import type { Specification } from "../../src/specification/specification.ts";
import { pathsBelow, type Sources, sourceRows, sourceTable } from "./sources.ts";

/** The columns that are used, of the tables that are used. */
export const specificationColumns: Readonly<Record<string, readonly string[]>> = {
  "collection.csv": ["collection", "name"],
  "dataset.csv": [
    "dataset",
    "name",
    "plural",
    "collection",
    "typology",
    "prefix",
    "key-field",
    "entity-minimum",
    "entity-maximum",
    "end-date",
  ],
  "dataset-field.csv": ["dataset", "field", "field-dataset"],
  "field.csv": [
    "field",
    "name",
    "datatype",
    "cardinality",
    "typology",
    "parent-field",
    "replacement-field",
    "description",
    "guidance",
    "hint",
    "end-date",
  ],
  "issue-type.csv": [
    "issue-type",
    "name",
    "description",
    "severity",
    "responsibility",
    "quality_dimension",
    "quality_criteria_level",
  ],
  "licence.csv": ["licence", "text"],
  "pipeline.csv": ["pipeline", "schema"],
  "provision-rule.csv": ["project", "specification"],
  "schema.csv": ["schema"],
  "schema-field.csv": ["schema", "field"],
  "specification.csv": ["datasets", "documentation-url"],
  "specification-field.csv": [
    "dataset",
    "datasets",
    "field",
    "requirement-level",
    "description",
    "guidance",
    "hint",
    "end-date",
  ],
};

/** Datasets to offer: dataset, reason, how many organisations are asked for it. */
export function offeredTable(sources: Sources, specification: Specification): CsvTable {
  const provision = sourceRows(sources, "specification/provision.csv").map((row) => ({
    dataset: row.dataset ?? "",
    reason: row["provision-reason"] ?? "",
    endDate: row["end-date"] ?? "",
  }));
  const offered = offeredDatasets(provision, specification.datasets);
  return {
    columns: ["dataset", "provision-reason", "organisations"],
    records: offered.flatMap(({ dataset, asked }) =>
      [...asked].map(([reason, count]) => [dataset, reason, String(count)]),
    ),
  };
}

/**
 * Allowed values of category fields. A list is the references of a dataset; those that can be had stand in the
 * configuration's lookups under the dataset's name for a prefix. Lists that cannot be had are left out.
 */
export function categoryTable(sources: Sources, specification: Specification): CsvTable {
  const lists = new Set<string>();
  for (const dataset of specification.datasetFields.keys()) {
    for (const field of categoryFields(specification, dataset)) {
      lists.add(categoryDataset(specification, dataset, field));
    }
  }
  const values = new Map<string, Set<string>>();
  for (const path of pathsBelow(sources, "configuration")) {
    if (!path.endsWith("/lookup.csv")) continue;
    for (const { prefix = "", reference = "" } of sourceRows(sources, path)) {
      if (!lists.has(prefix) || reference === "") continue;
      values.set(prefix, (values.get(prefix) ?? new Set()).add(reference));
    }
  }
  return {
    columns: ["list", "value"],
    records: [...values]
      .sort()
      .flatMap(([list, references]) => [...references].map((value) => [list, value])),
  };
}

/** The specification as the bundle will give it. */
export function sourceSpecification(sources: Sources): Specification {
  const files = Object.keys(specificationColumns);
  const tables = new Map(files.map((file) => [file, sourceTable(sources, `specification/${file}`)]));
  return specificationOf(tables, { date: "", hash: "" });
}
