import { earlierMappings } from "../configuration/column-suggestions.ts";
import type { Converted } from "../engine/convert/converted.ts";
import { encodingWarning } from "../engine/convert/encoding-warning.ts";
import type { RunSink } from "../engine/sink.ts";
import { buildReport, type ReportSource } from "../report/build-report.ts";
import type { CheckFailure } from "../report/failure.ts";
import { type Interim, interimOf } from "../report/interim.ts";
import type { Report } from "../report/report.ts";
import { runQueries } from "../report/row-queries.ts";
import type { RunQueries } from "../report/rows.ts";
import { RunRecord } from "../report/run-record.ts";
import type { Effects } from "./effects.ts";
import type { CheckInput } from "./input.ts";
import type { FinishedRun, PreparedRun } from "./run-resource.ts";
import { type TableName, type WriteTable, writeTables } from "./table-writer.ts";

export interface CheckOptions {
  /** Version of this tool, for the report. */
  readonly toolVersion: string;
  /** Told as rows are checked; `fraction` is 0 to 1 of the bytes. */
  readonly progress?: (progress: CheckStep) => void;
  /** Tables to write in the same run. */
  readonly tables?: { readonly wanted: ReadonlySet<TableName>; readonly write: WriteTable };
  /** A further listener, told of facts and issues as they come. */
  readonly also?: Pick<RunSink, "fact" | "issue">;
}

export interface CheckStep {
  readonly phase: "loading" | "reading" | "checking" | "summarising";
  readonly records: number;
  readonly fraction?: number;
  /** What was found so far; made when called, and only while rows are checked. */
  readonly soFar?: () => Interim;
}

export type CheckResult =
  | {
      readonly ok: true;
      readonly report: Report;
      readonly queries: RunQueries;
      readonly record: RunRecord;
      readonly run: FinishedRun;
    }
  | {
      readonly ok: false;
      readonly failure: CheckFailure;
      /** What was found before the check could not go on; all four or none. */
      readonly report?: Report;
      readonly queries?: RunQueries;
      readonly record?: RunRecord;
      readonly run?: FinishedRun;
    };

/**
 * Checks one resource: file to report. The one use case, for the page's worker, the command line and the server.
 *
 * Never rejects for anything that is in the file or its configuration: what cannot be checked is a failure with a code.
 */
export async function check(
  input: CheckInput,
  effects: Effects,
  options: CheckOptions,
): Promise<CheckResult> {
  options.progress?.({ phase: "loading", records: 0 });
  let record: RunRecord | undefined;
  const begun = () => {
    if (!record) throw new Error("the run has not been prepared");
    return record;
  };
  const sink: RunSink = {
    line: (lineNumber, cells) => record?.sink.line(lineNumber, cells),
    entry: (entry) => record?.sink.entry(entry),
    dropped: (drop) => record?.sink.dropped(drop),
    issue: (issue) => {
      record?.sink.issue(issue);
      options.also?.issue?.(issue);
    },
    columnField: (column, field) => record?.sink.columnField(column, field),
    fact: (fact) => {
      record?.sink.fact(fact);
      options.also?.fact?.(fact);
    },
    progress: ({ records, charactersRead }) =>
      options.progress?.({
        phase: "checking",
        records,
        soFar: () => interimOf(begun()),
        // Characters are fewer than bytes outside ASCII: a bar that ends early is better than one that hangs at 99 %.
        ...(input.source.size > 0 ? { fraction: Math.min(1, charactersRead / input.source.size) } : {}),
      }),
  };
  const begin = (prepared: PreparedRun) => {
    const { settings, tables, libraries } = prepared;
    record = new RunRecord({
      run: settings,
      tables,
      mode: input.mode,
      libraries,
      ...(input.boundary === undefined ? {} : { boundary: input.boundary }),
    });
    options.progress?.({ phase: "checking", records: 0, fraction: 0 });
  };
  const { wanted, write } = options.tables ?? { wanted: new Set<TableName>(), write: () => {} };
  options.progress?.({ phase: "reading", records: 0 });
  const reply = await writeTables(input, effects, wanted, write, sink, begin);
  if (!reply.ok) return reply;
  options.progress?.({ phase: "summarising", records: reply.run.result.datasetResource.lineCount });
  const failure = failureOf(reply.run);
  const finished = begun();
  const report = buildReport(finished, {
    ...source(input, reply.run, options),
    ...(failure ? { failure } : {}),
  });
  const found = { report, queries: runQueries(finished), record: finished, run: reply.run };
  return report.failure ? { ok: false, failure: report.failure, ...found } : { ok: true, ...found };
}

function failureOf({ converted, result }: FinishedRun): CheckFailure | undefined {
  const { outcome } = result;
  if (outcome.outcome === "raised") {
    return { code: "pipeline-raises", detail: outcome.exception, raisedIn: outcome.raisedIn };
  }
  if (converted.failure) {
    return { code: "unreadable", reason: converted.failure.reason, detail: converted.failure.exception };
  }
  // The pipeline reads it as CSV and finds nothing wrong; a person must not be told so.
  return converted.misread && { code: "unreadable", reason: converted.misread, detail: "" };
}

function source(input: CheckInput, run: FinishedRun, { toolVersion }: CheckOptions): ReportSource {
  const { specification } = run.tables;
  return {
    name: input.name,
    bytes: input.source.size,
    sha256: run.sha256,
    ...formatOf(run.converted),
    encoding: encodingWarning(input.source, run.converted.charset),
    transformation: run.transformation.name,
    transformationsApart: run.transformation.apart(),
    earlierMappings: earlierMappings(run.configuration.tables.get("column.csv")),
    versions: {
      tool: toolVersion,
      specification: { label: specification.version.date, hash: specification.version.hash },
      configuration: { label: run.configuration.label || "none", hash: run.configuration.hash },
    },
  };
}

function formatOf({ charset, format, mimeType, internalPath }: Converted) {
  return { charset, format, mimeType, internalPath };
}
