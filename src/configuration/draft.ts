import type { Specification } from "../specification/specification.ts";
import type { Configuration, ConfigurationFile, ConfigurationTable } from "./configuration.ts";
import { checkFiles } from "./run-configuration.ts";

/** A publisher's own choices for one resource (or, once added, one endpoint). */
export interface UserMapping {
  readonly dataset: string;
  readonly resource: string;
  /** Set instead of the resource when the mapping is for everything an endpoint will publish. */
  readonly endpoint?: string;
  /** Column to field or `IGNORE`; absent or empty when the publisher has none. */
  readonly columns?: Readonly<Record<string, string>>;
  /** For `tree`: what a column named WKT holds. Looked at only when `columns` has none. */
  readonly geometryType?: "point" | "polygon";
}

export interface DraftedConfiguration {
  readonly configuration: Configuration;
  /** Fields asked for that the dataset does not have; their columns are not mapped. */
  readonly notMapped: readonly string[];
  /** The tables the live check then uses: a mapping of the publisher's own keeps it from fetching transform.csv. */
  readonly checkFiles: ReadonlySet<ConfigurationFile>;
}

/**
 * Lays a publisher's own column mapping over the published one, as the live check does: as further rows of column.csv.
 * Source: engine/check-service.md 3
 */
export function layUserMapping(
  configuration: Configuration | undefined,
  specification: Specification,
  mapping: UserMapping,
): DraftedConfiguration {
  const base = configuration ?? { label: "", hash: "", tables: new Map() };
  const fields = specification.datasetFields.get(mapping.dataset);
  const rows: [string, string][] = [];
  const notMapped: string[] = [];
  const chosen = Object.entries(mapping.columns ?? {});
  for (const [column, field] of chosen) {
    if (field === "IGNORE" || fields?.has(field)) rows.push([column, field]);
    else notMapped.push(field);
  }
  if (chosen.length === 0 && mapping.dataset === "tree" && mapping.geometryType === "polygon") {
    rows.push(["WKT", "geometry"]);
  }
  return {
    configuration: rows.length === 0 ? base : withRows(base, mapping, rows),
    notMapped,
    checkFiles: chosen.length === 0 ? checkFiles : new Set<ConfigurationFile>(["column.csv"]),
  };
}

const ownColumns = ["dataset", "endpoint", "resource", "column", "field"];

function withRows(
  configuration: Configuration,
  { dataset, resource, endpoint }: UserMapping,
  rows: readonly (readonly [string, string])[],
): Configuration {
  const published = configuration.tables.get("column.csv");
  const columns = [...(published?.columns ?? [])];
  for (const column of ownColumns) if (!columns.includes(column)) columns.push(column);
  const records = rows.map(([column, field]) => {
    const cells = new Map([
      ["dataset", dataset],
      ["endpoint", endpoint ?? ""],
      ["resource", endpoint === undefined ? resource : ""],
      ["column", column],
      ["field", field],
    ]);
    return columns.map((name) => cells.get(name) ?? "");
  });
  const table: ConfigurationTable = {
    file: "column.csv",
    columns,
    records: [...(published?.records ?? []), ...records],
    drafted: (published?.drafted ?? 0) + rows.length,
  };
  return { ...configuration, tables: new Map(configuration.tables).set("column.csv", table) };
}
