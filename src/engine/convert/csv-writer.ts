/** A record as Python's `csv.writer` writes it: minimal quotes, CRLF. */
export function csvRecord(cells: readonly string[]): string {
  // A single empty cell is quoted, else the line would be empty.
  if (cells.length === 1 && cells[0] === "") return '""\r\n';
  return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
