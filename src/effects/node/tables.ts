import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Tables } from "../../check/effects.ts";
import { folderHash } from "../../check/tables-hash.ts";
import { type BundledTables, bundledTables } from "../../configuration/bundled-tables.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import { configurationFiles, readConfiguration } from "../../configuration/read.ts";
import { readSpecification } from "../../specification/read.ts";

/** Where the bundle's pieces lie: beside the built command line, or in the source tree. */
function tablesFolder(): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  // Built, the code is in dist/cli or dist/chunks and the app in dist/app; in the source tree it is in src/effects/node.
  for (const path of ["../app/tables", "../../../public/tables"]) {
    const folder = join(here, path);
    if (existsSync(join(folder, "manifest.json"))) return folder;
  }
  throw new Error("The bundle of public tables was not found beside the program. Run npm run bundle.");
}

/** The product's bundle, read from disk piece by piece. */
export function nodeTables(): BundledTables {
  const folder = tablesFolder();
  return bundledTables({
    load: async (piece) => JSON.parse(readFileSync(join(folder, `${piece}.json`), "utf8")),
  });
}

/** One piece of the bundle as parsed JSON, for example `registry`. */
export function bundlePiece(piece: string): unknown {
  return JSON.parse(readFileSync(join(tablesFolder(), `${piece}.json`), "utf8"));
}

/** OSTN15's packed table. */
export function ostn15Table(): Uint8Array {
  return readFileSync(join(tablesFolder(), "..", "grid", "ostn15.bin"));
}

/** The bundle with the specification of a folder of published CSV tables in its place. */
export function withSpecification(tables: Tables, folder: string): Tables {
  const specification = readSpecification(csvFiles(folder), {
    date: basename(folder),
    hash: hashOf(csvFiles(folder)),
  });
  return { ...tables, specification: async () => specification };
}

/** The configuration tables in a folder; those that are not there hold no rules. */
export function folderConfiguration(folder: string): Configuration {
  const files = new Map(
    [...csvFiles(folder)].filter(([name]) => configurationFiles.some((file) => file === name)),
  );
  return readConfiguration(files, basename(folder), hashOf(files));
}

/** Tables of a folder as text, with its version as the pipeline writes it down. */
export interface FolderTables {
  readonly label: string;
  readonly files: Map<string, string>;
  readonly folderHash: string;
  /** Text of the collection's old-resource.csv, where the folder is a checkout that has it. */
  readonly oldResource?: string;
}

/**
 * The configuration tables in a folder; of a whole checkout those of the collection.
 * @throws an Error in plain words
 */
export function folderTables(folder: string, collection: string): FolderTables {
  const inside = join(folder, "pipeline", collection);
  const used = existsSync(inside) ? inside : folder;
  const tables = [...csvFiles(used)].filter(([name]) => configurationFiles.some((file) => file === name));
  const old = join(folder, "collection", collection, "old-resource.csv");
  return {
    label: basename(folder),
    files: new Map(tables),
    folderHash: folderHash(allFiles(used)),
    ...(existsSync(old) ? { oldResource: readFileSync(old, "utf8") } : {}),
  };
}

/** The specification tables in a folder, or in the folder `specification` of a checkout. @throws an Error in plain words */
export function specificationTables(folder: string): FolderTables {
  const inside = join(folder, "specification");
  const used = existsSync(inside) ? inside : folder;
  return { label: basename(folder), files: csvFiles(used), folderHash: folderHash(allFiles(used)) };
}

/** The bytes of every file of a folder, whatever it is, by path relative to it. */
function allFiles(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]));
}

/** @throws an Error in plain words when the folder is not there or holds no CSV */
function csvFiles(folder: string): Map<string, string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`There is no folder ${folder}.`);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .sort();
  if (names.length === 0) throw new Error(`The folder ${folder} holds no CSV tables.`);
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, text] of files) hash.update(name).update("\n").update(text);
  return hash.digest("hex");
}
