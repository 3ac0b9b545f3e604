import type { Database } from "sql.js/dist/sql-wasm-inline.js";
import type { SqliteDatabase, SqliteReader, SqliteValue } from "../engine/convert/libraries.ts";
import { SqliteError } from "../engine/convert/sqlite-error.ts";

let reader: Promise<SqliteReader> | undefined;

/**
 * Loads SQLite (sql.js, compiled to WebAssembly inside its one file; 442 kB gzipped), once, when a database is first met.
 * The same code in Node and in a browser's worker.
 */
export function loadSqlite(): Promise<SqliteReader> {
  reader ??= import("sql.js/dist/sql-wasm-inline.js").then(async ({ default: initialise }) => {
    const sqlite = await initialise();
    return { open: (bytes) => opened(() => new sqlite.Database(bytes)) };
  });
  return reader;
}

function opened(open: () => Database): SqliteDatabase | undefined {
  let database: Database;
  try {
    database = open();
  } catch {
    return undefined;
  }
  return { rows: (sql, parameters) => rows(database, sql, parameters), close: () => database.close() };
}

/** @throws SqliteError */
function* rows(
  database: Database,
  sql: string,
  parameters: readonly SqliteValue[] = [],
): Generator<readonly SqliteValue[]> {
  const statement = asked(() => database.prepare(sql, parameters.map(bindable)));
  try {
    while (asked(() => statement.step())) yield asked(() => statement.get(null, { useBigInt: true }));
  } finally {
    statement.free();
  }
}

function bindable(value: SqliteValue): string | number | Uint8Array | null {
  return typeof value === "bigint" ? Number(value) : value;
}

function asked<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    throw new SqliteError(error instanceof Error ? error.message : String(error));
  }
}
