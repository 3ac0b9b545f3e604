import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { StorageSettings } from "../settings.ts";
import { DurableFiles, durableStart, flushFile, flushFolder } from "./durable-files.ts";
import { migrate } from "./migrate.ts";

/** What queries run on: the database, or a transaction of it. */
export type Queries = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** SQL as text, for migrations and backups. Parameters are `$1`, `$2`... */
export interface PlainSql {
  query(text: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Several statements at once, without parameters. */
  script(text: string): Promise<void>;
}

export interface Database {
  readonly kind: "embedded" | "postgresql";
  readonly queries: Queries;
  /** One transaction on one connection. `snapshot`: everything is seen as it was at its begin. */
  readonly within: <T>(work: (sql: PlainSql) => Promise<T>, isolation?: "snapshot") => Promise<T>;
  close(): Promise<void>;
}

/** Where the requests are kept: a folder for the embedded database, or the address of a PostgreSQL. */
export type Place = { readonly folder: string } | { readonly url: string };

/** Where the settings say. */
export function placeOf({ databaseUrl, dataFolder }: StorageSettings): Place {
  return databaseUrl === undefined ? { folder: dataFolder } : { url: databaseUrl };
}

/**
 * Opens the database without touching its tables; `openDatabase` brings them up to date.
 * @param name what the connections are called in PostgreSQL
 * @throws when it cannot be reached
 */
export async function connect(place: Place, name = serverConnections): Promise<Database> {
  return "url" in place ? connectPostgresql(place.url, name) : openEmbedded(place.folder);
}

/** Opens the database and runs the migrations that it lacks. */
export async function openDatabase(place: Place): Promise<Database> {
  const database = await connect(place);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openEmbedded(folder: string): Promise<Database> {
  const files = join(folder, "database");
  if (!existsSync(files)) await makeEmbedded(files);
  const client = await startEmbedded(files);
  const queries = drizzlePglite(client);
  const transaction = queries.transaction.bind(queries);
  // The embedded database works in this thread and never waits: without a pause, a thousand requests in a row would keep
  // the server from reading, answering and closing connections in between.
  queries.transaction = (work, config) =>
    transaction(async (within) => {
      await setImmediate();
      return work(within);
    }, config);
  return {
    kind: "embedded",
    queries,
    within: (work) =>
      client.transaction((transaction) =>
        work({
          query: async (text, parameters = []) =>
            (await transaction.query<Record<string, unknown>>(text, [...parameters])).rows,
          script: async (text) => {
            await transaction.exec(text);
          },
        }),
      ),
    close: () => client.close(),
  };
}

/** Makes the files under another name: a database that is half made, because the program was ended, is made again. */
async function makeEmbedded(files: string): Promise<void> {
  const unfinished = `${files}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  await (await startEmbedded(unfinished)).close();
  flushFolder(unfinished);
  renameSync(unfinished, files);
  flushFile(files);
}

async function startEmbedded(files: string): Promise<PGlite> {
  const client = new PGlite({
    fs: new DurableFiles(files),
    startParams: durableStart(PGlite.defaultStartParams),
  });
  await client.waitReady;
  return client;
}

/** What our connections to PostgreSQL are called, to see whether a server is at work. */
export const serverConnections = "planning-data-check server";

async function connectPostgresql(url: string, name: string): Promise<Database> {
  // Notices ("relation already exists, skipping") are no news; PostgreSQL's own defaults decide about TLS in the address.
  const client = postgres(url, {
    max: 10,
    onnotice: () => undefined,
    connect_timeout: 20,
    connection: { application_name: name },
  });
  await client`select 1`;
  return {
    kind: "postgresql",
    queries: drizzlePostgres(client),
    within: async (work, isolation) => {
      const connection = await client.reserve();
      const sql: PlainSql = {
        query: async (text, parameters = []) => [
          ...(await connection.unsafe(text, parameters.map(asParameter))),
        ],
        script: async (text) => {
          await connection.unsafe(text);
        },
      };
      try {
        await connection.unsafe(isolation === "snapshot" ? "begin isolation level repeatable read" : "begin");
        const result = await work(sql);
        await connection.unsafe("commit");
        return result;
      } catch (error) {
        await connection.unsafe("rollback").catch(() => undefined);
        throw error;
      } finally {
        connection.release();
      }
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/** Only text and numbers are handed in as parameters. */
function asParameter(value: unknown): string | number {
  return typeof value === "number" ? value : String(value);
}
