import type { FinishedRun } from "../check/run-resource.ts";
import type { Configuration, Rule } from "../configuration/configuration.ts";
import type { Entry, Fact, Phase, Provenance } from "../engine/block.ts";
import type { Row } from "../engine/row.ts";
import type { Drop, RunSink } from "../engine/sink.ts";
import type { RunTrace } from "../engine/trace.ts";
import type { Issue } from "../issues/issue.ts";

/** A row of data at the places of a run where configuration can act on it. Rows are copies, or never change again. */
export interface ObservedEntry extends Provenance {
  /** Keyed by column, as published (after normalise). */
  readonly published: Row;
  /** After concat: what columns are mapped from. */
  joined?: Row;
  /** Keyed by field, before patch. */
  mapped?: Row;
  /** After patch, before harmonise. */
  patched?: Row;
  /** After harmonise. */
  harmonised?: Row;
  /** After the entity was looked up; in runs without lookups after the prefix was set. Of several, the last. */
  found?: Row;
}

/** A configuration row that acted, and where. */
export interface RuleUse {
  readonly rule: Rule;
  /** Entries it acted on, each once, in order. */
  readonly entries: ReadonlySet<number>;
}

/** What a run did, kept whole: for finding causes, proposing rows and comparing. Not for files of millions of rows. */
export interface ObservedRun {
  readonly run: FinishedRun;
  readonly configuration: Configuration;
  readonly header: { readonly lineNumber: number; readonly columns: readonly string[] } | undefined;
  /** Every record as read, by line number - 1. */
  readonly lines: readonly (readonly string[])[];
  readonly entries: ReadonlyMap<number, ObservedEntry>;
  readonly drops: readonly Drop[];
  readonly issues: readonly Issue[];
  readonly facts: readonly Fact[];
  readonly columnFields: readonly { readonly column: string; readonly field: string }[];
  /** By `file:line`. */
  readonly uses: ReadonlyMap<string, RuleUse>;
  /** The configuration rows that acted on an entry and field, in order. */
  rulesAt(entryNumber: number, field: string): readonly Rule[];
}

/** Listens to one run; hand `sink` and `trace` to `runResource`, then ask for what was seen. */
export class RunObserver {
  readonly #lines: (readonly string[])[] = [];
  readonly #entries = new Map<number, ObservedEntry>();
  readonly #drops: Drop[] = [];
  readonly #issues: Issue[] = [];
  readonly #facts: Fact[] = [];
  readonly #columnFields: { column: string; field: string }[] = [];
  readonly #uses = new Map<string, { rule: Rule; entries: Set<number> }>();
  readonly #rulesOf = new Map<number, Map<string, Rule[]>>();

  readonly sink: RunSink = {
    line: (_lineNumber, cells) => this.#lines.push(cells),
    entry: ({ lineNumber, entryNumber, row }) =>
      this.#entries.set(entryNumber, { lineNumber, entryNumber, published: row.copy() }),
    dropped: (drop) => this.#drops.push(drop),
    issue: (issue) => this.#issues.push(issue),
    columnField: (column, field) => this.#columnFields.push({ column, field }),
    fact: (fact) => this.#facts.push({ ...fact }),
  };

  readonly trace: RunTrace = {
    rule: (rule, { entryNumber }, field) => this.#use(rule, entryNumber, field),
    observe: (name, phase) => this.#watch(name, phase),
  };

  finish(run: FinishedRun): ObservedRun {
    const dropped = new Set(this.#drops.flatMap((drop) => (drop.entryNumber ? [] : [drop.lineNumber])));
    const at = this.#lines.findIndex((_, place) => !dropped.has(place + 1));
    const header = this.#lines[at];
    return {
      run,
      configuration: run.configuration,
      header: header && { lineNumber: at + 1, columns: header.map((cell) => cell.trim()) },
      lines: this.#lines,
      entries: this.#entries,
      drops: this.#drops,
      issues: this.#issues,
      facts: this.#facts,
      columnFields: this.#columnFields,
      uses: this.#uses,
      rulesAt: (entryNumber, field) => this.#rulesOf.get(entryNumber)?.get(field) ?? [],
    };
  }

  #use(rule: Rule, entryNumber: number, field: string): void {
    const key = ruleKey(rule);
    const use = this.#uses.get(key);
    if (use) use.entries.add(entryNumber);
    else this.#uses.set(key, { rule, entries: new Set([entryNumber]) });
    let fields = this.#rulesOf.get(entryNumber);
    if (!fields) {
      fields = new Map();
      this.#rulesOf.set(entryNumber, fields);
    }
    const rules = fields.get(field);
    if (rules) rules.push(rule);
    else fields.set(field, [rule]);
  }

  /** Phases are generics over what passes; only those that pass entries are looked into. */
  #watch<In, Out>(name: string, phase: Phase<In, Out>): Phase<In, Out> {
    const place = places.get(name);
    if (place === undefined) return phase;
    const entries = this.#entries;
    return function* observed(stream) {
      for (const block of phase(stream)) {
        const entry = isEntry(block) ? entries.get(block.entryNumber) : undefined;
        if (entry && isEntry(block)) entry[place] = block.row.copy();
        yield block;
      }
    };
  }
}

/** The names of phases to what an entry is called behind them. `entity-lookup` comes after `entity-prefix`. */
const places: ReadonlyMap<string, "joined" | "mapped" | "patched" | "harmonised" | "found"> = new Map([
  ["concat", "joined"],
  ["map", "mapped"],
  ["patch", "patched"],
  ["harmonise", "harmonised"],
  ["entity-prefix", "found"],
  ["entity-lookup", "found"],
]);

function isEntry(block: unknown): block is Entry {
  return typeof block === "object" && block !== null && "row" in block && "entryNumber" in block;
}

export function ruleKey({ file, line }: Rule): string {
  return `${file}:${line}`;
}
