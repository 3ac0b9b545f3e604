import { readPiece } from "../csv/piece.ts";
import type { CsvTable } from "../csv/read.ts";

/** Columns of the bundle's table of endpoints. `endpoint` is blank where it is the SHA-256 of the address. */
export const endpointColumns = [
  "endpoint",
  "endpoint-url",
  "plugin",
  "parameters",
  "entry-date",
  "start-date",
  "end-date",
] as const;

/** Columns of the bundle's table of sources. `endpoint` is the place of the endpoint in its table, from 0. */
export const sourceColumns = [
  "endpoint",
  "collection",
  "organisation",
  "pipelines",
  "documentation-url",
  "licence",
  "entry-date",
  "start-date",
  "end-date",
] as const;

/** One registered address, with everyone who publishes there. Dates are YYYY-MM-DD, blank when not known. */
export interface RegisteredEndpoint {
  readonly url: string;
  /** Key of the endpoint where it is not, as usual, the SHA-256 hex of the address. */
  readonly unusualKey: string | undefined;
  readonly plugin: string;
  readonly parameters: string;
  readonly entryDate: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly sources: readonly RegisteredSource[];
}

/** That an organisation publishes datasets at an endpoint. */
export interface RegisteredSource {
  readonly organisation: string;
  readonly datasets: readonly string[];
  readonly collection: string;
  readonly documentationUrl: string;
  readonly licence: string;
  readonly entryDate: string;
  readonly startDate: string;
  readonly endDate: string;
}

/** The piece `registry` of the bundle: all that is registered, and the date of the tables for people. */
export function readRegistryPiece(json: unknown): {
  readonly date: string;
  readonly endpoints: RegisteredEndpoint[];
} {
  const { tables, version } = readPiece(json, "registry");
  const empty: CsvTable = { columns: [], records: [] };
  const endpoints = registeredEndpoints(
    tables.get("endpoint.csv") ?? empty,
    tables.get("source.csv") ?? empty,
  );
  return { date: version.date, endpoints };
}

/** The registered endpoints, in table order, from the two tables of the bundle. */
export function registeredEndpoints(endpoints: CsvTable, sources: CsvTable): RegisteredEndpoint[] {
  const byEndpoint = new Map<string, RegisteredSource[]>();
  for (const cell of cellsOf(sources)) {
    const list = byEndpoint.get(cell("endpoint")) ?? [];
    byEndpoint.set(cell("endpoint"), list);
    list.push({
      // The old spelling of three sources.
      organisation: cell("organisation").replace(/^local-authority-eng:/, "local-authority:"),
      datasets: cell("pipelines")
        .split(";")
        .filter((name) => name !== ""),
      collection: cell("collection"),
      documentationUrl: cell("documentation-url"),
      licence: cell("licence"),
      entryDate: cell("entry-date"),
      startDate: cell("start-date"),
      endDate: cell("end-date"),
    });
  }
  return [...cellsOf(endpoints)].map((cell, at) => ({
    url: cell("endpoint-url"),
    unusualKey: cell("endpoint") || undefined,
    plugin: cell("plugin"),
    parameters: cell("parameters"),
    entryDate: cell("entry-date"),
    startDate: cell("start-date"),
    endDate: cell("end-date"),
    sources: byEndpoint.get(String(at)) ?? [],
  }));
}

function* cellsOf({ columns, records }: CsvTable): Generator<(column: string) => string> {
  const index = new Map(columns.map((column, at) => [column, at]));
  for (const record of records) yield (column) => record[index.get(column) ?? -1] ?? "";
}
