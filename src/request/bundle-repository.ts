import { readPiece } from "../csv/piece.ts";
import { csvText } from "../csv/write.ts";
import { tableText } from "../repository/canonical.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import { endpointKey, sourceKey } from "../repository/keys.ts";
import { managedTable } from "../repository/tables.ts";

/** Pieces of the bundle about one collection, as parsed JSON; what could not be had is absent. */
export interface CollectionPieces {
  readonly configuration?: unknown;
  readonly lookup?: unknown;
  readonly registry?: unknown;
}

/**
 * What the tool's own tables know of a collection, in the form of the repository: enough to know what is registered and
 * which numbers are taken. The tables of `pipeline/` are as published. Those of `collection/` are put together from the
 * register of endpoints, which leaves out old attributions and spellings of keys: good to compare with, not to be written
 * back, so only new rows are offered with it.
 */
export function bundleRepository(pieces: CollectionPieces, collection: string): RepositoryFiles {
  const files = new Map<string, string>();
  for (const kind of ["configuration", "lookup"] as const) {
    const json = pieces[kind];
    if (json === undefined) continue;
    for (const [file, { columns, records }] of readPiece(json, `${kind}/${collection}`).tables) {
      const path = `pipeline/${collection}/${file}`;
      if (managedTable(path)) files.set(path, tableText(columns, records));
    }
  }
  if (pieces.registry !== undefined) {
    for (const [path, text] of registerTables(pieces.registry, collection)) files.set(path, text);
  }
  return files;
}

function registerTables(json: unknown, collection: string): [string, string][] {
  const { tables } = readPiece(json, "registry");
  const rowsOf = (file: string) => {
    const { columns = [], records = [] } = tables.get(file) ?? {};
    return records.map((cells) => new Map(columns.map((column, at) => [column, cells[at] ?? ""])));
  };
  const endpoints = rowsOf("endpoint.csv");
  // Blank where it is, as usual, the address's own hash; made for this collection only, for it takes time.
  const keys = new Map<number, string>();
  const keyAt = (place: number) => {
    const row = endpoints[place];
    const known = keys.get(place) ?? (row?.get("endpoint") || endpointKey(row?.get("endpoint-url") ?? ""));
    keys.set(place, known);
    return known;
  };
  const sources = rowsOf("source.csv").flatMap((row) => {
    if (row.get("collection") !== collection) return [];
    const endpoint = keyAt(Number(row.get("endpoint")));
    const source = sourceKey(collection, row.get("organisation") ?? "", endpoint);
    return [new Map(row).set("endpoint", endpoint).set("source", source)];
  });
  const columnsOf = (file: string) => managedTable(`collection/${collection}/${file}`)?.columns ?? [];
  const own = [...keys]
    .sort(([a], [b]) => a - b)
    .map(([place, key]) => new Map(endpoints[place]).set("endpoint", key));
  return [
    [`collection/${collection}/endpoint.csv`, csvText(columnsOf("endpoint.csv"), own)],
    [`collection/${collection}/source.csv`, csvText(columnsOf("source.csv"), sources)],
  ];
}
