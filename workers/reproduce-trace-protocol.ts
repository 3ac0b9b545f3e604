/** What can be asked about the rows of the open run. Types only. */
import type { Mode } from "../src/report/mode.ts";
import type { RowPage, RowQuery } from "../src/report/rows.ts";
import type { FoundRow, RowQuestion } from "../src/reproduce/find-rows.ts";
import type { TraceReply } from "../src/trace/trace-row.ts";

export interface TraceMethods {
  /** The rows a question means, at most fifty. */
  findRows(question: RowQuestion): Promise<readonly FoundRow[]>;
  /** What happened to a row; in another mode than the run's when one is named. */
  trace(lineNumber: number, mode?: Mode): Promise<TraceReply>;
  rows(query: RowQuery): Promise<RowPage>;
}
