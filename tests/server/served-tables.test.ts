import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createApp } from "../../server/app.ts";
import { servedTables } from "../../server/served-tables.ts";
import { temporaryFolders } from "./databases.ts";
import { pagesFolder, tablesFolder } from "./intake-server.ts";

const folders = temporaryFolders();

function copyOfTables(): string {
  const folder = join(folders.make(), "tables");
  cpSync(tablesFolder, folder, { recursive: true });
  return folder;
}

/** What an operator's update does: a piece is replaced, the list of pieces last. */
function replaceOrganisation(folder: string, name: string, by: string): void {
  const path = join(folder, "organisation.json");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(name, by));
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  manifest.pieces.organisation.sha256 = "0".repeat(64);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

it("uses newer tables without a restart, and tells that they are others", () => {
  const folder = copyOfTables();
  const tables = servedTables(folder);
  const before = tables.version();
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  expect(tables.version()).toBe(before);
  expect(tables.organisationName("local-authority:LBH")).toBe("London Borough of Lambeth");
  replaceOrganisation(folder, "London Borough of Lambeth", "Lambeth as renamed");
  expect(tables.version()).not.toBe(before);
  expect(tables.organisationName("local-authority:LBH")).toBe("Lambeth as renamed");
  expect(tables.organisationName("local-authority:NOWHERE")).toBe("local-authority:NOWHERE");
});

it("goes on with the tables it has while new ones are being put there", () => {
  const folder = copyOfTables();
  const tables = servedTables(folder);
  const before = tables.version();
  writeFileSync(join(folder, "manifest.json"), '{"format":1,"pie');
  expect(tables.version()).toBe(before);
  expect(tables.validation().specification.datasets.has("tree")).toBe(true);
});

it("does not start with a folder that holds no tables", () => {
  expect(() => servedTables(folders.make())).toThrow("There are no public tables in");
});

it("serves an operator's own folder of tables, and nothing of the app's in between", async () => {
  const folder = copyOfTables();
  const app = createApp({ pagesFolder, tablesFolder: folder, tables: servedTables(folder) });
  const manifest = await app.request("/tables/manifest.json");
  expect([manifest.status, manifest.headers.get("Cache-Control")]).toEqual([200, "no-cache"]);
  expect(
    (await app.request("/tables/configuration/brownfield-land.json")).headers.get("Content-Type"),
  ).toContain("json");
  expect((await app.request("/tables/nothing.json")).status).toBe(404);
  expect((await app.request("/tables/..%2f..%2fpackage.json")).status).toBe(404);
  const version = await (await app.request("/api/v1/data-version")).json();
  expect(version).toEqual({ dataVersion: servedTables(folder).version() });
});
