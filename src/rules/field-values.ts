import type { ObservedRun } from "./observed-run.ts";

/** How many different values of one field get rows at once. */
export const mostValues = 50;

/** Every value of a field before patches. */
export function valuesOf({ entries }: ObservedRun, field: string): Set<string> {
  const values = new Set<string>();
  for (const { mapped } of entries.values()) {
    const value = mapped?.get(field);
    if (value) values.add(value);
  }
  return values;
}

/** A value for a sentence. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
