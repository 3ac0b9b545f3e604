import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Database, PlainSql } from "./database.ts";

/** One step of the tables' history: `0001-intake` and its SQL. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The migrations, oldest first: beside this file, or in dist/server of the built server. */
export function readMigrations(): Migration[] {
  const folder = ["./migrations/", "../server/migrations/"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (folder === undefined) throw new Error("The migrations were not found. Run npm run build.");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name: name.slice(0, -".sql".length), sql: readFileSync(folder + name, "utf8") }));
}

/**
 * Runs the migrations that the database lacks, all or none; several servers may start at once.
 * @param upTo the last one to run; all when absent
 * @throws when the database is newer than this program
 */
export async function migrate(
  database: Database,
  upTo?: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> {
  await database.within(async (sql) => {
    // A number of our own, so that only one of several servers changes the tables. Let go at the end of the transaction.
    await sql.query("select pg_advisory_xact_lock(7203310)::text");
    await migrateWithin(sql, upTo, migrations);
  });
}

/** The same inside a transaction of the caller's. */
export async function migrateWithin(
  sql: PlainSql,
  upTo?: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> {
  await sql.script(
    "create table if not exists migration (name text primary key, at timestamptz not null default now())",
  );
  const done = new Set((await sql.query("select name from migration")).map(({ name }) => String(name)));
  const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was used by a newer version of this program (${unknown.join(", ")}). Use that version, or restore a backup.`,
    );
  }
  for (const { name, sql: text } of migrations) {
    if (upTo !== undefined && name > upTo) break;
    if (done.has(name)) continue;
    await sql.script(text);
    await sql.query("insert into migration (name) values ($1)", [name]);
  }
}
