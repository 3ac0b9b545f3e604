import { type CsvTable, readTable } from "../csv/read.ts";
import type { Organisation } from "./organisation.ts";

/** The rows of organisation.csv as published, in table order; later rows of one CURIE come again. */
export function readOrganisations(csv: string): Organisation[] {
  return organisationsOf(readTable(csv));
}

/** The rows of a table with the columns of organisation.csv. */
export function organisationsOf({ columns, records }: CsvTable): Organisation[] {
  const cell = (record: readonly string[], column: string) => record[columns.indexOf(column)] ?? "";
  const hasAddress = columns.includes("opendatacommunities-uri");
  return records.map((record) => ({
    organisation: cell(record, "organisation"),
    name: cell(record, "name"),
    entity: cell(record, "entity"),
    statisticalGeography: cell(record, "statistical-geography"),
    opendatacommunitiesUri: hasAddress ? cell(record, "opendatacommunities-uri") : undefined,
    startDate: cell(record, "start-date"),
    endDate: cell(record, "end-date"),
  }));
}
