import type { FactRow } from "./run-output.ts";

/** The cells of one row by column; a missing one is blank. */
export type Cells = (column: string) => string;

/** A fact by the names transformed.csv gives its cells; the live check's details have the same. */
export function factOf(cell: Cells): FactRow {
  return {
    // As the pipeline's library: a column of whole numbers with gaps is written as decimals.
    entity: cell("entity").replace(/\.0$/, ""),
    field: cell("field"),
    value: cell("value"),
    entryNumber: whole(cell("entry-number")),
    lineNumber: 0,
    entryDate: cell("entry-date"),
    priority: cell("priority"),
    referenceEntity: cell("reference-entity").replace(/\.0$/, ""),
    fact: cell("fact"),
  };
}

/** A whole number; 0 for anything else. */
export function whole(text: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : 0;
}
