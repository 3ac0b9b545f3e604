import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readSources, type Sources } from "./sources.ts";

/** Where the public tables lie. What is not named is taken from `from`. */
export interface SourceFolders {
  /** A folder with specification/, configuration/, organisation/ and organisation.csv in it. */
  readonly from: string;
  /** A checkout of the specification repository, or the folder of its tables. */
  readonly specification?: string | undefined;
  /** A checkout of the configuration repository: pipeline/ and collection/ in it. */
  readonly configuration?: string | undefined;
  /** The published organisation.csv. */
  readonly organisations?: string | undefined;
}

const subjects = {
  specification: "Specification",
  configuration: "configuration",
  organisations: "Organisations",
};

/**
 * The tables of `from` with those of dropped checkouts in their place, each with the date of its commit (or, where a
 * folder is no checkout, of its newest table).
 * @throws Error in plain words when a folder does not hold what it should
 */
export function readCheckouts(folders: SourceFolders): Sources {
  const { specification, configuration, organisations } = folders;
  const sources = new Map(existsSync(folders.from) ? readSources(folders.from) : []);
  const notes: string[] = [];
  if (specification !== undefined) {
    const tables = [join(specification, "specification"), specification].find((folder) =>
      existsSync(join(folder, "dataset.csv")),
    );
    if (tables === undefined) throw new Error(`${specification} has no dataset.csv: it is no specification.`);
    replace(sources, "specification/", csvBelow(tables, "specification/"));
    notes.push(note(subjects.specification, tables));
  }
  if (configuration !== undefined) {
    if (!existsSync(join(configuration, "pipeline")) || !existsSync(join(configuration, "collection")))
      throw new Error(`${configuration} has no folders pipeline and collection: it is no configuration.`);
    replace(sources, "configuration/", [
      ...csvBelow(join(configuration, "pipeline"), "configuration/pipeline/"),
      ...csvBelow(join(configuration, "collection"), "configuration/collection/"),
    ]);
    notes.push(note(subjects.configuration, configuration));
  }
  if (organisations !== undefined) {
    if (!existsSync(organisations)) throw new Error(`There is no file ${organisations}.`);
    sources.set("organisation.csv", readFileSync(organisations, "utf8"));
    notes.push(note(subjects.organisations, organisations));
  }
  if (sources.size === 0) throw new Error(`There is no folder ${folders.from} with the public tables.`);
  // The first note about a subject counts (sources.ts).
  const before = sources.get("configuration/README.md") ?? "";
  sources.set("configuration/README.md", [...notes, before].join("\n"));
  return sources;
}

function replace(
  sources: Map<string, string>,
  prefix: string,
  files: readonly (readonly [string, string])[],
): void {
  for (const path of [...sources.keys()])
    if (path.startsWith(prefix) && path.endsWith(".csv")) sources.delete(path);
  for (const [path, text] of files) sources.set(path, text);
}

function csvBelow(folder: string, prefix: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return csvBelow(path, `${prefix}${entry.name}/`);
      return entry.name.endsWith(".csv") ? [[prefix + entry.name, readFileSync(path, "utf8")]] : [];
    });
}

/** As the note beside the tables has it: `Specification: commit ... of 21 August 2026`. */
function note(subject: string, path: string): string {
  const { commit, date } = commitOf(path) ?? { commit: "0".repeat(40), date: newest(path) };
  return `${subject}: commit ${commit} of ${longDate(date)}.`;
}

function commitOf(path: string): { readonly commit: string; readonly date: Date } | undefined {
  const folder = statSync(path).isDirectory() ? path : join(path, "..");
  try {
    const [commit = "", date = ""] = execFileSync(
      "git",
      ["-C", folder, "log", "-1", "--format=%H %cI", "--", path],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    )
      .trim()
      .split(" ");
    return /^[0-9a-f]{40}$/.test(commit) ? { commit, date: new Date(date) } : undefined;
  } catch {
    // No git, or no checkout: a folder of tables that was unpacked.
    return undefined;
  }
}

function newest(path: string): Date {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtime;
  const below = readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .map((name) => newest(join(path, name)));
  return below.reduce((latest, date) => (date > latest ? date : latest), new Date(0));
}

function longDate(date: Date): string {
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
