import type { FieldWords, Words } from "../issues/issue-text.ts";
import { fieldWords, sentence as rowSentence } from "../issues/issue-text.ts";
import type { Effect, Group } from "./report.ts";

interface Shared {
  readonly group: Group;
  readonly effect: Effect;
  readonly what: Words;
  readonly why: Words;
  /** What the platform does if nobody acts. */
  readonly platform: Words;
  readonly fix: Words;
  readonly example?: { readonly before: string; readonly after: string };
  /** Where the check comes from: a test or habit of the platform, or a wish of its users. */
  readonly source: string;
}

/** About rows: the sentence counts them. */
export interface RowFindingText extends Shared {
  readonly about: "row";
  /** What follows "1 row" or "12 rows". */
  readonly predicate: (field: FieldWords, has: "has" | "have") => string;
  /** Said of all rows, where "Every row" and the predicate read badly. */
  readonly ofAll?: Words;
}

/** About the file or a column: said once. `detail` is what was found, such as the name of a column. */
export interface FileFindingText extends Shared {
  readonly about: "file" | "column";
  readonly statement: (detail: string, field: FieldWords, count: number) => string;
}

/**
 * Words for something this tool finds and the pipeline does not report. They are ours: never in issue.csv, and marked as
 * ours wherever they are shown.
 */
export type FindingText = RowFindingText | FileFindingText;

export function findingSentence(
  text: FindingText,
  found: {
    readonly field: string;
    readonly rows: number;
    readonly allRows: boolean;
    readonly count: number;
    readonly detail: string;
  },
): string {
  if (text.about === "row") return rowSentence(text, found.field, found.rows, found.allRows);
  return text.statement(found.detail, fieldWords(found.field), found.count);
}

export function isRowFinding(text: FindingText): text is RowFindingText {
  return text.about === "row";
}
