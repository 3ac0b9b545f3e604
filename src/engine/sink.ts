import type { Issue } from "../issues/issue.ts";
import type { Entry, Fact } from "./block.ts";

/**
 * Where a run's results go, as they come. Every member is optional; what nobody listens to is not made.
 * The worker keeps only what a page needs.
 */
export interface RunSink {
  /** converted.csv, decoded, in chunks; only for resources the pipeline converts. */
  converted?(text: string): void;
  /** Each record as read (header first), before any phase: the publisher's own row. */
  line?(lineNumber: number, cells: readonly string[]): void;
  /** A record that did not become an entry, or an entry that did not become facts, and why. */
  dropped?(drop: Drop): void;
  /** An entry right after parse: line and entry number known, columns as published. Its row changes after the call. */
  entry?(entry: Entry): void;
  /** A row as harmonised.csv has it; it changes after the call. Asking for it does not change the order of issues. */
  harmonised?(entry: Entry): void;
  issue?(issue: Issue): void;
  columnField?(column: string, field: string): void;
  fact?(fact: Fact): void;
  /** Called now and then with records and characters read so far. */
  progress?(progress: RunProgress): void;
}

export interface RunProgress {
  readonly records: number;
  /** Characters of the converted text read so far; the caller knows how many to expect. */
  readonly charactersRead: number;
}

/** Why a record or entry went no further (features g5: rows in = kept + dropped, each with a reason). */
export type DropReason =
  | "blank-record"
  | "skip-pattern"
  | "filter"
  | "no-entity"
  | "retired-entity"
  | "no-facts";

export interface Drop {
  readonly reason: DropReason;
  readonly lineNumber: number;
  /** Absent when the record was dropped before entries are numbered. */
  readonly entryNumber?: number;
  /** The pattern or field that did it, for people. */
  readonly detail?: string;
}

/** Where phases say what they dropped. */
export type DropLog = (drop: Drop) => void;
