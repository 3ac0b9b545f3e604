/** What is wrong with an edit, or might be. */
export interface EditProblem {
  /** Which edit, from 0. */
  readonly edit: number;
  /** Column of the table; `""` for the row as a whole. */
  readonly column: string;
  /** `error`: must not be used. `warning`: look again. */
  readonly level: "error" | "warning";
  /** One sentence for people. */
  readonly words: string;
}

/** A problem of an edit that is not numbered yet. */
export type Found = Omit<EditProblem, "edit">;

export const fault = (column: string, words: string): Found => ({ column, level: "error", words });
export const doubt = (column: string, words: string): Found => ({ column, level: "warning", words });
