import type { Configuration } from "../configuration/configuration.ts";
import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";

/** Where in lookup.csv the answer to a key stands. */
export interface LookupRow {
  /** Record number, header = 1: of several rows the last, and one for the resource before those for all. */
  readonly line: number;
  readonly entity: string;
  /** How many rows have this key. */
  readonly rows: number;
}

/**
 * The rows of lookup.csv that answer some keys, in one pass over the table.
 * Source: as `lookupTable` (src/configuration/lookup.ts), which keeps no lines
 */
export function lookupRows(
  { tables }: Configuration,
  resource: string,
  keys: ReadonlySet<string>,
): Map<string, LookupRow> {
  const found = new Map<string, LookupRow & { readonly ofResource: boolean }>();
  const table = tables.get("lookup.csv");
  if (table === undefined || keys.size === 0) return found;
  const places = new Map(table.columns.map((column, at) => [column, at]));
  for (const [at, record] of table.records.entries()) {
    const cell = (column: string) => record[places.get(column) ?? -1] ?? "";
    const own = cell("resource");
    if (own !== "" && own !== resource) continue;
    const key = lookupKey({
      entryNumber: cell("entry-number"),
      prefix: cell("prefix") || cell("dataset") || cell("pipeline"),
      reference: cell("reference") || cell("value"),
      organisation: currentOrganisation(cell("organisation")),
    });
    if (!keys.has(key)) continue;
    const before = found.get(key);
    const rows = (before?.rows ?? 0) + 1;
    const ofResource = own !== "";
    if (before?.ofResource && !ofResource) found.set(key, { ...before, rows });
    else found.set(key, { line: at + 2, entity: cell("entity"), rows, ofResource });
  }
  return found;
}
