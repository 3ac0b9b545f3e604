import type { DefaultFieldRule, DefaultValueRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import type { IssueLog } from "../issue-log.ts";
import type { RuleLog } from "../trace.ts";

// As the pipeline: these two are filled in so often that it says nothing.
const silent = new Set(["organisation", "entry-date"]);

/**
 * Fills blank fields: first from another field (`default.csv`), then with a fixed value (`default-value.csv`, the only
 * provider, the entry date of the resource).
 *
 * In, out: entries keyed by field.
 * Logs: `default-field` with the name of the other field, `default-value` with the value.
 * Source: digital_land/phase/default.py
 */
export function defaultPhase(
  defaultFields: ReadonlyMap<string, DefaultFieldRule>,
  defaultValues: ReadonlyMap<string, DefaultValueRule>,
  issues: IssueLog,
  applied: RuleLog,
): Phase<Entry, Entry> {
  return function* defaults(entries) {
    for (const entry of entries) {
      const { row } = entry;
      for (const [field, rule] of defaultFields) {
        if (row.get(field)) continue;
        const value = row.get(rule.defaultField);
        if (!value) continue;
        issues.add(entry, field, "default-field", rule.defaultField);
        applied(rule, entry, field);
        row.set(field, value);
      }
      for (const [field, rule] of defaultValues) {
        if (row.get(field) || rule.value === "") continue;
        if (!silent.has(field)) issues.add(entry, field, "default-value", rule.value);
        applied(rule, entry, field);
        row.set(field, rule.value);
      }
      yield entry;
    }
  };
}
