import type { ConfigurationFault, ConfigurationFile, ConfigurationTable, RunScope } from "./configuration.ts";

/** Carries a fault out of the tables' parsers; run-configuration.ts turns it into a returned value. */
export class ConfigurationError extends Error {
  readonly fault: ConfigurationFault;
  constructor(fault: ConfigurationFault) {
    super(`${fault.file} line ${fault.line}, column ${fault.column}: ${fault.detail}`);
    this.name = "ConfigurationError";
    this.fault = fault;
  }
}

/** One row of a table, with the ways Python's dict of a row is read. A class, because a table can have 40,000 rows. */
export class TableRow {
  /** Record number, header = 1; 0 for a row of a publisher's own mapping. */
  readonly line: number;
  readonly #table: RowTable;
  readonly #cells: readonly string[];

  constructor(table: RowTable, cells: readonly string[], line: number) {
    this.#table = table;
    this.#cells = cells;
    this.line = line;
  }

  get file(): ConfigurationFile {
    return this.#table.file;
  }

  /** The cell, `""` when the column is missing or the record too short: `row.get(column, "") or ""`. */
  optional(column: string): string {
    return this.#cell(column) ?? "";
  }

  /**
   * The cell: `row[column]`. A missing column is a fault. So is a missing cell (Python's `None`, which breaks the phase
   * that uses the rule) of a row that applies to this run; of one that does not it reads as blank.
   */
  required(column: string): string {
    const value = this.#cell(column);
    if (value !== undefined) return value;
    if (!this.cutShort(column)) {
      const { fault } = this.fault(column, "the table lacks this column", "KeyError");
      throw new ConfigurationError({ ...fault, line: 1 });
    }
    if (!appliesTo(this, this.#table.scope)) return "";
    throw this.fault(column, "the row ends before this column", "TypeError");
  }

  /** The cell, which may be missing with its column but not by itself: `row.get(column, "").split(...)`. */
  whole(column: string): string {
    if (this.cutShort(column)) throw this.fault(column, "the row ends before this column", "AttributeError");
    return this.optional(column);
  }

  /** Whether the table has the column but the record ends before it (Python's `None`). */
  cutShort(column: string): boolean {
    return this.#table.index.has(column) && this.#cell(column) === undefined;
  }

  fault(column: string, detail: string, exception: string): ConfigurationError {
    const { file } = this.#table;
    return new ConfigurationError({
      file,
      line: this.line,
      column,
      detail,
      exception,
      raisedIn: loaders[file],
    });
  }

  #cell(column: string): string | undefined {
    const at = this.#table.index.get(column);
    return at === undefined ? undefined : this.#cells[at];
  }
}

/** What all rows of a table share. */
interface RowTable {
  readonly file: ConfigurationFile;
  /** Place of each column; of two columns of one name the last counts, as in Python's dict. */
  readonly index: ReadonlyMap<string, number>;
  readonly scope: RunScope;
}

/** The rows of a table, in order. */
export function* rowsOf(table: ConfigurationTable | undefined, scope: RunScope): Generator<TableRow> {
  if (table === undefined) return;
  const { file, columns, records, drafted } = table;
  const shared: RowTable = { file, index: new Map(columns.map((column, at) => [column, at])), scope };
  for (const [at, record] of records.entries()) {
    yield new TableRow(shared, record, at < records.length - drafted ? at + 2 : 0);
  }
}

/** The rows for a dataset: its own and those for all. A row's dataset stands in `dataset`, in old tables in `pipeline`. */
export function* rowsOfDataset(table: ConfigurationTable | undefined, scope: RunScope): Generator<TableRow> {
  for (const row of rowsOf(table, scope)) {
    const own = row.optional("dataset") || row.optional("pipeline");
    if (own === "" || own === scope.dataset) yield row;
  }
}

/** What a row applies to: a resource, else an endpoint, else everything (`""`). */
export function scopeOf(row: TableRow): string {
  return row.optional("resource") || row.optional("endpoint");
}

function appliesTo(row: TableRow, { resource, endpoints }: RunScope): boolean {
  const scope = scopeOf(row);
  return scope === "" || scope === resource || endpoints.includes(scope);
}

/** Where the pipeline reads each table; its exceptions are raised there. */
const loaders: Record<ConfigurationFile, string> = {
  "column.csv": "main.load_column",
  "combine.csv": "main.load_combine_fields",
  "concat.csv": "main.load_concat",
  "default.csv": "main.load_default_fields",
  "default-value.csv": "main.load_default_values",
  "entity-organisation.csv": "sqlite.load_table",
  "filter.csv": "main.load_filter",
  "lookup.csv": "main.load_lookup",
  "lookup-rule.csv": "main.load_lookup_rule",
  "old-entity.csv": "main.load_redirect_lookup",
  "patch.csv": "main.load_patch",
  "skip.csv": "main.load_skip_patterns",
  "transform.csv": "main.load_migrate",
};

/** The list or map kept for a key, made when first asked for. */
export function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Python's `dict.update`: later entries replace the value of a key, which keeps its first place. */
export function layOver<T>(under: Map<string, T>, over: ReadonlyMap<string, T> | undefined): void {
  for (const [key, value] of over ?? []) under.set(key, value);
}
