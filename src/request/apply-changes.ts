import { type AssignedReference, EntityNumbers } from "../repository/assign.ts";
import { ChangeSet } from "../repository/change-set.ts";
import { type Collision, collisions } from "../repository/collisions.ts";
import type { Cells, RepositoryFiles } from "../repository/files.ts";
import { proposeRanges } from "../repository/ranges.ts";
import { managedTable } from "../repository/tables.ts";
import type { Specification } from "../specification/specification.ts";
import { numberRange } from "./facts-run.ts";
import type { Manifest } from "./manifest.ts";
import { type MovedNumber, movedNumbers } from "./stale.ts";

export interface ApplyInput {
  readonly manifest: Manifest;
  /** The repository as it is now. */
  readonly repository: RepositoryFiles;
  /** Gives the new references fresh numbers instead of those proposed. */
  readonly renumber: boolean;
  readonly specification: Specification;
}

export type ApplyReply =
  | {
      readonly ok: true;
      readonly changed: ReturnType<ChangeSet["changed"]>;
      readonly moved: readonly MovedNumber[];
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[]; readonly collisions: readonly Collision[] };

/**
 * Lays a downloaded change on a repository that may have moved on: all of it, or nothing and why. New rows must not
 * collide with what is there; a cell is changed only in the row it was changed in. Source: service/data-team.md 9
 */
export function applyChanges(input: ApplyInput): ApplyReply {
  const { manifest, repository } = input;
  const paths = [...manifest.rows, ...manifest.cells].map(({ path }) => path);
  const strange = paths.filter((path) => !managedTable(path));
  if (strange.length > 0) return refused(strange.map((path) => `${path} is no table of the repository`));
  const set = new ChangeSet(repository, manifest.order);
  const notes: string[] = [];
  const problems = editCells(set, manifest, notes);
  if (problems.length > 0) return refused(problems);
  const proposed = rowsByPath(manifest);
  const { added, moved } = input.renumber
    ? renumbered(input, set, proposed, notes)
    : { added: proposed, moved: [] };
  const found = collisions({
    rowsOf: (path) => set.rows(path),
    added,
    sharedEntities: new Set(manifest.sharedEntities),
  });
  if (found.length > 0) return { ok: false, problems: [], collisions: found };
  for (const [path, rows] of added) set.add(path, rows);
  return { ok: true, changed: set.changed(), moved, notes };
}

function refused(problems: readonly string[]): ApplyReply {
  return { ok: false, problems: [...new Set(problems)], collisions: [] };
}

function rowsByPath({ rows }: Manifest): Map<string, readonly Cells[]> {
  return new Map(
    rows.map(({ path, columns, rows: records }) => [
      path,
      records.map((cells) => new Map(columns.map((column, at) => [column, cells[at] ?? ""]))),
    ]),
  );
}

/** Changes cells where the row still says what it said. Returns what stands in the way. */
function editCells(set: ChangeSet, { cells }: Manifest, notes: string[]): string[] {
  const problems: string[] = [];
  for (const { path, column, before, after, row } of cells) {
    const entries = Object.entries(row);
    const [keyColumn = "", key = ""] = entries[0] ?? [];
    const same = (one: Cells) => entries.every(([name, cell]) => (one.get(name) ?? "") === cell);
    if (set.rows(path).some(same)) {
      set.edit(path, same, column, () => after);
      continue;
    }
    // Something else in the row has changed since.
    const own = set.rows(path).filter((one) => one.get(keyColumn) === key);
    if (own.some((one) => one.get(column) === before)) {
      set.edit(
        path,
        (one) => one.get(keyColumn) === key && one.get(column) === before,
        column,
        () => after,
      );
      notes.push(`${path}: the row ${key} has changed since, but not its ${column}`);
    } else if (own.some((one) => one.get(column) === after)) {
      notes.push(`${path}: ${column} of the row ${key} is ${after === "" ? "blank" : after} already`);
    } else if (own.length === 0) problems.push(`${path} has no row ${key} any more`);
    else {
      problems.push(
        `${path}: ${column} of the row ${key} was "${before}" and is "${own[0]?.get(column) ?? ""}" now`,
      );
    }
  }
  return problems;
}

