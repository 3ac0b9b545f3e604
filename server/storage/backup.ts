import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { type Database, type PlainSql, serverConnections } from "./database.ts";
import { migrateWithin } from "./migrate.ts";

/**
 * A backup: gzipped lines of JSON. First what it is, then each row with its table, last how many there are. The same for
 * both databases, so that a backup of one can be restored into the other.
 */
const headSchema = z.object({
  format: z.literal("planning-data-check/backup"),
  version: z.literal(1),
  at: z.string(),
  /** Newest migration of the database. */
  migration: z.string(),
  /** The server's key, by which publishers' links are made again; absent when it came from a setting. */
  key: z.string().optional(),
});
const rowSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]);
const endSchema = z.object({ rows: z.number().int().nonnegative() });

// In the order in which they refer to each other. Sessions are left out: reviewers sign in again.
const tables = ["submission", "sent_request", "personal", "event", "audit", "notification"] as const;
const rowsAtOnce = 500;

/** Writes a backup of one moment, gzipped, and ends the stream. @returns how many rows */
export async function writeBackup(
  database: Database,
  to: Writable,
  { key, now }: { readonly key: string | undefined; readonly now: Date },
): Promise<number> {
  const gzip = createGzip();
  const written = pipeline(gzip, to);
  // A broken stream is told by `written`; it must not end the server before that is looked at.
  written.catch(() => undefined);
  const write = async (value: unknown): Promise<void> => {
    if (gzip.write(`${JSON.stringify(value)}\n`)) return;
    await Promise.race([once(gzip, "drain"), written]);
  };
  const rows = await database.within(async (sql) => {
    const [last] = await sql.query("select max(name) as name from migration");
    await write({
      format: "planning-data-check/backup",
      version: 1,
      at: now.toISOString(),
      migration: String(last?.name ?? ""),
      ...(key === undefined ? {} : { key }),
    });
    let count = 0;
    for (const table of tables) {
      for await (const row of rowsOf(sql, table)) {
        await write([table, row]);
        count += 1;
      }
    }
    await write({ rows: count });
    return count;
  }, "snapshot");
  gzip.end();
  await written;
  return rows;
}

/** The rows of a table as JSON, through a cursor: no more of them in memory than are written at once. */
async function* rowsOf(sql: PlainSql, table: string): AsyncGenerator<unknown> {
  await sql.query(
    `declare backup_rows no scroll cursor for select to_jsonb(t)::text as row from ${table} t order by 1`,
  );
  for (;;) {
    const rows = await sql.query(`fetch ${rowsAtOnce} from backup_rows`);
    if (rows.length === 0) break;
    for (const { row } of rows) yield JSON.parse(String(row));
  }
  await sql.query("close backup_rows");
}

export interface Restored {
  readonly rows: number;
  readonly at: string;
  readonly key: string | undefined;
}

/**
 * Reads a backup into a database, all or nothing. The tables are made as they were at the time of the backup, filled, and
 * brought up to date.
 * @param replace what is there is deleted first; else it must be empty
 * @throws in words when the file is no whole backup, or the database is not empty
 */
export async function restoreBackup(database: Database, file: string, replace: boolean): Promise<Restored> {
  // Read once to the end before anything is touched: a file that is cut short is refused.
  const { head, rows } = await readThrough(file);
  await database.within(async (sql) => {
    await emptyDatabase(sql, replace);
    await migrateWithin(sql, head.migration);
    let batch: { table: string; rows: unknown[] } | undefined;
    const flush = async (): Promise<void> => {
      if (batch) await insert(sql, batch.table, batch.rows);
      batch = undefined;
    };
    for await (const line of linesOf(file)) {
      const read = rowSchema.safeParse(line);
      if (!read.success) continue;
      const [table, row] = read.data;
      if (batch?.table !== table || batch.rows.length >= rowsAtOnce) await flush();
      batch ??= { table, rows: [] };
      batch.rows.push(row);
    }
    await flush();
    for (const table of ["submission", "event", "audit", "notification"]) {
      await sql.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 0) + 1 from ${table}), false)::text`,
      );
    }
    await migrateWithin(sql);
  });
  return { rows, at: head.at, key: head.key };
}

/** Reads a backup to its end. @returns its rows @throws in words when it is not whole */
export async function checkBackup(file: string): Promise<number> {
  return (await readThrough(file)).rows;
}

async function emptyDatabase(sql: PlainSql, replace: boolean): Promise<void> {
  const [there] = await sql.query("select to_regclass('submission') is not null as there");
  if (there?.there === true) {
    const [found] = await sql.query("select count(*)::int as number from submission");
    if (Number(found?.number) > 0 && !replace) {
      throw new Error(
        `The database holds ${String(found?.number)} requests already. Add --replace to delete them first.`,
      );
    }
  }
  const servers = await sql.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name = $1",
    [serverConnections],
  );
  if (servers.length > 0) throw new Error("A server uses the database. Stop the server first.");
  for (const table of ["review_session", ...[...tables].reverse(), "migration"]) {
    await sql.script(`drop table if exists ${table}`);
  }
}

async function insert(sql: PlainSql, table: string, rows: readonly unknown[]): Promise<void> {
  if (!tables.some((name) => name === table))
    throw new Error(`The backup has a table ${table}, which is not known.`);
  const overriding = ["submission", "event", "audit", "notification"].includes(table)
    ? "overriding system value "
    : "";
  await sql.query(
    `insert into ${table} ${overriding}select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function readThrough(file: string): Promise<{ head: z.infer<typeof headSchema>; rows: number }> {
  let head: z.infer<typeof headSchema> | undefined;
  let rows = 0;
  let isWhole = false;
  try {
    for await (const line of linesOf(file)) {
      if (!head) head = headSchema.parse(line);
      else if (rowSchema.safeParse(line).success) rows += 1;
      else isWhole = endSchema.parse(line).rows === rows;
    }
  } catch (error) {
    throw new Error(`${file} cannot be read as a backup of this program.`, { cause: error });
  }
  if (!head || !isWhole) throw new Error(`${file} is not a whole backup: it was cut short.`);
  return { head, rows };
}

async function* linesOf(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const text = createGunzip();
  const piped = pipeline(source, text);
  piped.catch(() => undefined);
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(line);
  }
  await piped;
}

/** A file to write a backup to, for its owner only. @throws when there is one of this name */
export function backupFile(path: string): Writable {
  return createWriteStream(path, { flags: "wx", mode: 0o600 });
}
