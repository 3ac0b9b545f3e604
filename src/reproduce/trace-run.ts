import type { CheckInput } from "../check/input.ts";
import type { Mode } from "../report/mode.ts";
import type { TraceIssue } from "../trace/row-trace.ts";
import { type TraceReply, traceRow } from "../trace/trace-row.ts";
import type { OpenRun } from "./open-run.ts";

const doubleReference = "reference values are not unique";

/** The trace of one row of an open run. @param lineNumber record number in the converted file, header = 1 */
export function traceOfRun(open: OpenRun, lineNumber: number): Promise<TraceReply> {
  return traceRow(open.input, open.effects, { lineNumber, duplicates: duplicatesOf(open, lineNumber) });
}

/** The same row as another kind of run has it: what the live check says, and what the nightly run says. */
export function traceInMode(open: OpenRun, lineNumber: number, mode: Mode): Promise<TraceReply> {
  if (mode === open.input.mode) return traceOfRun(open, lineNumber);
  const { configuration: _, transformation: _asked, ...rest } = open.input;
  const input: CheckInput = {
    ...rest,
    mode,
    // Of the bundle's configuration each mode loads its own tables; given and edited ones stay.
    ...(keepsConfiguration(open) && open.input.configuration
      ? { configuration: open.input.configuration }
      : {}),
  };
  return traceRow(input, open.effects, { lineNumber });
}

/** The row as it was before the changes of the run: with the configuration it began with. */
export function traceWithoutEdits(open: OpenRun, lineNumber: number): Promise<TraceReply> {
  const { configuration: _, ...rest } = open.input;
  return traceRow(
    { ...rest, configuration: open.base ?? { label: "", hash: "", tables: new Map() } },
    open.effects,
    { lineNumber },
  );
}

/** Whether the configuration was given or edited, so that the bundle's cannot take its place. */
function keepsConfiguration({ request }: OpenRun): boolean {
  return request.configuration !== undefined || (request.edits ?? []).length > 0;
}

/** Known only after the last row, so the run's own answer is taken. */
function duplicatesOf({ queries }: OpenRun, lineNumber: number): TraceIssue[] {
  const issues = queries.rowAtLine(lineNumber)?.issues ?? [];
  return issues
    .filter(({ issueType }) => issueType === doubleReference)
    .map(({ issueType, field, value, message }) => ({ issueType, field, value, message }));
}
