import type { FilterRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import { compilePattern } from "../regex/pattern.ts";
import type { DropLog } from "../sink.ts";

/**
 * Keeps the entries that `filter.csv` lets through: the value must match from its start.
 *
 * In, out: entries, keyed by column before map and by field after it.
 * Drops: `filter`.
 * As the pipeline: when several fields of a row are filtered, only the last of them in row order decides.
 * Source: digital_land/phase/filter.py
 */
export function filterPhase(filters: ReadonlyMap<string, FilterRule>, dropped: DropLog): Phase<Entry, Entry> {
  const patterns = new Map([...filters].map(([field, rule]) => [field, compilePattern(rule.pattern)]));
  return function* filter(entries) {
    for (const entry of entries) {
      let dropping: string | undefined;
      if (patterns.size > 0) {
        for (const [field, value] of entry.row) {
          const pattern = patterns.get(field);
          if (pattern !== undefined) dropping = pattern.match(value) === undefined ? field : undefined;
        }
      }
      if (dropping === undefined) yield entry;
      else {
        const { lineNumber, entryNumber } = entry;
        dropped({ reason: "filter", lineNumber, entryNumber, detail: dropping });
      }
    }
  };
}
