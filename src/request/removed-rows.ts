import { csvText } from "../csv/write.ts";

/**
 * Rows for the publisher's own file, of things that ended: they stay in the data, with the day they ended. Today stands
 * where the publisher writes the right day.
 */
export function removedRowsCsv(references: readonly string[], today: string): string {
  const rows = references.map(
    (reference) =>
      new Map([
        ["reference", reference],
        ["end-date", today],
      ]),
  );
  return csvText(["reference", "end-date"], rows);
}
