import type { CheckInput } from "../check/input.ts";
import type { PreparedRun } from "../check/run-resource.ts";
import type { Rule } from "../configuration/configuration.ts";
import type { Converted } from "../engine/convert/converted.ts";
import type { RunOutcome } from "../engine/settings.ts";
import type { Drop } from "../engine/sink.ts";
import { endingOf } from "./ending.ts";
import { entityAttempts, type KnownRows, referenceRules, wantedKeys } from "./entity-attempts.ts";
import { fieldStories } from "./field-stories.ts";
import { lookupRows } from "./lookup-rows.ts";
import { type PhaseName, phaseNames } from "./phase-words.ts";
import type { RowRecorder, StepRecord } from "./recorder.ts";
import type { RowTrace, RuleUse, TraceChange, TraceFact, TraceIssue, TraceStep } from "./row-trace.ts";
import { ruleUse } from "./rule-use.ts";
import { cellChanges, factChanges, rowChanges } from "./snapshots.ts";
import type { TraceTarget } from "./trace-row.ts";

/** What was run, for which row, and how it ended. */
export interface TracedRun {
  readonly input: CheckInput;
  readonly target: TraceTarget;
  readonly outcome: RunOutcome;
}

/** Puts together what a recorder has seen: one step for each phase, the facts, and how it ended. */
export function traceOf(
  recorder: RowRecorder,
  prepared: PreparedRun,
  converted: Converted,
  { input, target, outcome }: TracedRun,
): RowTrace {
  const { lineNumber, duplicates = [] } = target;
  const { settings, configuration, tables, sha256 } = prepared;
  const columns = recorder.header?.cells ?? [];
  const known = lookupRows(configuration, settings.resource, wantedKeys(recorder, settings));
  const sourceOf = sourcesOf(recorder);
  const steps = phaseNames.map((phase): TraceStep => {
    if (phase === "fetch") return noted(phase, `${input.name}, SHA-256 ${sha256}`);
    if (phase === "convert") return noted(phase, convertNote(converted));
    if (phase === "duplicate-check") {
      const ran = tables.configuration.combines.size === 0 && factsOf(recorder.steps).length > 0;
      return { ...empty(phase, ran), issues: [...duplicates] };
    }
    const record = recordOf(recorder.steps, phase);
    if (!record) return empty(phase, false);
    return stepOf(phase, record, { recorder, prepared, columns, known, sourceOf });
  });
  const facts = factsOf(recorder.steps);
  const cells = cellsOf(recorder);
  const ending = endingOf(recorder, steps, facts, settings.lookupsEnabled, outcome);
  return {
    schema: "planning-data-check/trace",
    schemaVersion: 1,
    run: {
      resource: settings.resource,
      sha256,
      dataset: settings.dataset,
      mode: input.mode,
      organisations: [...settings.organisations],
      endpoints: [...settings.endpoints],
      configuration: configuration.hash,
      specification: tables.specification.version.hash,
    },
    lineNumber,
    ...(recorder.entryNumber === undefined ? {} : { entryNumber: recorder.entryNumber }),
    columns: [...columns],
    cells,
    reference: referenceOf(recorder),
    entities: entitiesOf(recorder),
    ending,
    steps,
    fields: fieldStories({ recorder, prepared, steps, facts, columns, cells }),
    facts,
  };
}

interface Surroundings {
  readonly recorder: RowRecorder;
  readonly prepared: PreparedRun;
  readonly columns: readonly string[];
  readonly known: KnownRows;
  readonly sourceOf: (field: string) => string | undefined;
}

/** The pipeline calls both filters `filter`: the first that was made is the one on columns. */
function recordOf(steps: readonly StepRecord[], phase: PhaseName): StepRecord | undefined {
  if (phase === "filter-fields") return steps.filter(({ name }) => name === "filter")[1];
  return steps.find(({ name }) => name === phase);
}

function stepOf(phase: PhaseName, record: StepRecord, surroundings: Surroundings): TraceStep {
  const { prepared, known, columns, recorder } = surroundings;
  const { configuration, settings } = prepared;
  const rules = record.rules.map(({ rule, field }) => ruleUse(configuration, rule, field));
  const lookups =
    phase === "entity-lookup" ? entityAttempts(record, recorder.entryNumber, settings, known) : [];
  const answering = lookups.filter(({ line }) => line > 0).map(({ line }) => line);
  for (const line of new Set(answering)) {
    rules.unshift(ruleUse(configuration, { file: "lookup.csv", line }, "entity"));
  }
  if (phase === "fact-lookup") rules.push(...referenceRules(record, configuration, known));
  const note = noteOf(phase, record, columns);
  return {
    phase,
    ran: record.entered,
    changes: changesOf(phase, record, surroundings),
    rules: withoutRepeats(rules),
    issues: record.issues.map(plainIssue),
    ...(lookups.length > 0 ? { lookups } : {}),
    ...(record.merged.length > 0 ? { merged: record.merged } : {}),
    ...(note === undefined ? {} : { note }),
    ...(record.dropped ? { dropped: droppedOf(phase, record.dropped, prepared) } : {}),
  };
}

