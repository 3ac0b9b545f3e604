/** What can be asked about the rows of the open run. Types only. */
import type { RowPage, RowQuery } from "../src/report/rows.ts";
import type { FoundRow, RowQuestion } from "../src/reproduce/find-rows.ts";
import type { ModeComparison, RowAccount } from "../src/reproduce/row-account.ts";
import type { SameIssue } from "../src/reproduce/same-issue.ts";
import type { RowTrace } from "../src/trace/row-trace.ts";

export interface TraceMethods {
  /** The rows a question means, at most fifty. */
  findRows(question: RowQuestion): Promise<readonly FoundRow[]>;
  /** What happened to a row, by its line, and why it is or is not on the platform. */
  trace(lineNumber: number): Promise<RowAccount | undefined>;
  /** The row before the changes of the run; `undefined` when it has none. */
  traceWithoutEdits(lineNumber: number): Promise<RowTrace | undefined>;
  /** The same row as the live check and as the nightly run have it. */
  compareModes(lineNumber: number): Promise<ModeComparison | undefined>;
  /** The rows with one kind of issue, by value. */
  sameIssue(issueType: string, field: string): Promise<SameIssue>;
  rows(query: RowQuery): Promise<RowPage>;
}
