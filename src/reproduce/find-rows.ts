import type { Configuration } from "../configuration/configuration.ts";
import { strip } from "../engine/python-text.ts";
import type { OpenRun } from "./open-run.ts";

/** How a row is asked for. */
export interface RowQuestion {
  readonly by: "line" | "entry" | "reference" | "entity";
  readonly value: string;
}

export interface FoundRow {
  readonly lineNumber: number;
  /** 0 when the row was left out before rows are numbered. */
  readonly entryNumber: number;
}

/** The most rows that are given for one question. */
export const mostFound = 50;

/**
 * The rows of an open run that a question means, in file order.
 *
 * By reference: those with a cell that is exactly this, whatever its column, else those published under it. By entity:
 * those that became facts of it, else those whose reference lookup.csv gives it to - also when it was redirected or
 * removed since.
 */
export function findRows(open: OpenRun, { by, value }: RowQuestion): FoundRow[] {
  const { records } = open.record;
  const text = value.trim();
  const place = (lineNumber: number): FoundRow => ({ lineNumber, entryNumber: records.entryOf(lineNumber) });
  switch (by) {
    case "line": {
      const line = wholeNumber(text);
      // A run that ended early has not kept its last rows; the trace finds them all the same.
      const wanted = line <= records.records ? line : open.failure ? line : 0;
      return wanted >= 1 ? [place(wanted)] : [];
    }
    case "entry": {
      const line = records.lineOf(wholeNumber(text));
      return line > 0 ? [place(line)] : [];
    }
    case "reference":
      return referenceLines(open, text).map(place);
    case "entity": {
      const entries = open.entities.entriesOf(text, mostFound);
      if (entries.length > 0) return entries.map((entry) => place(records.lineOf(entry)));
      const references = referencesOf(open.run.configuration, text);
      const lines = references.flatMap((reference) => referenceLines(open, reference));
      return [...new Set(lines)]
        .sort((a, b) => a - b)
        .slice(0, mostFound)
        .map(place);
    }
  }
}

function wholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function referenceLines({ record }: OpenRun, reference: string): number[] {
  if (reference === "") return [];
  const { records } = record;
  const wanted = reference.toLowerCase();
  const found: number[] = [];
  for (const line of records.search(reference)) {
    if (line === records.headerLine || found.length >= mostFound) continue;
    if (records.cells(line).some((cell) => strip(cell).toLowerCase() === wanted)) found.push(line);
  }
  if (found.length > 0) return found.sort((a, b) => a - b);
  for (let entry = 1; entry <= records.entries && found.length < mostFound; entry += 1) {
    const line = records.lineOf(entry);
    const published = line === 0 ? undefined : record.published(entry, records.cells(line)).get("reference");
    if (published?.toLowerCase() === wanted) found.push(line);
  }
  return found;
}

/** The references that lookup.csv gives an entity to, and those of entities that were redirected to it. */
function referencesOf({ tables }: Configuration, entity: string): string[] {
  const redirected = new Set([entity]);
  const old = tables.get("old-entity.csv");
  const column = (table: typeof old, name: string) => table?.columns.indexOf(name) ?? -1;
  const [from, to] = [column(old, "old-entity"), column(old, "entity")];
  for (const record of old?.records ?? []) {
    const moved = record[from];
    if (moved !== undefined && record[to] === entity) redirected.add(moved);
  }
  const lookup = tables.get("lookup.csv");
  const [reference, number] = [column(lookup, "reference"), column(lookup, "entity")];
  const references = (lookup?.records ?? []).flatMap((record) =>
    redirected.has(record[number] ?? "") ? [record[reference] ?? ""] : [],
  );
  return [...new Set(references)].filter((text) => text !== "").slice(0, mostFound);
}
