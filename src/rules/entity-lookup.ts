import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";
import type { RowCells } from "./edit.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { tableRows } from "./run-context.ts";

/** A row of lookup.csv with its line. */
export interface LookupRow {
  readonly line: number;
  readonly row: RowCells;
}

/** What an entry is looked up by, as it was when it was. */
export function lookupPartsOf(observed: ObservedRun, entry: ObservedEntry) {
  const { found } = entry;
  return {
    entryNumber: entry.entryNumber,
    prefix: found?.get("prefix") ?? observed.run.settings.dataset,
    reference: found?.get("reference") ?? "",
    organisation: currentOrganisation(organisationAtLookup(entry)),
  };
}

/** The organisation it was looked up with, before entity-organisation.csv puts another in its place. */
export function organisationAtLookup({ found }: ObservedEntry): string {
  return found?.get("organisation") ?? "";
}

/** The row of lookup.csv that gives an entry its number: of several with one key the last. */
export function lookupRowOf(observed: ObservedRun, entry: ObservedEntry): LookupRow | undefined {
  const { entryNumber, prefix, reference, organisation } = lookupPartsOf(observed, entry);
  const index = lookupIndex(observed);
  for (const parts of [
    { prefix, entryNumber },
    { prefix, organisation, reference },
    { prefix, reference },
  ]) {
    const found = index.get(lookupKey(parts));
    if (found) return found;
  }
  return undefined;
}

const indexes = new WeakMap<ObservedRun, ReadonlyMap<string, LookupRow>>();

/** Rows with a number by their key; the resource's own lie over the general ones. */
function lookupIndex(observed: ObservedRun): ReadonlyMap<string, LookupRow> {
  const known = indexes.get(observed);
  if (known) return known;
  const index = new Map<string, LookupRow>();
  const { resource } = observed.run.settings;
  for (const one of tableRows(observed.configuration.tables.get("lookup.csv"))) {
    const { row } = one;
    const own = row.resource ?? "";
    if ((own !== "" && own !== resource) || (row.entity ?? "") === "") continue;
    const key = keyOf(row);
    if (own !== "" || (index.get(key)?.row.resource ?? "") === "") index.set(key, one);
  }
  indexes.set(observed, index);
  return index;
}

function keyOf(row: RowCells): string {
  return lookupKey({
    entryNumber: row["entry-number"] ?? "",
    prefix: row.prefix || row.dataset || "",
    reference: row.reference || row.value || "",
    organisation: currentOrganisation(row.organisation ?? ""),
  });
}

/** A reference as the pipeline compares it. */
export function keyReference(reference: string): string {
  return lookupKey({ reference });
}

/** Rows of lookup.csv of the run's dataset and providers. */
export function ownLookups(observed: ObservedRun, prefix = observed.run.settings.dataset): LookupRow[] {
  const own = new Set(observed.run.settings.organisations);
  return [...tableRows(observed.configuration.tables.get("lookup.csv"))].filter(
    ({ row }) =>
      row.prefix === prefix &&
      (own.size === 0 ||
        (row.organisation ?? "") === "" ||
        own.has(currentOrganisation(row.organisation ?? ""))),
  );
}

/** The references of a prefix that this run's providers have. */
export function knownReferences(observed: ObservedRun, prefix: string): string[] {
  return ownLookups(observed, prefix).map(({ row }) => row.reference ?? "");
}
