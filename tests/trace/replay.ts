import { compareCodePoints } from "../../src/engine/python-text.ts";
import type { RowTrace, TraceChange, TraceFact } from "../../src/trace/row-trace.ts";

interface ReplayedEntry {
  readonly row: Map<string, string>;
  priority: number;
}

/** What comes of a trace's input when only its changes are applied, phase by phase: the facts, if the trace is complete. */
export function replay(trace: RowTrace): TraceFact[] {
  if (trace.entryNumber === undefined) return [];
  const cells = [...trace.cells];
  let entries: ReplayedEntry[] = [];
  let facts: (TraceFact & { branch: number })[] = [];
  for (const step of trace.steps) {
    if (step.phase === "normalise")
      for (const { position, after } of step.changes) cells[position ?? -1] = after ?? "";
    else if (step.phase === "parse") {
      const row = new Map<string, string>();
      for (const [at, column] of trace.columns.entries()) {
        if (at < cells.length) row.set(column, cells[at] ?? "");
      }
      entries = [{ row, priority: 1 }];
    } else if (step.phase === "pivot") facts = entries.flatMap(pivot);
    else if (facts.length > 0) facts = applyToFacts(facts, step.changes);
    else {
      const branches = Math.max(0, ...step.changes.map(({ branch = 0 }) => branch)) + 1;
      if (branches > entries.length && entries[0]) {
        const { row, priority } = entries[0];
        entries = Array.from({ length: branches }, () => ({ row: new Map(row), priority }));
      }
      for (const change of step.changes) applyToEntry(entries[change.branch ?? 0], change);
    }
    if (step.dropped) return [];
  }
  return facts.map(({ branch: _, ...fact }) => fact);
}

function applyToEntry(entry: ReplayedEntry | undefined, { field, part, after }: TraceChange): void {
  if (!entry) throw new Error("a change of an entry that is not there");
  if (part === "priority") entry.priority = Number(after);
  else if (after === undefined) entry.row.delete(field);
  else entry.row.set(field, after);
}

function pivot({ row, priority }: ReplayedEntry, branch: number) {
  const fields = [...row.keys()].filter((field) => field !== "entity").sort(compareCodePoints);
  return fields.map((field) => ({
    branch,
    entity: row.get("entity") ?? "",
    field,
    value: row.get(field) ?? "",
    fact: "",
    priority,
    entryDate: row.get("entry-date") ?? "",
    referenceEntity: "",
  }));
}

const members = { value: "value", fact: "fact", "reference-entity": "referenceEntity" } as const;

function applyToFacts(facts: (TraceFact & { branch: number })[], changes: readonly TraceChange[]) {
  let left = facts;
  for (const { field, part = "value", branch = 0, after } of changes) {
    const isIt = (fact: { field: string; branch: number }) => fact.field === field && fact.branch === branch;
    if (after === undefined) left = left.filter((fact) => !isIt(fact));
    else if (part === "value" || part === "fact" || part === "reference-entity")
      left = left.map((fact) => (isIt(fact) ? { ...fact, [members[part]]: after } : fact));
  }
  return left;
}
