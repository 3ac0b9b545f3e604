/**
 * CSV as Python's csv.writer gives it with its defaults: a field is quoted only when it holds a comma, a double quote,
 * CR or LF (quotes doubled), and lines end with CRLF, the last one too.
 */

const needsQuotes = /[",\r\n]/;

/** One field, quoted when it must be. */
export function csvField(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its CRLF. A line of one empty field is `""`, so that it is not taken for a blank line. */
export function csvLine(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === "") return '""\r\n';
  let line = "";
  for (let index = 0; index < cells.length; index += 1) {
    if (index > 0) line += ",";
    line += csvField(cells[index] ?? "");
  }
  return `${line}\r\n`;
}

/** A whole table: header, then rows, each by the header's names; a missing cell is empty. */
export function csvText(columns: readonly string[], rows: Iterable<ReadonlyMap<string, string>>): string {
  let text = csvLine(columns);
  for (const row of rows) text += csvLine(columns.map((column) => row.get(column) ?? ""));
  return text;
}
