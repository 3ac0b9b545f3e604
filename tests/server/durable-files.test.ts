import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, it } from "vitest";
import { DurableFiles, durableStart } from "../../server/storage/durable-files.ts";
import { startChildServer } from "./child-server.ts";
import { temporaryFolders } from "./databases.ts";

const folders = temporaryFolders();

it("flushes the embedded database's log to the disk with every commit", async () => {
  const files = new DurableFiles(`${folders.make()}/database`);
  const database = new PGlite({ fs: files, startParams: durableStart(PGlite.defaultStartParams) });
  await database.waitReady;
  const settings = await database.query("show fsync");
  expect(settings.rows).toEqual([{ fsync: "on" }]);
  await database.exec("create table kept (words text)");
  for (let number = 1; number <= 5; number += 1) {
    const before = files.flushes;
    await database.query("insert into kept values ($1)", [`number ${number}`]);
    // Before the insert is answered, its record is on the disk.
    expect(files.flushes).toBeGreaterThan(before);
  }
  const before = files.flushes;
  await database.query("select count(*) from kept");
  expect(files.flushes).toBe(before);
  await database.close();
}, 120_000);

it("makes the database again when the first start was killed in the middle of making it", async () => {
  const DATA = folders.make();
  const kill = new AbortController();
  const first = startChildServer({ DATA }, kill.signal);
  first.catch(() => undefined);
  while (!existsSync(join(DATA, "database.new", "PG_VERSION"))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  kill.abort();
  await expect(first).rejects.toThrow("The server ended");
  expect(existsSync(join(DATA, "database"))).toBe(false);
  const server = await startChildServer({ DATA });
  expect((await fetch(`${server.origin}/api/v1/health`)).status).toBe(200);
  await server.end("SIGTERM");
  expect(existsSync(join(DATA, "database.new"))).toBe(false);
}, 200_000);
