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

/** One row of a table, with the ways Python's dict of a row is read. */
export interface TableRow {
  readonly file: ConfigurationFile;
  /** Record number, header = 1; 0 for a row of a publisher's own mapping. */
  readonly line: number;
  /** The cell, `""` when the column is missing or the record too short: `row.get(column, "") or ""`. */
  optional(column: string): string;
  /**
   * The cell: `row[column]`. A missing column is a fault. So is a missing cell (Python's `None`, which breaks the phase
   * that uses the rule) of a row that applies to this run; of one that does not it reads as blank.
   */
  required(column: string): string;
  /** The cell, which may be missing with its column but not by itself: `row.get(column, "").split(...)`. */
  whole(column: string): string;
  /** Whether the table has the column but the record ends before it (Python's `None`). */
  cutShort(column: string): boolean;
  fault(column: string, detail: string, exception: string): ConfigurationError;
}

/** The rows of a table, in order. */
export function* rowsOf(table: ConfigurationTable | undefined, scope: RunScope): Generator<TableRow> {
  if (table === undefined) return;
  const { file, columns, records, drafted } = table;
  // Of two columns of one name the last counts, as in Python's dict.
  const index = new Map(columns.map((column, at) => [column, at]));
  for (const [at, record] of records.entries()) {
    const line = at < records.length - drafted ? at + 2 : 0;
    yield tableRow(file, line, (column) => record[index.get(column) ?? -1], index, scope);
  }
}

function tableRow(
  file: ConfigurationFile,
  line: number,
  cell: (column: string) => string | undefined,
  columns: ReadonlyMap<string, unknown>,
  scope: RunScope,
): TableRow {
  const row: TableRow = {
    file,
    line,
    optional: (column) => cell(column) ?? "",
    cutShort: (column) => columns.has(column) && cell(column) === undefined,
    required(column) {
      const value = cell(column);
      if (value !== undefined) return value;
      if (!row.cutShort(column)) {
        const { fault } = row.fault(column, "the table lacks this column", "KeyError");
        throw new ConfigurationError({ ...fault, line: 1 });
      }
      if (!appliesTo(row, scope)) return "";
      throw row.fault(column, "the row ends before this column", "TypeError");
    },
    whole(column) {
      if (row.cutShort(column)) throw row.fault(column, "the row ends before this column", "AttributeError");
      return row.optional(column);
    },
    fault: (column, detail, exception) =>
      new ConfigurationError({ file, line, column, detail, exception, raisedIn: loaders[file] }),
  };
  return row;
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
