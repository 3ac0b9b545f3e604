import type { Entry, Fact, Line } from "../engine/block.ts";
import type { TraceChange } from "./row-trace.ts";

/** What a block was at one moment: phases change blocks in place. */
export interface LineSnapshot {
  readonly kind: "line";
  readonly cells: readonly string[];
}
export interface EntrySnapshot {
  readonly kind: "entry";
  readonly row: ReadonlyMap<string, string>;
  readonly priority: 1 | 2;
}
export interface FactSnapshot {
  readonly kind: "fact";
  readonly fact: Readonly<Fact>;
}
export type Snapshot = LineSnapshot | EntrySnapshot | FactSnapshot;

export function isEntry(block: object): block is Entry {
  return "row" in block;
}
export function isFact(block: object): block is Fact {
  return "referenceEntity" in block;
}
export function isLine(block: object): block is Line {
  return "cells" in block;
}

export function snapshotOf(block: Line | Entry | Fact): Snapshot {
  if (isLine(block)) return { kind: "line", cells: [...block.cells] };
  if (isEntry(block)) return { kind: "entry", row: new Map(block.row), priority: block.priority ?? 1 };
  return { kind: "fact", fact: { ...block } };
}

/** The cells that differ between two records; a record keeps its number of cells. */
export function cellChanges(
  before: LineSnapshot,
  after: LineSnapshot,
  columns: readonly string[],
): TraceChange[] {
  return after.cells.flatMap((cell, position) => {
    const was = before.cells[position] ?? "";
    if (was === cell) return [];
    return [{ field: columns[position] ?? `cell ${position + 1}`, position, before: was, after: cell }];
  });
}

/**
 * The values that differ between two states of an entry, those that are there first, in the row's order.
 * @param sourceOf the column a field was taken from, in the map phase
 */
export function rowChanges(
  before: EntrySnapshot,
  after: EntrySnapshot,
  branch: number,
  sourceOf?: (field: string) => string | undefined,
): TraceChange[] {
  const changes: TraceChange[] = [];
  const at = branch === 0 ? {} : { branch };
  for (const [field, value] of after.row) {
    const was = before.row.get(field);
    if (was === value) continue;
    const from = sourceOf?.(field);
    changes.push({
      field,
      ...at,
      ...(from === undefined ? {} : { from }),
      ...(was === undefined ? {} : { before: was }),
      after: value,
    });
  }
  for (const [field, value] of before.row) {
    if (!after.row.has(field)) changes.push({ field, ...at, before: value });
  }
  if (before.priority !== after.priority)
    changes.push({ field: "priority", part: "priority", ...at, before: "1", after: String(after.priority) });
  return changes;
}

const factParts = [
  ["value", "value"],
  ["fact", "fact"],
  ["prefix", "prefix"],
  ["reference", "reference"],
  ["reference-entity", "referenceEntity"],
] as const;

export function factChanges(before: FactSnapshot, after: FactSnapshot, branch: number): TraceChange[] {
  return factParts.flatMap(([part, key]) => {
    const [was, is] = [before.fact[key], after.fact[key]];
    if (was === is) return [];
    return [{ field: after.fact.field, part, ...(branch === 0 ? {} : { branch }), before: was, after: is }];
  });
}
