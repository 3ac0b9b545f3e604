/** Rows of cells as text, for a CSV that people open in a spreadsheet. */
export function textRows(rows: readonly (readonly (string | number)[])[]): string[][] {
  return rows.map((cells) => cells.map((cell) => (typeof cell === "number" ? String(cell) : guarded(cell))));
}

/** A spreadsheet would run a text that begins like a formula; an apostrophe before it stops that. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
