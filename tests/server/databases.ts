import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { hasPostgres, type PostgresCluster, startPostgres } from "./postgres-cluster.ts";

export interface Databases {
  readonly kind: "embedded" | "postgresql";
  /** A data folder of its own and, on PostgreSQL, an empty database: as the server's settings name them. */
  fresh(): Promise<Record<"DATA", string> & Partial<Record<"DATABASE_URL", string>>>;
}

/** The same tests on both databases. Without PostgreSQL on a stranger's machine they are skipped, and say so. */
export function onBothDatabases(name: string, tests: (databases: Databases) => void): void {
  describe(`${name}, embedded database`, () => {
    const folders = temporaryFolders();
    tests({ kind: "embedded", fresh: async () => ({ DATA: folders.make() }) });
  });
  const words = hasPostgres ? "PostgreSQL" : "PostgreSQL (skipped: it is not installed here)";
  describe.skipIf(!hasPostgres)(`${name}, ${words}`, () => {
    const folders = temporaryFolders();
    let cluster: PostgresCluster;
    beforeAll(async () => {
      cluster = await startPostgres();
    }, 300_000);
    afterAll(() => cluster?.close(), 120_000);
    tests({
      kind: "postgresql",
      fresh: async () => ({ DATA: folders.make(), DATABASE_URL: await cluster.database() }),
    });
  });
}

/** Folders that are gone after the tests of this group. */
export function temporaryFolders(): { make(): string } {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  }, 120_000);
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), "planning-data-check-data-"));
      made.push(folder);
      return folder;
    },
  };
}
