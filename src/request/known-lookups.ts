import { readPiece } from "../csv/piece.ts";

/**
 * The lookups of a dataset out of a piece `lookup/<collection>` of the bundle, by column name; `undefined` when it has
 * none: then nothing is known, which is not the same as "no entity".
 */
export function readKnownLookups(
  json: unknown,
  collection: string,
  dataset: string,
): ReadonlyMap<string, string>[] | undefined {
  const table = readPiece(json, `lookup/${collection}`).tables.get("lookup.csv");
  const prefixAt = table?.columns.indexOf("prefix") ?? -1;
  const own = table?.records.filter((cells) => cells[prefixAt] === dataset) ?? [];
  if (!table || own.length === 0) return undefined;
  return own.map((cells) => new Map(table.columns.map((name, at) => [name, cells[at] ?? ""])));
}
