import { createHash } from "node:crypto";
import type { CsvTable } from "../../src/csv/read.ts";
import { endpointColumns, sourceColumns } from "../../src/registry/registry.ts";
import { foldersBelow, type Sources, sourceRows } from "./sources.ts";

type Row = Readonly<Record<string, string>>;

/**
 * All registered endpoints, and the sources that say who publishes what at each. Left out is what follows from the rest:
 * keys of sources, keys of endpoints (the SHA-256 of the address; kept where it is not), endpoints without an address, sources without an
 * endpoint.
 */
export function registryTables(sources: Sources): { endpoints: CsvTable; sources: CsvTable } {
  const folder = "configuration/collection";
  const collections = foldersBelow(sources, folder);
  const endpoints = new Map<string, Row>();
  const registered: Row[] = [];
  for (const collection of collections) {
    for (const row of sourceRows(sources, `${folder}/${collection}/endpoint.csv`)) {
      const key = row.endpoint ?? "";
      if ((row["endpoint-url"] ?? "") === "") continue;
      const known = endpoints.get(key);
      // An endpoint may stand in two collections; it is collected until it has ended in both.
      if (known === undefined || endOrder(row) > endOrder(known)) endpoints.set(key, row);
    }
    registered.push(...sourceRows(sources, `${folder}/${collection}/source.csv`));
  }
  const keys = [...endpoints.keys()];
  const numbers = new Map(keys.map((key, at) => [key, String(at)]));
  const used = registered.filter((row) => numbers.has(row.endpoint ?? ""));
  used.sort((a, b) => Number(numbers.get(a.endpoint ?? "")) - Number(numbers.get(b.endpoint ?? "")));
  return {
    endpoints: table(endpointColumns, [...endpoints.values()].map(endpointRow)),
    sources: table(
      sourceColumns,
      used.map((row) => ({ ...withDays(row), endpoint: numbers.get(row.endpoint ?? "") ?? "" })),
    ),
  };
}

function endOrder(row: Row): string {
  return row["end-date"] || "9999-12-31";
}

function endpointRow(row: Row): Row {
  const hash = createHash("sha256")
    .update(row["endpoint-url"] ?? "")
    .digest("hex");
  return { ...withDays(row), endpoint: hash === row.endpoint ? "" : (row.endpoint ?? "") };
}

/** Times of day are cut off the dates. */
function withDays(row: Row): Row {
  const dates = ["entry-date", "start-date", "end-date"].map((name) => [
    name,
    (row[name] ?? "").slice(0, 10),
  ]);
  return { ...row, ...Object.fromEntries(dates) };
}

function table(columns: readonly string[], rows: readonly Row[]): CsvTable {
  return { columns, records: rows.map((row) => columns.map((column) => row[column] ?? "")) };
}
