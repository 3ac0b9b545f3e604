import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Effects, Tables } from "../../src/check/effects.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { ostn15Table } from "../../src/effects/node/tables.ts";
import type { Json, JsonObject } from "../../src/repository/add-data-response.ts";
import type { RepositoryFiles } from "../../src/repository/files.ts";
import type { Specification } from "../../src/specification/specification.ts";
import { referenceOrganisations, referenceSpecification } from "./reference-data.ts";

/** case.json of an add-data case. Format: ../shared/conformance/add-data/INDEX.md. */
export interface AddDataCase {
  readonly folder: string;
  readonly path: "service" | "commit" | "command-line" | "import" | "redirections";
  readonly today: string;
  readonly collection: string;
  readonly params: JsonObject;
  readonly fetchedWith: string;
  readonly input: string;
  readonly retire: readonly string[];
  readonly unretire: readonly string[];
  /** Dataset to its range of numbers instead of the specification's. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  /** Address to the file it answers. */
  readonly resources: ReadonlyMap<string, Uint8Array>;
  readonly answers: { readonly retire: readonly string[]; readonly save: string };
  readonly unstable: string;
  readonly files: RepositoryFiles;
}

const paths = ["service", "commit", "command-line", "import", "redirections"] as const;

/** Reads a case with its repository. Throws when case.json lacks a needed member: a broken case is a bug. */
export function readAddDataCase(folder: string): AddDataCase {
  const json = readJson(join(folder, "case.json")) as Record<string, Json>;
  const text = (key: string) => (typeof json[key] === "string" ? json[key] : "");
  const path = paths.find((one) => one === json.path);
  if (!path || text("today") === "" || text("collection") === "")
    throw new Error(`${folder}/case.json: path, today and collection are needed`);
  const answers = record(json.answers);
  const resources = Object.entries(record(json.resources)).map(
    ([url, file]) => [url, readFileSync(join(folder, String(file)))] as const,
  );
  return {
    folder,
    path,
    today: text("today"),
    collection: text("collection"),
    params: record(json.params),
    fetchedWith: text("fetched-with"),
    input: text("input"),
    retire: texts(json.retire),
    unretire: texts(json.unretire),
    ranges: record(json.specification) as Record<string, [number, number]>,
    resources: new Map(resources),
    answers: { retire: texts(answers.retire), save: typeof answers.save === "string" ? answers.save : "yes" },
    unstable: text("unstable"),
    files: repositoryFiles(join(folder, "configuration")),
  };
}

/** The CSV files of a repository by path; other files and the command line's own logs are left out. */
export function repositoryFiles(root: string): Map<string, string> {
  const files = new Map<string, string>();
  if (!existsSync(root)) return files;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".csv")) continue;
    const path = join(entry.parentPath, entry.name);
    if (["log.csv", "resource.csv"].includes(basename(path))) continue;
    files.set(path.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8"));
  }
  return files;
}

/** The tables and the clock of a case. */
export function caseEffects(recorded: AddDataCase): Effects {
  const specification = withRanges(referenceSpecification(), recorded.ranges);
  const tables: Tables = {
    specification: async () => specification,
    organisations: async () => referenceOrganisations(),
    configuration: async () => undefined,
    categoryValues: async () => new Map(),
  };
  return {
    today: () => recorded.today,
    tables,
    geometry: loadGeometryEngine,
    ostn15: ostn15Table,
    convert: {},
  };
}

function withRanges(specification: Specification, ranges: AddDataCase["ranges"]): Specification {
  const datasets = new Map(specification.datasets);
  for (const [dataset, [minimum, maximum]] of Object.entries(ranges)) {
    const row = datasets.get(dataset);
    if (row) {
      datasets.set(dataset, { ...row, entityMinimum: String(minimum), entityMaximum: String(maximum) });
    }
  }
  return { ...specification, datasets };
}

export function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** `expected/<name>` of a case; `undefined` when it has none. */
export function expectedJson(folder: string, name: string): Json | undefined {
  const path = join(folder, "expected", name);
  return existsSync(path) ? readJson(path) : undefined;
}

export function record(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function texts(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : [];
}
