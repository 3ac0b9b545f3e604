import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CsvTable, readTable } from "../../src/csv/read.ts";
import type { TableVersion } from "../../src/specification/specification.ts";

/** The public tables, text by path relative to the shared folder. */
export type Sources = ReadonlyMap<string, string>;

const folders = ["specification", "configuration", "organisation"];

/** Reads every table, and the note that says which commits they are from. */
export function readSources(shared: string): Sources {
  if (!existsSync(shared)) throw new Error(`There is no folder ${shared} with the public tables.`);
  const paths = folders
    .flatMap((folder) => filesBelow(shared, folder))
    .filter((path) => /\.(csv|md)$/.test(path));
  return new Map(
    ["organisation.csv", ...paths].sort().map((path) => [path, readFileSync(join(shared, path), "utf8")]),
  );
}

function filesBelow(shared: string, folder: string): string[] {
  return readdirSync(join(shared, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(shared, path) : [path];
  });
}

/** A table that must be there. */
export function sourceTable(sources: Sources, path: string): CsvTable {
  const csv = sources.get(path);
  if (csv === undefined) throw new Error(`The table ${path} is missing.`);
  return readTable(csv);
}

/** The rows of a table as objects, blank where a cell is missing; none when there is no such table. */
export function sourceRows(sources: Sources, path: string): Record<string, string>[] {
  const { columns, records } = readTable(sources.get(path) ?? "");
  return records.map((record) => Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ""])));
}

/** The names of the folders directly below one. */
export function foldersBelow(sources: Sources, folder: string): string[] {
  const names = [...sources.keys()].flatMap((path) =>
    path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
  );
  return [
    ...new Set(names.filter((name) => name.includes("/")).map((name) => name.split("/")[0] ?? "")),
  ].sort();
}

const datePattern = /commit [0-9a-f]{40} of (\d{1,2} [A-Z][a-z]+ \d{4})/;

/** Date and hash of some tables. The date is that of their commit, as the note beside the tables says it. */
export function versionOf(
  sources: Sources,
  subject: "configuration" | "Specification" | "Organisations",
  paths: readonly string[],
): TableVersion {
  const note = sources.get("configuration/README.md") ?? "";
  const date = datePattern.exec(note.slice(Math.max(note.indexOf(subject), 0)))?.[1];
  if (date === undefined) throw new Error(`configuration/README.md does not say the date of: ${subject}`);
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) hash.update(`${path}\n${sources.get(path) ?? ""}`);
  return { date, hash: hash.digest("hex") };
}

/** The paths of the tables in a folder, at any depth. */
export function pathsBelow(sources: Sources, folder: string): string[] {
  return [...sources.keys()].filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".csv"));
}
