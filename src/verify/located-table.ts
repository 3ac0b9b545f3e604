import { readRecords } from "../csv/read.ts";

/** A table of the repository with the line each row stands on. */
export interface LocatedTable {
  readonly path: string;
  /** `pipeline` or `collection`, whatever the folder's exact name. */
  readonly kind: "pipeline" | "collection";
  readonly collection: string;
  readonly file: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly LocatedRow[];
}

export interface LocatedRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Blank for a column the table lacks. */
  cell(column: string): string;
}

/** Reads one file; `undefined` for a path that is none of the repository's tables. */
export function locatedTable(path: string, text: string): LocatedTable | undefined {
  const [, folder = "", collection = "", file = ""] =
    /(?:^|\/)((?:pipeline|collection)[\w-]*)\/([^/]+)\/([^/]+\.csv)$/.exec(path) ?? [];
  if (file === "") return undefined;
  const kind = folder.startsWith("pipeline") ? "pipeline" : "collection";
  const [columns = [], ...records] = readRecords(text.replace(/^\uFEFF/, ""));
  const places = new Map(columns.map((name, at) => [name, at]));
  const lines = recordLines(text, [columns, ...records]);
  const rows = records.map((cells, index) => ({
    line: lines[index + 1] ?? 0,
    cells,
    cell: (column: string) => cells[places.get(column) ?? -1] ?? "",
  }));
  return { path, kind, collection, file, text, columns, rows };
}

/** The line on which each record begins: cells may hold line ends, and blank lines are no records. */
function recordLines(text: string, records: readonly (readonly string[])[]): number[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  let at = 0;
  return records.map((cells) => {
    while (lines[at] === "" && at < lines.length) at += 1;
    const begins = at + 1;
    at += 1 + cells.reduce((count, cell) => count + (cell.match(/\n/g)?.length ?? 0), 0);
    return begins;
  });
}
