import { readTable } from "../csv/read.ts";
import { csvText } from "../csv/write.ts";
import { insertRows } from "./canonical.ts";
import { appendRows, type Cells, columnsOf, type RepositoryFiles } from "./files.ts";
import { managedTable } from "./tables.ts";

/**
 * How new rows are written. `canonical`: where the repository's evening sort would put them, so that it changes nothing
 * afterwards. `append`: at the end, as today's commit script does.
 */
export type RowOrder = "canonical" | "append";

/** One cell of an existing row that is changed. */
export interface CellEdit {
  readonly path: string;
  /** Record number, header = 1. */
  readonly line: number;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** A repository while it is being changed: what it is now, which rows were added and which cells edited. */
export class ChangeSet {
  readonly order: RowOrder;
  readonly edits: CellEdit[] = [];
  readonly #before: RepositoryFiles;
  readonly #files: Map<string, string>;
  readonly #added = new Map<string, Cells[]>();

  constructor(files: RepositoryFiles, order: RowOrder) {
    this.#before = files;
    this.#files = new Map(files);
    this.order = order;
  }

  /** The file as it is now; `undefined` when there is none. */
  text(path: string): string | undefined {
    return this.#files.get(path);
  }

  /** Adds rows, cells by column name, making the file when it is not there. */
  add(path: string, rows: readonly Cells[]): void {
    const table = managedTable(path);
    if (rows.length === 0 || !table) return;
    const text = this.#files.get(path) ?? "";
    this.#added.set(path, [...(this.#added.get(path) ?? []), ...rows]);
    if (this.order === "canonical") {
      this.#files.set(path, insertRows(text, table, rows));
      return;
    }
    const header = text === "" ? [table.columns] : [];
    const columns = text === "" ? table.columns : columnsOf(text);
    const cells = rows.map((row) => columns.map((column) => row.get(column) ?? ""));
    this.#files.set(path, appendRows(text, [...header, ...cells]));
  }

  /**
   * Sets a cell in every row that matches. Returns how many rows match; a row that has the value already is not an edit.
   */
  edit(
    path: string,
    matches: (row: Cells) => boolean,
    column: string,
    value: (row: Cells) => string,
  ): number {
    const text = this.#files.get(path);
    if (text === undefined) return 0;
    const { columns, records } = readTable(text);
    let matching = 0;
    let changed = false;
    const rows = records.map((cells, index) => {
      const row = new Map(columns.map((name, at) => [name, cells[at] ?? ""]));
      if (!matches(row)) return row;
      matching += 1;
      const before = row.get(column) ?? "";
      const after = value(row);
      if (before === after) return row;
      changed = true;
      this.edits.push({ path, line: index + 2, column, before, after });
      return row.set(column, after);
    });
    if (changed) this.#files.set(path, csvText(columns, rows));
    return matching;
  }

  /** The files that are not what they were, in order of path; `before` is `undefined` for a new one. */
  changed(): ReadonlyMap<string, { readonly before: string | undefined; readonly after: string }> {
    const changed = [...this.#files]
      .filter(([path, after]) => this.#before.get(path) !== after)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, after]) => [path, { before: this.#before.get(path), after }] as const);
    return new Map(changed);
  }

  /** Only the new rows, each file with its header, in order of path. */
  addedRows(): ReadonlyMap<string, string> {
    const added = [...this.#added].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(
      added.map(([path, rows]) => [path, csvText(columnsOf(this.#files.get(path) ?? ""), rows)]),
    );
  }

  addedCount(): number {
    return [...this.#added.values()].reduce((count, rows) => count + rows.length, 0);
  }
}
