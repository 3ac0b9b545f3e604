import { normaliseColumn } from "../configuration/column.ts";
import type { PhaseName } from "./phase-words.ts";
import type { RuleUse, TraceChange } from "./row-trace.ts";

/** The changes worth telling: a column that became a field has not also gone. */
export function toldChanges(phase: PhaseName, changes: readonly TraceChange[]): readonly TraceChange[] {
  if (phase !== "map") return changes;
  const taken = new Set(changes.map(({ from }) => from));
  return changes.filter(({ field, after }) => after !== undefined || !taken.has(field));
}

/** The rules of a step that acted on what changed. */
export function rulesOf({ field, from }: TraceChange, rules: readonly RuleUse[]): RuleUse[] {
  const column = normaliseColumn(from ?? field);
  return rules.filter((rule) => {
    if (rule.field !== "IGNORE") return rule.field === field;
    return normaliseColumn(rule.cells.column ?? rule.cells.pattern ?? "") === column;
  });
}
