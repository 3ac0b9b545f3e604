import type { Fact } from "./block.ts";
import { compareCodePoints } from "./python-text.ts";

/** A fact whose reference another entry of the resource has too, with the same entity and entry date. */
export interface DuplicateReference {
  readonly entryNumber: number;
  readonly value: string;
  readonly entity: string;
}

/**
 * Words that the pipeline's check reads as "nothing", for it reads the facts back with pandas: all references among
 * them count as the same, and none of them is shown.
 */
const nothing = new Set([
  "",
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null",
]);

export interface DuplicateCheck {
  add(fact: Fact): void;
  /** All duplicates, by entry number and value. (The pipeline's own order is that of a database: none.) */
  duplicates(): DuplicateReference[];
}

/**
 * Finds references that are not unique in a resource.
 * @param unknown how a reference that was read as nothing prints: blank in the live check, `nan` in the nightly run
 * Source: digital_land/check.py
 */
export function duplicateCheck(unknown: string): DuplicateCheck {
  const groups = new Map<string, number | number[]>();
  return {
    add({ field, value, entryDate, entity, entryNumber }) {
      if (field !== "reference") return;
      const known = (text: string) => (nothing.has(text) ? "" : text);
      // The entity is a number, and a line end separates what comes before it.
      const key = `${entity}\n${known(entryDate)}\n${known(value)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, entryNumber);
      else if (typeof group === "number") groups.set(key, [group, entryNumber]);
      else group.push(entryNumber);
    },
    duplicates() {
      const found: DuplicateReference[] = [];
      for (const [key, group] of groups) {
        if (typeof group === "number") continue;
        const [entity = "", , ...value] = key.split("\n");
        for (const entryNumber of group) {
          found.push({ entryNumber, value: value.join("\n") || unknown, entity });
        }
      }
      return found.sort((a, b) => a.entryNumber - b.entryNumber || compareCodePoints(a.value, b.value));
    },
  };
}
