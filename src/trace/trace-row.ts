import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { type PreparedRun, runResource } from "../check/run-resource.ts";
import type { Converted } from "../engine/convert/converted.ts";
import type { CheckFailure } from "../report/failure.ts";
import { RowRecorder } from "./recorder.ts";
import type { RowTrace, TraceIssue } from "./row-trace.ts";
import { traceOf } from "./trace-of.ts";

export type TraceReply =
  | { readonly ok: true; readonly trace: RowTrace }
  | { readonly ok: false; readonly failure: CheckFailure };

export interface TraceTarget {
  /** The row, by its record number in the converted file (header = 1). */
  readonly lineNumber: number;
  /** What the run said of double references of this row: they are known only after the last row. */
  readonly duplicates?: readonly TraceIssue[];
}

/**
 * What happened to one row: does the run once more and watches it. The run's results are not changed by being watched.
 * Where no rows are merged (combine.csv) only this row and those that decide how columns are read go through the phases,
 * so that it takes little more than the time of reading as far as the row.
 */
export async function traceRow(
  input: CheckInput,
  effects: Effects,
  target: TraceTarget,
): Promise<TraceReply> {
  const { lineNumber } = target;
  let seen: { readonly prepared: PreparedRun; readonly converted: Converted } | undefined;
  let recorder = new RowRecorder({ lineNumber, wholeRun: true });
  const reply = await runResource(
    input,
    effects,
    {
      dropped: (drop) => recorder.sink.dropped(drop),
      columnField: (column, field) => recorder.sink.columnField(column, field),
    },
    (prepared, converted) => {
      seen = { prepared, converted };
      const wholeRun = prepared.tables.configuration.combines.size > 0;
      recorder = new RowRecorder({ lineNumber, wholeRun });
    },
    {
      observe: (name, phase) => recorder.trace.observe?.(name, phase) ?? phase,
      rule: (rule, where, field) => recorder.trace.rule?.(rule, where, field),
      issue: (issue) => recorder.trace.issue?.(issue),
    },
  );
  if (!reply.ok) return reply;
  if (!seen) throw new Error("the run ended without having been prepared");
  const { outcome } = reply.run.result;
  return { ok: true, trace: traceOf(recorder, seen.prepared, seen.converted, { input, target, outcome }) };
}
