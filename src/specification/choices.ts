import { unpackTable } from "../csv/pack.ts";
import type { CsvTable } from "../csv/read.ts";
import { guidanceOf } from "./guidance.ts";
import { type OrganisationDetails, organisationDetails } from "./organisation-list.ts";

/**
 * What people choose from, read from the bundle's pieces without the rest of them: a page asks for it while it starts,
 * and the whole specification takes a slow laptop several times as long.
 */
export interface DatasetRow {
  readonly dataset: string;
  readonly name: string;
  readonly plural: string;
  /** Name of its collection, for people; `""` when it has none. */
  readonly subject: string;
  /** Some organisation is asked for it at present. */
  readonly offered: boolean;
  /** Fields people are asked for, in guidance order. */
  readonly fields: readonly string[];
}

/** @param json the piece `specification`; throws an Error saying what is wrong with it */
export function readDatasetRows(json: unknown): DatasetRow[] {
  const rows = (file: string) => rowsOf(tableOf(json, file));
  const offered = new Set(rows("offered.csv").map(({ dataset }) => dataset));
  const subjects = new Map(rows("collection.csv").map(({ collection, name }) => [collection, name]));
  const { guidance } = guidanceOf(
    rows("specification-field.csv").map((row) => ({
      dataset: row.dataset ?? "",
      datasets: row.datasets ?? "",
      endDate: row["end-date"] ?? "",
      field: { field: row.field ?? "", requirementLevel: "", description: "", guidance: "", hint: "" },
    })),
    [],
  );
  return rows("dataset.csv")
    .filter(({ dataset, "end-date": ended }) => ended === "" || offered.has(dataset))
    .map(({ dataset = "", name = "", plural = "", collection }) => ({
      dataset,
      name: name || dataset,
      plural,
      subject: subjects.get(collection) ?? "",
      offered: offered.has(dataset),
      fields: (guidance.get(dataset) ?? []).map(({ field }) => field),
    }));
}

/** @param json the piece `organisation`; throws an Error saying what is wrong with it */
export function readOrganisationList(json: unknown): OrganisationDetails[] {
  return organisationDetails(tableOf(json, "list.csv"));
}

function tableOf(json: unknown, file: string): CsvTable {
  const { tables } = Object(json) as { readonly tables?: Readonly<Record<string, unknown>> };
  if (!tables || !Object.hasOwn(tables, file)) throw new Error(`the bundle has no ${file}`);
  return unpackTable(tables[file]);
}

function rowsOf({ columns, records }: CsvTable): Record<string, string>[] {
  return records.map((record) => Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ""])));
}
