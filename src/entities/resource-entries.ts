import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { runResource } from "../check/run-resource.ts";
import { configurationFiles } from "../configuration/read.ts";
import type { Entry, Phase } from "../engine/block.ts";
import type { CheckFailure } from "../report/failure.ts";

/** One entry of a resource, as it leaves the entity lookup. */
export interface ResourceEntry {
  /** Record number in the file, header = 1. */
  readonly lineNumber: number;
  readonly entryNumber: number;
  readonly prefix: string;
  readonly organisation: string;
  readonly reference: string;
  /** The number the lookups give it, before any redirection; `""` for none. */
  readonly entity: string;
  /** Field to value as it would be published; blank values absent. */
  readonly fields: ReadonlyMap<string, string>;
}

export type EntriesReply =
  | {
      readonly ok: true;
      readonly entries: readonly ResourceEntry[];
      /** Entries with an address the platform cannot read: the nightly assignment stops for them. */
      readonly invalidUris: number;
      readonly resource: string;
      /** transformed.csv is not made; this is how the run ended when it did not end well. */
      readonly failure: string | undefined;
    }
  | { readonly ok: false; readonly failure: CheckFailure };

/**
 * Runs a resource as the nightly pipeline does and keeps every entry with the number it has, or has not. Redirections are
 * left aside: both numbers are shown (entity-table.ts).
 *
 * @param input in mode `pipeline`, with configuration and lookups
 */
export async function resourceEntries(input: CheckInput, effects: Effects): Promise<EntriesReply> {
  const files = new Set(
    [...(input.configurationFiles ?? configurationFiles)].filter((file) => file !== "old-entity.csv"),
  );
  const seen: ResourceEntry[] = [];
  const facts = new Map<number, Map<string, string>>();
  let invalidUris = 0;
  // Of a resource of several organisations an entry that none of them knows does not leave the lookup at all.
  const several = (input.organisations?.length ?? 0) > 1;
  const waiting = new Map<number, ResourceEntry>();
  const enter = (entry: Entry) => {
    if (several) waiting.set(entry.entryNumber, entryOf(entry));
  };
  const leave = (entry: Entry) => {
    waiting.delete(entry.entryNumber);
    seen.push(entryOf(entry));
  };
  const reply = await runResource(
    { ...input, mode: "pipeline", configurationFiles: files },
    effects,
    {
      fact: ({ entryNumber, field, value }) => {
        const known = facts.get(entryNumber);
        if (known) known.set(field, value);
        else facts.set(entryNumber, new Map([[field, value]]));
      },
      issue: ({ issueType }) => {
        if (issueType.toLowerCase() === "invalid uri") invalidUris += 1;
      },
    },
    undefined,
    { observe: (name, phase) => (name === "entity-lookup" ? watched(phase, enter, leave) : phase) },
  );
  if (!reply.ok) return reply;
  const { outcome } = reply.run.result;
  return {
    ok: true,
    entries: [...seen, ...waiting.values()]
      .sort(byEntry)
      .map((entry) => withFacts(entry, facts.get(entry.entryNumber))),
    invalidUris,
    resource: reply.run.settings.resource,
    failure: outcome.outcome === "transformed" ? undefined : outcome.exception,
  };
}

/** What is published counts; an entry without a number has no facts, and is seen as it would be. */
function withFacts(entry: ResourceEntry, facts: ReadonlyMap<string, string> | undefined): ResourceEntry {
  if (!facts) return entry;
  return { ...entry, fields: new Map([...facts].filter(([, value]) => value !== "")) };
}

function entryOf({ row, lineNumber, entryNumber }: Entry): ResourceEntry {
  const cell = (field: string) => row.get(field) ?? "";
  return {
    lineNumber,
    entryNumber,
    prefix: cell("prefix"),
    organisation: cell("organisation"),
    reference: cell("reference"),
    entity: cell("entity"),
    // The row changes after this.
    fields: new Map([...row].filter(([, value]) => value !== "")),
  };
}

function byEntry(a: ResourceEntry, b: ResourceEntry): number {
  return a.entryNumber - b.entryNumber;
}

function watched<In, Out>(
  phase: Phase<In, Out>,
  enter: (entry: Entry) => void,
  leave: (entry: Entry) => void,
): Phase<In, Out> {
  return function* (stream) {
    // The phase named entity-lookup takes and gives entries.
    for (const block of phase(told(stream, enter))) {
      if (isEntry(block)) leave(block);
      yield block;
    }
  };
}

function* told<Block>(stream: Iterable<Block>, enter: (entry: Entry) => void): Iterable<Block> {
  for (const block of stream) {
    if (isEntry(block)) enter(block);
    yield block;
  }
}

function isEntry(block: unknown): block is Entry {
  return typeof block === "object" && block !== null && "row" in block && "entryNumber" in block;
}
