import type { Fact } from "./block.ts";
import { GuessedColumn, readBack } from "./pandas-columns.ts";
import { parseInteger } from "./python-number.ts";
import { compareCodePoints } from "./python-text.ts";

/** A fact whose reference another entry of the resource has too, with the same entity and entry date. */
export interface DuplicateReference {
  readonly entryNumber: number;
  value: string;
  /** `""` when there is none. */
  readonly entity: string;
}

export interface DuplicateCheck {
  add(fact: Fact): void;
  /** All duplicates, by entry number and value. (The pipeline's own order is that of a database: none.) */
  duplicates(): DuplicateReference[];
}

/**
 * Finds references that are not unique in a resource.
 *
 * As the pipeline: it reads the facts back with pandas, to which `NA`, `None` and their like are one reference that is not
 * shown; taking each column for what its first ten rows look like, and gives up
 * without a word when a later row does not fit. So in the live check nothing is found in a resource whose first entries
 * have an entity of their own and a later one has none.
 *
 * @param unknown how a reference that was read as nothing prints: blank in the live check, `nan` in the nightly run
 * Source: digital_land/check.py
 */
export function duplicateCheck(unknown: string): DuplicateCheck {
  const groups = new Map<string, number | number[]>();
  const entities = new GuessedColumn();
  const facts = new GuessedColumn();
  const values = new GuessedColumn();
  const referenceEntities = new GuessedColumn();
  let readable = true;
  return {
    add(fact) {
      if (!readable) return;
      readable =
        entities.fits(fact.entity) &&
        facts.fits(fact.fact) &&
        values.fits(fact.value) &&
        referenceEntities.fits(fact.referenceEntity);
      if (fact.field !== "reference") return;
      // The entity is a number, and a line end separates what comes before it.
      const key = `${fact.entity}\n${readBack(fact.entryDate)}\n${readBack(fact.value)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, fact.entryNumber);
      else if (typeof group === "number") groups.set(key, [group, fact.entryNumber]);
      else group.push(fact.entryNumber);
    },
    duplicates() {
      const found: DuplicateReference[] = [];
      if (!readable) return found;
      for (const [key, group] of groups) {
        if (typeof group === "number") continue;
        const [text = "", , ...value] = key.split("\n");
        const entity = text === "" ? "" : parseInteger(text)?.toString();
        // As the pipeline: it ends at an entity that is no number, without a word.
        if (entity === undefined) continue;
        for (const entryNumber of group) found.push({ entryNumber, value: value.join("\n"), entity });
      }
      // As the pipeline: among texts "nothing" prints as a number that is none, by itself as nothing.
      if (found.some(({ value }) => value !== "")) {
        for (const duplicate of found) duplicate.value ||= unknown;
      }
      return found.sort((a, b) => a.entryNumber - b.entryNumber || compareCodePoints(a.value, b.value));
    },
  };
}
