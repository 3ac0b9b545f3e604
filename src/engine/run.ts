import type { Issue } from "../issues/issue.ts";
import type { Entry, Line } from "./block.ts";
import type { Converted } from "./convert/converted.ts";
import { csvRecords } from "./convert/csv.ts";
import { hasInvalidBytes } from "./convert/utf8.ts";
import { type DuplicateReference, duplicateCheck } from "./duplicates.ts";
import { type EntityIssueLog, entityIssueLog, issueLog } from "./issue-log.ts";
import { checkPipeline, nightlyPipeline, type RunLogs, runPhases, runPipeline } from "./pipeline.ts";
import { PipelineError } from "./pipeline-error.ts";
import type { DatasetResource, RunLibraries, RunOutcome, RunSettings, RunTables } from "./settings.ts";
import type { RunSink } from "./sink.ts";
import type { RunTrace } from "./trace.ts";

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly datasetResource: DatasetResource;
}

/** How many records between two reports of progress. */
const recordsPerProgress = 500;

/**
 * Runs a converted resource through the pipeline. Synchronous; results go to the sink as they come.
 *
 * Where the pipeline itself would stop with an exception the outcome is `raised`: what the sink was given until then
 * stays, though the pipeline saves no logs. Every record is either the header, part of a row that became facts, or
 * reported to `sink.dropped`.
 *
 * Source: digital_land/pipeline/main.py, Pipeline.transform
 */
export function run(
  converted: Converted,
  settings: RunSettings,
  tables: RunTables,
  libraries: RunLibraries,
  sink: RunSink,
  trace: RunTrace = {},
): RunResult {
  const counts = { records: 0, entries: 0, entities: new Set<string>() };
  const issue = (found: Issue) => sink.issue?.(found);
  const log = settings.lookupsEnabled ? entityIssueLog(issue) : unresolvedIssueLog(issue);
  const issues = trace.issue ? toldAtOnce(log, trace.issue) : log;
  const text = convertedText(converted, sink);
  const logs: RunLogs = {
    issues,
    columnFields: (column, field) => sink.columnField?.(column, field),
    dropped: (drop) => sink.dropped?.(drop),
    entriesCounted: (entries) => {
      counts.entries = entries;
    },
    ...(sink.entry ? { parsed: (entry: Entry) => sink.entry?.(entry) } : {}),
    ...(sink.harmonised ? { harmonised: (entry: Entry) => sink.harmonised?.(entry) } : {}),
  };

  const outcome = ending(converted, () => {
    const phases = runPhases(settings, tables, libraries, logs, trace);
    const pipeline = settings.lookupsEnabled ? nightlyPipeline(phases) : checkPipeline(phases);
    // As the pipeline: a dataset with anything to combine is not checked for double references.
    const references =
      tables.configuration.combines.size === 0
        ? duplicateCheck(settings.lookupsEnabled ? "nan" : "")
        : undefined;
    for (const fact of runPipeline(
      pipeline,
      numberedRecords(text.chunks, converted.writesConverted, counts, sink),
      trace,
    )) {
      if (fact.entity !== "") counts.entities.add(fact.entity);
      references?.add(fact);
      sink.fact?.(fact);
    }
    issues.flush();
    for (const duplicate of references?.duplicates() ?? []) issue(duplicateIssue(duplicate));
  });
  text.finish();

  return {
    outcome,
    datasetResource: {
      entityCount: counts.entities.size,
      entryCount: counts.entries,
      lineCount: counts.records,
      mimeType: converted.mimeType,
      internalPath: converted.internalPath,
      internalMimeType: converted.internalMimeType,
    },
  };
}

function ending(converted: Converted, go: () => void): RunOutcome {
  try {
    go();
  } catch (error) {
    // Anything else is a bug of ours, and not to be taken for an answer.
    if (!(error instanceof PipelineError)) throw error;
    return { outcome: "raised", exception: `${error.exception}: ${error.message}`, raisedIn: error.raisedIn };
  }
  if (converted.failure) return { outcome: "unreadable", exception: converted.failure.exception };
  return { outcome: "transformed" };
}

/** A log for runs that look up no entities: issues leave at once, without one. */
function unresolvedIssueLog(sink: (issue: Issue) => void): EntityIssueLog {
  return { add: issueLog(sink).add, foundEntity: () => {}, flush: () => {} };
}

/** The same log, whose issues are also told while their phase is at work. */
function toldAtOnce(log: EntityIssueLog, tell: (issue: Issue) => void): EntityIssueLog {
  const told = issueLog(tell);
  return {
    foundEntity: log.foundEntity,
    flush: log.flush,
    add(where, field, issueType, value, message) {
      told.add(where, field, issueType, value, message);
      log.add(where, field, issueType, value, message);
    },
  };
}

/** As the pipeline: the line is taken to be the one after the entry's number, also where lines were left out. */
function duplicateIssue({ entryNumber, value, entity }: DuplicateReference): Issue {
  return {
    issueType: "reference values are not unique",
    field: "reference",
    value,
    message: "Reference must be unique in resource",
    lineNumber: entryNumber + 1,
    entryNumber,
    entity,
  };
}

/**
 * The text that is read, shown to the sink as it goes by when the pipeline would write it to converted.csv. `finish`
 * shows the rest of it: the pipeline has written all of it before it reads a line.
 */
function convertedText(
  converted: Converted,
  sink: RunSink,
): { chunks: Iterable<string>; finish: () => void } {
  if (converted.failure) return { chunks: [], finish: () => {} };
  if (!converted.writesConverted || !sink.converted) return { chunks: converted.text, finish: () => {} };
  const chunks = shown(converted.text, sink);
  return {
    chunks,
    finish() {
      for (const _ of chunks);
    },
  };
}

function shown(text: Iterable<string>, sink: RunSink): Iterable<string> {
  const iterator = text[Symbol.iterator]();
  // Without `return`, so that a reader that stops early does not end it.
  const chunks: IterableIterator<string> = {
    next() {
      const step = iterator.next();
      if (!step.done) sink.converted?.(step.value);
      return step;
    },
    [Symbol.iterator]: () => chunks,
  };
  return chunks;
}

function* numberedRecords(
  text: Iterable<string>,
  isConverted: boolean,
  counts: { records: number },
  sink: RunSink,
): Generator<Line, void, undefined> {
  let characters = 0;
  for (const cells of csvRecords(counted(text))) {
    counts.records += 1;
    sink.line?.(counts.records, cells);
    if (counts.records % recordsPerProgress === 0) tellProgress();
    yield { lineNumber: counts.records, cells };
  }
  tellProgress();

  function tellProgress(): void {
    sink.progress?.({ records: counts.records, charactersRead: characters });
  }

  function* counted(chunks: Iterable<string>): Generator<string, void, undefined> {
    for (const chunk of chunks) {
      if (isConverted && hasInvalidBytes(chunk)) {
        throw new PipelineError("UnicodeDecodeError", "load._reader", "what ogr2ogr wrote is not UTF-8");
      }
      characters += chunk.length;
      yield chunk;
    }
  }
}
