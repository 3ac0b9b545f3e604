import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { type RunReply, runResource } from "../check/run-resource.ts";
import { type WriteTable, writeTables } from "../check/table-writer.ts";
import type { ConfigurationFile } from "../configuration/configuration.ts";
import type { Entry, Phase } from "../engine/block.ts";
import type { RunSink } from "../engine/sink.ts";
import type { Issue } from "../issues/issue.ts";
import type { NumberRange, UnassignedReference } from "../repository/assign.ts";
import type { Specification } from "../specification/specification.ts";

/** What a run of the pipeline over one resource gave, as far as adding data asks. */
export interface FactsRun {
  readonly issues: readonly Issue[];
  /** transformed.csv. */
  readonly transformed: string;
  /** Entities of the facts, in first-seen order. */
  readonly entities: ReadonlySet<string>;
  /** Fields that a column was mapped to. */
  readonly fields: ReadonlySet<string>;
  /** Why the run did not end as it should; `undefined` when it did. */
  readonly failure: string | undefined;
}

/** Runs a resource and keeps its issues, facts and entities. */
export async function runForFacts(input: CheckInput, effects: Effects): Promise<FactsRun> {
  const issues: Issue[] = [];
  const entities = new Set<string>();
  const fields = new Set<string>();
  const pieces: string[] = [];
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const write: WriteTable = (_, piece: string | Uint8Array) => {
    pieces.push(typeof piece === "string" ? piece : decoder.decode(piece, { stream: true }));
  };
  const reply = await writeTables(input, effects, new Set(["transformed.csv"]), write, {
    issue: (issue) => issues.push(issue),
    fact: ({ entity }) => entity !== "" && entities.add(entity),
    columnField: (_, field) => fields.add(field),
  });
  return { issues, transformed: pieces.join(""), entities, fields, failure: failureOf(reply) };
}

function failureOf(reply: Awaited<ReturnType<typeof writeTables>>): string | undefined {
  if (!reply.ok) return "detail" in reply.failure ? reply.failure.detail : reply.failure.code;
  const { outcome } = reply.run.result;
  return outcome.outcome === "transformed" ? undefined : outcome.exception;
}

/** Whether a run found an entry without an entity number. */
export function hasUnknownEntities({ issues }: FactsRun): boolean {
  return issues.some(({ issueType }) => issueType.startsWith("unknown entity"));
}

/** What one run tells of references and numbers. */
export interface ReferencesRun {
  /** Without an entity number, in the order of the resource. */
  readonly references: readonly UnassignedReference[];
  /** Entries without any reference: they can never get a number. */
  readonly withoutReference: number;
  /** Fields that a column was mapped to. */
  readonly fields: ReadonlySet<string>;
  /** The header as published. */
  readonly columns: readonly string[];
  readonly records: number;
  readonly reply: RunReply;
}

/**
 * Entries that the lookup table alone gives no entity, in the order of the resource: rules and redirects are not asked,
 * as in the reference. The entries are seen as they leave the lookup phase.
 */
export async function unassignedReferences(
  input: CheckInput,
  effects: Effects,
): Promise<readonly UnassignedReference[]> {
  return (await referencesRun(input, effects)).references;
}

/** The same, with what a person must be told of the data. */
export async function referencesRun(input: CheckInput, effects: Effects): Promise<ReferencesRun> {
  const references: UnassignedReference[] = [];
  const fields = new Set<string>();
  let columns: readonly string[] | undefined;
  let withoutReference = 0;
  let records = 0;
  const look = (entry: Entry) => {
    const field = (name: string) => entry.row.get(name) ?? "";
    if (field("reference") === "") withoutReference += 1;
    if (field("entity") !== "") return;
    const [prefix, organisation, reference] = [field("prefix"), field("organisation"), field("reference")];
    if (prefix !== "" && organisation !== "" && reference !== "")
      references.push({ prefix, organisation, reference });
  };
  const notAsked: readonly ConfigurationFile[] = ["old-entity.csv", "lookup-rule.csv"];
  const files = new Set([...(input.configurationFiles ?? [])].filter((file) => !notAsked.includes(file)));
  const sink: RunSink = {
    line: (_, cells) => {
      if (columns) records += 1;
      else columns = cells;
    },
    columnField: (_, field) => fields.add(field),
  };
  const reply = await runResource({ ...input, configurationFiles: files }, effects, sink, undefined, {
    observe: (name, phase) => (name === "entity-lookup" ? seen(phase, look) : phase),
  });
  return { references, withoutReference, fields, columns: columns ?? [], records, reply };
}

function seen<In, Out>(phase: Phase<In, Out>, look: (entry: Entry) => void): Phase<In, Out> {
  return function* (stream) {
    for (const block of phase(stream)) {
      // The phase named entity-lookup gives entries.
      if (isEntry(block)) look(block);
      yield block;
    }
  };
}

function isEntry(block: unknown): block is Entry {
  return typeof block === "object" && block !== null && "row" in block && "entryNumber" in block;
}

/** The range of entity numbers of a dataset. */
export function numberRange(specification: Specification, dataset: string): NumberRange {
  const row = specification.datasets.get(dataset);
  return {
    dataset,
    prefix: row?.prefix || dataset,
    entityMinimum: BigInt(row?.entityMinimum || "0"),
    entityMaximum: BigInt(row?.entityMaximum || "0"),
  };
}
