/**
 * CSV tables as Python's `csv.DictReader` over a file opened with universal newlines reads them: comma, `"` doubled
 * inside quotes, a quote in the middle of an unquoted cell is text, an unclosed quote runs to the end, blank records
 * are skipped, a byte order mark stays in the first column's name.
 *
 * For the published tables (specification, configuration, organisations), which fit in memory. A publisher's own CSV
 * goes through src/engine/convert/csv.ts.
 */
export interface CsvTable {
  readonly columns: readonly string[];
  /** Cells in column order. A short record has fewer cells (Python's `None`), a long one more (its `restkey`). */
  readonly records: readonly (readonly string[])[];
}

const comma = 0x2c;
const newline = 0x0a;
const quote = 0x22;

/** The records of a CSV text, blank ones left out. */
export function readRecords(csv: string): string[][] {
  const text = csv.includes("\r") ? csv.replace(/\r\n?/g, "\n") : csv;
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === newline && record.length === 0) {
      at += 1;
      continue;
    }
    const cell = readCell(text, at);
    record.push(cell.value);
    at = cell.end;
    if (text.charCodeAt(at) === comma) {
      at += 1;
      // A comma at the very end of the text still opens one last blank cell.
      if (at < text.length) continue;
      record.push("");
    }
    at += 1;
    records.push(record);
    record = [];
  }
  return records;
}

/** The cell that starts at `start`, and the place of the comma or newline (or the end) that closes it. */
function readCell(text: string, start: number): { value: string; end: number } {
  if (text.charCodeAt(start) !== quote) {
    const end = endOfPlain(text, start);
    return { value: text.slice(start, end), end };
  }
  let value = "";
  let at = start + 1;
  for (;;) {
    const closing = text.indexOf('"', at);
    if (closing < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, closing);
    at = closing + 1;
    if (text.charCodeAt(at) !== quote) break;
    value += '"';
    at += 1;
  }
  // What follows a closing quote belongs to the cell as it stands, further quotes included.
  const end = endOfPlain(text, at);
  return { value: value + text.slice(at, end), end };
}

function endOfPlain(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === comma || code === newline) break;
  }
  return end;
}

/** A table with a header. A text without any record is a table without columns. */
export function readTable(csv: string): CsvTable {
  const [columns = [], ...records] = readRecords(csv);
  return { columns, records };
}

/** Rows by column name; of two columns of one name the last counts, and cells beyond the header are left out. */
export function* readRows(csv: string): Generator<ReadonlyMap<string, string>> {
  const { columns, records } = readTable(csv);
  for (const record of records) {
    const row = new Map<string, string>();
    columns.forEach((column, index) => {
      const cell = record[index];
      if (cell !== undefined) row.set(column, cell);
    });
    yield row;
  }
}