function changesOf(
  phase: PhaseName,
  record: StepRecord,
  { columns, sourceOf, recorder }: Surroundings,
): TraceChange[] {
  const changes = record.pairs.flatMap(({ before, after, branch }): TraceChange[] => {
    if (before.kind === "line" && after.kind === "line") return cellChanges(before, after, columns);
    if (before.kind === "entry" && after.kind === "entry")
      return rowChanges(before, after, branch, phase === "map" ? sourceOf : undefined);
    if (before.kind === "fact" && after.kind === "fact") return factChanges(before, after, branch);
    return [];
  });
  if (phase !== "fact-prune") return changes;
  for (const [block, snapshot] of record.held) {
    if (snapshot.kind !== "fact") continue;
    const branch = recorder.branchOf(block);
    const { field, value } = snapshot.fact;
    changes.push({ field, part: "value", ...(branch === 0 ? {} : { branch }), before: value });
  }
  return changes;
}

/** The column each field was taken from: of several the last. */
function sourcesOf({ mapped }: RowRecorder): (field: string) => string | undefined {
  const sources = new Map(mapped.map(([column, field]) => [field, column]));
  return (field) => sources.get(field);
}

function noteOf(phase: PhaseName, record: StepRecord, columns: readonly string[]): string | undefined {
  if (phase !== "parse") return undefined;
  const [pair] = record.pairs;
  if (pair?.before.kind !== "line") return undefined;
  const { cells } = pair.before;
  const beyond = cells.slice(columns.length).filter((cell) => cell !== "").length;
  const missing = columns.length - cells.length;
  const notes = [
    beyond > 0 ? `${beyond} filled cells beyond the header are lost.` : "",
    missing > 0 ? `The record is ${missing} cells short: the last columns are not there.` : "",
    new Set(columns).size < columns.length ? "Two columns have the same name: the last cell counts." : "",
  ];
  return notes.filter((text) => text !== "").join(" ") || undefined;
}

function convertNote({ format, charset, writesConverted }: Converted): string {
  const read = charset === "" ? "" : `, read as ${charset}`;
  return writesConverted ? `${format}${read}, converted to CSV` : `${format}${read}; no conversion needed`;
}

function droppedOf(phase: PhaseName, { reason, detail = "" }: Drop, prepared: PreparedRun) {
  const rule = droppingRule(phase, detail, prepared);
  return {
    reason,
    detail,
    ...(rule ? { rule: ruleUse(prepared.configuration, rule, phase === "normalise" ? "" : detail) } : {}),
  };
}

function droppingRule(phase: PhaseName, detail: string, { tables }: PreparedRun): Rule | undefined {
  const { skips, filtersBeforeMap, filters } = tables.configuration;
  if (phase === "normalise") return skips.find(({ pattern }) => pattern === detail);
  if (phase === "filter") return filtersBeforeMap.get(detail);
  if (phase === "filter-fields") return filters.get(detail);
  return undefined;
}

function plainIssue({ issueType, field, value, message }: TraceIssue): TraceIssue {
  return { issueType, field, value, message };
}

/** A rule of the map phase is told for every row; two lookups of one row may use the same. */
function withoutRepeats(rules: readonly RuleUse[]): RuleUse[] {
  const seen = new Set<string>();
  return rules.filter(({ file, line, field }) => {
    const key = `${file}|${line}|${field}`;
    return !seen.has(key) && seen.add(key);
  });
}

function empty(phase: PhaseName, ran: boolean): TraceStep {
  return { phase, ran, changes: [], rules: [], issues: [] };
}

function noted(phase: PhaseName, note: string): TraceStep {
  return { ...empty(phase, true), note };
}

function cellsOf({ steps }: RowRecorder): string[] {
  const record = recordOf(steps, "normalise");
  const snapshot = record?.pairs[0]?.before ?? [...(record?.held.values() ?? [])][0];
  return snapshot?.kind === "line" ? [...snapshot.cells] : [];
}

function referenceOf({ steps }: RowRecorder): string {
  for (const { pairs, held } of [...steps].reverse()) {
    for (const snapshot of [...pairs.map(({ after }) => after), ...held.values()]) {
      if (snapshot.kind !== "entry") continue;
      const reference = snapshot.row.get("reference");
      if (reference !== undefined) return reference;
    }
  }
  return "";
}

function entitiesOf({ steps }: RowRecorder): string[] {
  const last = recordOf(steps, "pivot");
  const entities = (last?.pairs ?? []).flatMap(({ after }) =>
    after.kind === "fact" && after.fact.entity !== "" ? [after.fact.entity] : [],
  );
  return [...new Set(entities)];
}

function factsOf(steps: readonly StepRecord[]): TraceFact[] {
  return (recordOf(steps, "fact-prune")?.pairs ?? []).flatMap(({ after }) => {
    if (after.kind !== "fact") return [];
    const { entity, field, value, fact, priority, entryDate, referenceEntity } = after.fact;
    return [{ entity, field, value, fact, priority, entryDate, referenceEntity }];
  });
}
