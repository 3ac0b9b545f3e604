import type { Entry, Fact, Phase } from "../block.ts";
import { compareCodePoints } from "../python-text.ts";
import { type Columns, perColumns } from "../row.ts";

/**
 * Splits entries into facts, one for each field but `entity`, in the order of the fields' names.
 * Source: digital_land/phase/pivot.py
 */
export function pivotPhase(): Phase<Entry, Fact> {
  return function* pivot(entries) {
    const orderOf = perColumns(factOrder);
    for (const { row, lineNumber, entryNumber, organisation = "", priority = 1 } of entries) {
      const { columns, values } = row;
      const entity = row.get("entity") ?? "";
      const entryDate = row.get("entry-date") ?? "";
      for (const place of orderOf(columns)) {
        yield {
          fact: "",
          entity,
          field: columns.names[place] ?? "",
          value: values[place] ?? "",
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

/** The places of the fields that become facts, in the order of their names. */
function factOrder({ names }: Columns): readonly number[] {
  const places = [...names.keys()].filter((place) => names[place] !== "entity");
  return places.sort((a, b) => compareCodePoints(names[a] ?? "", names[b] ?? ""));
}
