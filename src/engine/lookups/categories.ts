import { strip } from "../python-text.ts";
import { Remembered } from "../remembered.ts";

/**
 * Checks a cell against a field's allowed values: each part between semicolons is replaced by the list's own spelling
 * (a blank in the cell stands for a hyphen, case does not matter) or, when it is not in the list, passed to `unknown`
 * and kept.
 */
export type CategoryMatcher = (value: string, unknown: (part: string) => void) => string;

/** One matcher for a list of allowed values. Source: digital_land/phase/harmonise.py */
export function categoryMatcher(allowed: readonly string[]): CategoryMatcher {
  const spelling = new Map<string, string>();
  for (const value of allowed) {
    const key = value.toLowerCase();
    if (!spelling.has(key)) spelling.set(key, value);
  }
  // Only cells all of whose parts are known: the others are an issue every time.
  const remembered = new Remembered<string>();
  return (cell, unknown) => {
    const known = remembered.get(cell);
    if (known !== undefined) return known;
    const checked: string[] = [];
    let allKnown = true;
    for (const part of cell.split(";").map(strip)) {
      if (part === "") continue;
      const match = spelling.get(part.replaceAll(" ", "-").toLowerCase());
      if (!match) {
        unknown(part);
        allKnown = false;
      }
      checked.push(match || part);
    }
    const joined = checked.join(";");
    if (allKnown) remembered.set(cell, joined);
    return joined;
  };
}
