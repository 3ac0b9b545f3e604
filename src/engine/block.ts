import type { Row } from "./row.ts";

/**
 * The types a row goes through, from file to facts. Plain data; phases are functions over streams of them.
 */

/** One CSV record after convert. `lineNumber` counts records from 1 (the header), not physical lines. */
export interface Line {
  readonly lineNumber: number;
  readonly cells: readonly string[];
}

/** Where an entry came from. `entryNumber` counts data rows from 1; `lineNumber` counts records, header = 1. */
export interface Provenance {
  readonly lineNumber: number;
  readonly entryNumber: number;
}

/**
 * One row of data. Before the map phase the row is keyed by column, after it by field.
 * `organisation` is set by the organisation phase, `priority` by the priority phase.
 */
export interface Entry extends Provenance {
  row: Row;
  organisation?: string;
  priority?: 1 | 2;
  /** The entity the lookup found, when it has been retired (410) and the entry is lost for it. */
  retiredEntity?: string;
}

/** One field's value of one entry, after pivot. Missing values are `""`. */
export interface Fact extends Provenance {
  /** SHA-256 hex of `entity:field:value`; `""` when there is no entity. */
  fact: string;
  entity: string;
  field: string;
  value: string;
  priority: 1 | 2;
  entryDate: string;
  /** The entity the value refers to, when the field is a reference to another dataset. */
  referenceEntity: string;
  /** CURIE parts for reference-like fields, set by the fact reference phase. */
  prefix: string;
  reference: string;
  /** The organisation of the entry, for looking up references. */
  organisation: string;
}

/** A phase: one stream in, one stream out, pulled one block at a time so that issues keep the pipeline's order. */
export type Phase<In, Out> = (stream: Iterable<In>) => Iterable<Out>;
