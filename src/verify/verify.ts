import type { RepositoryFiles } from "../repository/files.ts";
import { type CollectionTables, collectionProblems, type VerifyTables } from "./collection-checks.ts";
import { fileProblems } from "./file-checks.ts";
import { type LocatedTable, locatedTable } from "./located-table.ts";
import { type Problem, problemLevels } from "./problem.ts";
import { rangeProblems } from "./range-checks.ts";

/** Problems in order of place, apart by whether they stop a merge. */
export interface Verification {
  readonly files: number;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Problems that were there before, and are left aside. */
  readonly known: number;
}

/**
 * Verifies the tables of a configuration repository, as its own tests do and beyond (service/data-team.md 7, 9, 13).
 *
 * @param files by path, `pipeline/<collection>/<table>.csv` and `collection/<collection>/<table>.csv`
 * @param base the repository before a change: what is wrong there already is left aside
 */
export function verify(files: RepositoryFiles, tables: VerifyTables, base?: RepositoryFiles): Verification {
  const located = locate(files);
  const before = new Map<string, number>();
  for (const problem of base ? problemsOf(locate(base), tables) : []) {
    before.set(identity(problem), (before.get(identity(problem)) ?? 0) + 1);
  }
  let known = 0;
  const problems = problemsOf(located, tables)
    .sort(byPlace)
    .filter((problem) => {
      const left = before.get(identity(problem)) ?? 0;
      if (left === 0) return true;
      before.set(identity(problem), left - 1);
      known += 1;
      return false;
    });
  return {
    files: located.length,
    errors: problems.filter(({ code }) => problemLevels[code] === "error"),
    warnings: problems.filter(({ code }) => problemLevels[code] === "warning"),
    known,
  };
}

function locate(files: RepositoryFiles): LocatedTable[] {
  return [...files].flatMap(([path, text]) => locatedTable(path, text) ?? []);
}

function problemsOf(located: readonly LocatedTable[], tables: VerifyTables): Problem[] {
  const collections = [...new Set(located.map(({ collection }) => collection))].sort();
  return [
    ...located.flatMap((table) => fileProblems(table, tables.specification)),
    ...collections.flatMap((name) => {
      const collection = ofCollection(name, located);
      return [...collectionProblems(collection, tables), ...rangeProblems(collection, tables)];
    }),
    ...acrossCollections(located),
  ];
}

function ofCollection(collection: string, located: readonly LocatedTable[]): CollectionTables {
  const own = located.filter((table) => table.collection === collection);
  return { collection, tables: (kind, file) => own.filter((one) => one.kind === kind && one.file === file) };
}

/** A number is one thing in the whole country, whatever collection it is in. */
function acrossCollections(located: readonly LocatedTable[]): Problem[] {
  const owners = new Map<string, { collection: string; path: string; line: number }>();
  const problems: Problem[] = [];
  for (const { path, kind, file, collection, rows } of located) {
    if (kind !== "pipeline" || file !== "lookup.csv") continue;
    for (const { line, cell } of rows) {
      const entity = cell("entity").trim();
      const owner = owners.get(entity);
      if (entity === "" || !owner) owners.set(entity, { collection, path, line });
      else if (owner.collection !== collection) {
        const message = `The number ${entity} is in ${owner.path}:${owner.line} too.`;
        problems.push({ path, line, code: "number-in-two-collections", about: entity, message });
      }
    }
  }
  return problems;
}

function identity({ path, code, about }: Problem): string {
  return JSON.stringify([path, code, about]);
}

function byPlace(a: Problem, b: Problem): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}
