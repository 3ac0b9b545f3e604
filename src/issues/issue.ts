/**
 * One data-quality problem, as the pipeline logs it.
 *
 * `value` is text as it prints in issue.csv (a Python list prints as its repr). `message` is the pipeline's own;
 * words for people come from text.ts. `entity` is filled in pipeline mode only.
 */
export interface Issue {
  readonly issueType: string;
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly lineNumber: number;
  readonly entryNumber: number;
  entity: string;
}

/** Columns of issue.csv, in order; the live check appends three more when there is at least one issue. */
export const issueColumns = [
  "dataset",
  "resource",
  "line-number",
  "entry-number",
  "field",
  "entity",
  "issue-type",
  "value",
  "message",
] as const;

export const severityColumns = ["severity", "description", "responsibility"] as const;
