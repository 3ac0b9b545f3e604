import type { Mode } from "../report/mode.ts";
import { compareTraces, type TraceDifferences } from "../trace/compare-traces.ts";
import { type RowAnswer, rowAnswers } from "../trace/row-answers.ts";
import type { RowTrace } from "../trace/row-trace.ts";
import type { OpenRun } from "./open-run.ts";
import { traceInMode, traceOfRun } from "./trace-run.ts";

/** A row's trace with the answers to what people ask about it. */
export interface RowAccount {
  readonly trace: RowTrace;
  /** Why it is or is not on the platform. */
  readonly answers: readonly RowAnswer[];
}

/** The account of one row of an open run; `undefined` when it could not be run again. */
export async function rowAccount(open: OpenRun, lineNumber: number): Promise<RowAccount | undefined> {
  const reply = await traceOfRun(open, lineNumber);
  if (!reply.ok) return undefined;
  const { trace } = reply;
  const { records } = open.record;
  const others = trace.entities.flatMap((entity) => open.entities.entriesOf(entity));
  const sameEntity = [...new Set(others.map((entry) => records.lineOf(entry)))].filter(
    (line) => line !== lineNumber,
  );
  const { oldResource } = open.file.configuration;
  const notReached = open.record.lossOf(lineNumber)?.reason === "not-reached";
  return {
    trace,
    answers: rowAnswers(trace, { sameEntity, notReached, ...(oldResource ? { oldResource } : {}) }),
  };
}

/** What the live check and the nightly run make of a row, and in what they differ. */
export interface ModeComparison {
  readonly live: RowTrace;
  readonly nightly: RowTrace;
  readonly differences: TraceDifferences;
}

export async function compareModes(open: OpenRun, lineNumber: number): Promise<ModeComparison | undefined> {
  const modes: Mode[] = ["check", "pipeline"];
  const [live, nightly] = await Promise.all(modes.map((mode) => traceInMode(open, lineNumber, mode)));
  if (!live?.ok || !nightly?.ok) return undefined;
  return {
    live: live.trace,
    nightly: nightly.trace,
    differences: compareTraces(live.trace, nightly.trace),
  };
}
