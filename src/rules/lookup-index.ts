import { normaliseKeyPart } from "../configuration/lookup.ts";
import type { RowCells } from "./edit.ts";
import type { ObservedRun } from "./observed-run.ts";
import { tableRows } from "./run-context.ts";

export interface IndexedLookup {
  readonly line: number;
  readonly row: RowCells;
  readonly key: string;
}

export interface LookupIndex {
  /** By `prefix entity`. */
  readonly byEntity: ReadonlyMap<string, readonly IndexedLookup[]>;
  /** By what makes two rows answer the same question: see `lookupIdentity`. */
  readonly byKey: ReadonlyMap<string, readonly IndexedLookup[]>;
}

const indexes = new WeakMap<ObservedRun, LookupIndex>();

/** The rows of lookup.csv for checking new ones; made once for a run, because a table can have 40,000 rows. */
export function lookupIndex(observed: ObservedRun): LookupIndex {
  const known = indexes.get(observed);
  if (known) return known;
  const byEntity = new Map<string, IndexedLookup[]>();
  const byKey = new Map<string, IndexedLookup[]>();
  for (const { line, row } of tableRows(observed.configuration.tables.get("lookup.csv"))) {
    const indexed = { line, row, key: lookupIdentity(row) };
    push(byEntity, `${row.prefix} ${row.entity}`, indexed);
    push(byKey, indexed.key, indexed);
  }
  const index = { byEntity, byKey };
  indexes.set(observed, index);
  return index;
}

/** Entry number, prefix, reference and organisation as the pipeline compares them. */
export function lookupIdentity(row: RowCells): string {
  const parts = ["prefix", "reference", "organisation"].map((name) => normaliseKeyPart(row[name] ?? ""));
  return [row["entry-number"] ?? "", ...parts].join(",");
}

function push(map: Map<string, IndexedLookup[]>, key: string, indexed: IndexedLookup): void {
  const list = map.get(key);
  if (list) list.push(indexed);
  else map.set(key, [indexed]);
}
