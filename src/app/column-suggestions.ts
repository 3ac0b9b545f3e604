import type { UnmappedColumn } from "../report/report.ts";

/** A column that may be a field, with why. */
export interface ColumnSuggestion {
  readonly column: string;
  readonly reason: string;
}

/** Suggests columns for a field, the likeliest first. Whoever knows more than the report hands in another. */
export type SuggestColumns = (
  field: string,
  unmapped: readonly UnmappedColumn[],
) => readonly ColumnSuggestion[];

/** What the report itself guesses for the columns that are not used. */
export const suggestFromReport: SuggestColumns = (field, unmapped) =>
  unmapped.flatMap(({ column, hint }) => (hint?.field === field ? [{ column, reason: hint.reason }] : []));
