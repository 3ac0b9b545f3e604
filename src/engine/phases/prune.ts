import type { Entry, Fact, Phase } from "../block.ts";
import { eachPhase } from "../each.ts";
import { Columns, perColumns } from "../row.ts";
import type { DropLog } from "../sink.ts";

/**
 * Keeps the fields that are still current, and those that identify the entry.
 * Source: digital_land/phase/prune.py (FieldPrunePhase)
 */
export function fieldPrunePhase(fields: readonly string[]): Phase<Entry, Entry> {
  const kept = new Set([...fields, "entity", "organisation", "prefix", "reference"]);
  const select = perColumns(({ names }) => {
    const places = [...names.keys()].filter((place) => kept.has(names[place] ?? ""));
    return { columns: new Columns(places.map((place) => names[place] ?? "")), places };
  });
  return function* fieldPrune(entries) {
    for (const entry of entries) {
      entry.row = entry.row.select(select(entry.row.columns));
      yield entry;
    }
  };
}

/**
 * Drops entries without an entity, and counts those that stay, once the last has passed.
 * Drops: `no-entity`, `retired-entity`.
 * Source: digital_land/phase/prune.py (EntityPrunePhase)
 */
export function entityPrunePhase(dropped: DropLog, counted: (entries: number) => void): Phase<Entry, Entry> {
  return function* entityPrune(entries) {
    let count = 0;
    for (const entry of entries) {
      if (entry.row.get("entity")) {
        count += 1;
        yield entry;
        continue;
      }
      const { lineNumber, entryNumber, row, retiredEntity } = entry;
      const detail = retiredEntity ?? `${row.get("prefix") ?? ""}:${row.get("reference") ?? ""}`;
      const reason = retiredEntity === undefined ? "no-entity" : "retired-entity";
      dropped({ reason, lineNumber, entryNumber, detail });
    }
    counted(count);
  };
}

/**
 * Drops facts without a value. A blank end-date is a fact: it says that something no longer ends.
 * Source: digital_land/phase/prune.py (FactPrunePhase)
 */
export function factPrunePhase(): Phase<Fact, Fact> {
  return eachPhase(({ value, field }) => value !== "" || field === "end-date");
}