/** The new rows with fresh numbers, in the same order, wherever a number of theirs stands; ranges made anew. */
function renumbered(
  { manifest, repository, specification }: ApplyInput,
  set: ChangeSet,
  proposed: ReadonlyMap<string, readonly Cells[]>,
  notes: string[],
): { added: Map<string, readonly Cells[]>; moved: MovedNumber[] } {
  const added = new Map(proposed);
  const shared = new Set(manifest.sharedEntities);
  const moved: MovedNumber[] = [];
  for (const [path, rows] of proposed) {
    if (managedTable(path)?.file !== "lookup.csv") continue;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const numbers = new EntityNumbers(repository.get(path), repository.get(`${folder}old-entity.csv`));
    const before: AssignedReference[] = [];
    const after: AssignedReference[] = [];
    const fresh = rows.flatMap((row): Cells[] => {
      const cell = (name: string) => row.get(name) ?? "";
      const reference = {
        prefix: cell("prefix"),
        organisation: cell("organisation"),
        reference: cell("reference"),
      };
      if (shared.has(cell("entity"))) return [row];
      before.push({ ...reference, entity: cell("entity") });
      const dataset = datasetOfPrefix(specification, reference.prefix);
      const [given] = numbers.assign([reference], numberRange(specification, dataset)).assigned;
      if (!given) {
        notes.push(
          `${reference.reference} of ${reference.organisation} gets no number: it has one, or none is left`,
        );
        return [];
      }
      after.push(given);
      return [new Map(row).set("entity", given.entity)];
    });
    added.set(path, fresh);
    moved.push(...movedNumbers({ assigned: before }, { assigned: after }));
    const next = nextNumbers(before, after);
    const oldPath = `${folder}old-entity.csv`;
    added.set(
      oldPath,
      (proposed.get(oldPath) ?? []).map((row) => withNext(row, next)),
    );
    const rangePath = `${folder}entity-organisation.csv`;
    added.set(rangePath, rangesAnew(proposed.get(rangePath) ?? [], before, after, set.rows(rangePath)));
  }
  return { added: new Map([...added].filter(([, rows]) => rows.length > 0)), moved };
}

/** Several datasets may share a prefix: the one of that name, else the first. */
function datasetOfPrefix({ datasets }: Specification, prefix: string): string {
  if (datasets.has(prefix)) return prefix;
  return [...datasets.values()].find((row) => row.prefix === prefix)?.dataset ?? prefix;
}

function nextNumbers(
  before: readonly AssignedReference[],
  after: readonly AssignedReference[],
): ReadonlyMap<string, string> {
  const key = (one: AssignedReference) => JSON.stringify([one.prefix, one.organisation, one.reference]);
  const fresh = new Map(after.map((one) => [key(one), one.entity]));
  return new Map(before.flatMap((one) => [[one.entity, fresh.get(key(one)) ?? one.entity] as const]));
}

function withNext(row: Cells, next: ReadonlyMap<string, string>): Cells {
  const entity = next.get(row.get("entity") ?? "");
  return entity === undefined ? row : new Map(row).set("entity", entity);
}

/** Ranges over the fresh numbers of those references whose old numbers lay in a range of the change. */
function rangesAnew(
  ranges: readonly Cells[],
  before: readonly AssignedReference[],
  after: readonly AssignedReference[],
  existing: readonly Cells[],
): Cells[] {
  const next = nextNumbers(before, after);
  const byNumber = new Map(after.map((one) => [one.entity, one]));
  const datasets = new Set(ranges.map((row) => row.get("dataset") ?? ""));
  return [...datasets].flatMap((dataset) => {
    const own = before.flatMap((one) => {
      const number = BigInt(one.entity);
      const inside = ranges.some(
        (row) =>
          row.get("dataset") === dataset &&
          BigInt(row.get("entity-minimum") ?? "0") <= number &&
          number <= BigInt(row.get("entity-maximum") ?? "0"),
      );
      const fresh = byNumber.get(next.get(one.entity) ?? "");
      return inside && fresh ? [fresh] : [];
    });
    return proposeRanges(dataset, own, existing).ranges.map(
      ({ entityMinimum, entityMaximum, organisation }) =>
        new Map([
          ["dataset", dataset],
          ["entity-minimum", String(entityMinimum)],
          ["entity-maximum", String(entityMaximum)],
          ["organisation", organisation],
        ]),
    );
  });
}
