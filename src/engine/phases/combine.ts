import type { CombineRule } from "../../configuration/configuration.ts";
import type { Fact, Phase } from "../block.ts";
import type { IssueLog } from "../issue-log.ts";
import { compareCodePoints } from "../python-text.ts";
import type { RuleLog } from "../trace.ts";

/**
 * Merges the values that several entries give one field of one entity, for the fields in `combine.csv`.
 *
 * In:   facts.
 * Out:  other facts at once; those of the fields to combine after the last entry, each with the combined value:
 *       the different values in order, joined by the separator, or for `geometry` their union.
 * Logs: `combined-value` for each fact that was held, with the entity.
 * As the pipeline: without entities (the live check) all entries are combined with each other.
 * Source: digital_land/phase/combine.py
 */
export function factCombinePhase(
  combines: ReadonlyMap<string, CombineRule>,
  unite: (geometries: readonly string[]) => string,
  issues: IssueLog,
  applied: RuleLog,
): Phase<Fact, Fact> {
  if (combines.size === 0) return (facts) => facts;
  return function* factCombine(facts) {
    const held = new Map<string, Map<string, Fact[]>>();
    for (const fact of facts) {
      if (combines.has(fact.field)) hold(held, fact);
      else yield fact;
    }
    for (const [entity, fields] of held) {
      for (const [field, together] of fields) {
        const rule = combines.get(field);
        if (rule === undefined) continue;
        const values = [...new Set(together.map((fact) => fact.value).filter((value) => value !== ""))];
        values.sort(compareCodePoints);
        const value = field === "geometry" ? unite(values) : values.join(rule.separator);
        for (const fact of together) {
          issues.add(fact, field, "combined-value", entity);
          applied(rule, fact, field);
          fact.value = value;
          yield fact;
        }
      }
    }
  };
}

function hold(held: Map<string, Map<string, Fact[]>>, fact: Fact): void {
  const fields = held.get(fact.entity) ?? new Map<string, Fact[]>();
  held.set(fact.entity, fields);
  const together = fields.get(fact.field);
  if (together === undefined) fields.set(fact.field, [fact]);
  else together.push(fact);
}
