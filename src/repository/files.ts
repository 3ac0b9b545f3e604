import { readTable } from "../csv/read.ts";
import { csvLine, csvText } from "../csv/write.ts";

/**
 * The configuration repository as text by path (`pipeline/<collection>/lookup.csv`). A path that is not there is a file
 * that does not exist. Changes make a new map; nothing is written in place.
 */
export type RepositoryFiles = ReadonlyMap<string, string>;

export type Cells = ReadonlyMap<string, string>;

/** Adds lines at the end, first ending the last line where its line end is missing, as the commit script does. */
export function appendRows(text: string, rows: readonly (readonly string[])[]): string {
  const ended = text === "" || text.endsWith("\n") ? text : `${text}\r\n`;
  return ended + rows.map(csvLine).join("");
}

export interface Updated {
  readonly text: string;
  /** Rows that were changed. */
  readonly count: number;
}

/**
 * Sets one column in every row that matches and writes the whole table anew in canonical form; a table in which no row
 * matches keeps its bytes.
 */
export function updateRows(
  text: string,
  matches: (row: Cells) => boolean,
  column: string,
  value: string,
): Updated {
  const { columns, records } = readTable(text);
  let count = 0;
  const rows = records.map((cells) => {
    const row = new Map(columns.map((name, index) => [name, cells[index] ?? ""]));
    if (matches(row)) {
      row.set(column, value);
      count += 1;
    }
    return row;
  });
  return count === 0 ? { text, count } : { text: csvText(columns, rows), count };
}

/** The column names of a table's header; none for an empty text. */
export function columnsOf(text: string): readonly string[] {
  return readTable(text).columns;
}
