import type { Entry, Fact, Phase } from "../block.ts";
import { compareCodePoints } from "../python-text.ts";

/**
 * Splits entries into facts, one for each field but `entity`, in the order of the fields' names.
 * Source: digital_land/phase/pivot.py
 */
export function pivotPhase(): Phase<Entry, Fact> {
  return function* pivot(entries) {
    // The fields of one entry are mostly those of the last: sort them when they change.
    let fields: readonly string[] = [];
    let sorted: readonly string[] = [];
    for (const { row, lineNumber, entryNumber, organisation = "", priority = 1 } of entries) {
      const entity = row.get("entity") ?? "";
      const entryDate = row.get("entry-date") ?? "";
      const names = [...row.keys()];
      if (names.length !== fields.length || names.some((name, at) => name !== fields[at])) {
        fields = names;
        sorted = names.filter((name) => name !== "entity").sort(compareCodePoints);
      }
      for (const field of sorted) {
        yield {
          fact: "",
          entity,
          field,
          value: row.get(field) ?? "",
          priority,
          lineNumber,
          entryNumber,
          entryDate,
          referenceEntity: "",
          prefix: "",
          reference: "",
          organisation,
        };
      }
    }
  };
}
