import { readTable } from "../csv/read.ts";
import { insertRecords, tableText } from "./canonical.ts";
import { appendRows, type Cells, type RepositoryFiles } from "./files.ts";
import { type ManagedTable, managedTable } from "./tables.ts";

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
  /** The row before the change, by column name: to find it again in a newer file. */
  readonly row: Readonly<Record<string, string>>;
}

/** New rows of one table, cells in the order of `columns`. */
export interface AddedRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that was looked at or changed. */
interface OpenTable {
  readonly table: ManagedTable;
  readonly before: string | undefined;
  readonly columns: readonly string[];
  /** As read, but for the cells that were edited. */
  readonly records: (readonly string[])[];
  /** The same by column name, once somebody asks. */
  rows: Cells[] | undefined;
  readonly added: Cells[];
  edited: boolean;
}

/**
 * A repository while it is being changed: what it is now, which rows were added and which cells edited. A table is read
 * once and written once, however many requests change it.
 */
export class ChangeSet {
  readonly order: RowOrder;
  readonly edits: CellEdit[] = [];
  readonly #before: RepositoryFiles;
  readonly #open = new Map<string, OpenTable>();

  constructor(files: RepositoryFiles, order: RowOrder) {
    this.#before = files;
    this.order = order;
  }

  /** Whether there is such a file, or will be. */
  has(path: string): boolean {
    return this.#before.has(path) || (this.#open.get(path)?.added.length ?? 0) > 0;
  }

  /** The file as it was before the change; `undefined` when there was none. */
  textBefore(path: string): string | undefined {
    return this.#before.get(path);
  }

  /** The rows as they are now, the new ones last. */
  rows(path: string): readonly Cells[] {
    const table = this.#table(path);
    if (!table) return [];
    const rows = rowsOf(table);
    return table.added.length === 0 ? rows : [...rows, ...table.added];
  }

  /** The rows that are there, with the cells that were edited, without the new ones. */
  existing(path: string): readonly Cells[] {
    const table = this.#table(path);
    return table ? rowsOf(table) : [];
  }

  /** The new rows by path. */
  newRows(): ReadonlyMap<string, readonly Cells[]> {
    return new Map([...this.#open].flatMap(([path, { added }]) => (added.length > 0 ? [[path, added]] : [])));
  }

  /** Adds rows, cells by column name, making the file when it is not there. */
  add(path: string, rows: readonly Cells[]): void {
    if (rows.length > 0) this.#table(path)?.added.push(...rows);
  }

  /**
   * Sets a cell in every row that matches. Returns how many rows match; a row that has the value already is not an edit,
   * and neither is a new row.
   */
  edit(
    path: string,
    matches: (row: Cells) => boolean,
    column: string,
    value: (row: Cells) => string,
  ): number {
    const table = this.#table(path);
    if (!table?.columns.includes(column)) return 0;
    let matching = 0;
    const rows = rowsOf(table);
    rows.forEach((row, index) => {
      if (!matches(row)) return;
      matching += 1;
      const before = row.get(column) ?? "";
      const after = value(row);
      if (before === after) return;
      table.edited = true;
      rows[index] = new Map(row).set(column, after);
      table.records[index] = withCell(table, index, column, after);
      this.edits.push({ path, line: index + 2, column, before, after, row: Object.fromEntries(row) });
    });
    table.added.forEach((row, index) => {
      if (!matches(row)) return;
      matching += 1;
      table.added[index] = new Map(row).set(column, value(row));
    });
    return matching;
  }

  /** The files that are not what they were, in order of path; `before` is `undefined` for a new one. */
  changed(): ReadonlyMap<string, { readonly before: string | undefined; readonly after: string }> {
    const changed = [...this.#open]
      .flatMap(([path, table]) => {
        const { before } = table;
        const after = this.#written(table);
        return after === undefined || after === before ? [] : [[path, { before, after }] as const];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(changed);
  }

  /** Only the new rows as CSV, each file with its header, in order of path. */
  added(): ReadonlyMap<string, string> {
    const text = ({ columns, rows }: AddedRows) => tableText(columns, rows);
    return new Map([...this.addedRows()].map(([path, rows]) => [path, text(rows)]));
  }

  /** Only the new rows, in order of path. */
  addedRows(): ReadonlyMap<string, AddedRows> {
    const open = [...this.#open].filter(([, { added }]) => added.length > 0);
    return new Map(
      open
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, { columns, added }]) => [
          path,
          { columns, rows: added.map((row) => cellsOf(columns, row)) },
        ]),
    );
  }

  addedCount(): number {
    return [...this.#open.values()].reduce((count, { added }) => count + added.length, 0);
  }

  #table(path: string): OpenTable | undefined {
    const known = this.#open.get(path);
    if (known) return known;
    const table = managedTable(path);
    if (!table) return undefined;
    const before = this.#before.get(path);
    const { columns: read, records } = readTable(before ?? "");
    const columns = read.length > 0 ? read : table.columns;
    const open: OpenTable = {
      table,
      before,
      columns,
      records: [...records],
      rows: undefined,
      added: [],
      edited: false,
    };
    this.#open.set(path, open);
    return open;
  }

  #written({ table, before, columns, records, added, edited }: OpenTable): string | undefined {
    if (!edited && added.length === 0) return before;
    const fresh = added.map((row) => cellsOf(columns, row));
    if (this.order === "append") {
      const text = edited ? tableText(columns, records) : (before ?? "");
      return appendRows(text, text === "" ? [columns, ...fresh] : fresh);
    }
    return tableText(columns, insertRecords(columns, records, table, fresh));
  }
}

function cellsOf(columns: readonly string[], row: Cells): readonly string[] {
  return columns.map((column) => row.get(column) ?? "");
}

function rowsOf(table: OpenTable): Cells[] {
  const { columns, records } = table;
  table.rows ??= records.map((cells) => new Map(columns.map((name, at) => [name, cells[at] ?? ""])));
  return table.rows;
}

function withCell({ columns, records }: OpenTable, index: number, column: string, value: string): string[] {
  const cells = [...(records[index] ?? [])];
  while (cells.length < columns.length) cells.push("");
  cells[columns.indexOf(column)] = value;
  return cells;
}
