import type { AssignedReference, NumberRange } from "../repository/assign.ts";
import { ChangeSet, type RowOrder } from "../repository/change-set.ts";
import { collisions } from "../repository/collisions.ts";
import type { Cells, RepositoryFiles } from "../repository/files.ts";
import { proposeRanges } from "../repository/ranges.ts";
import { planRedirects, type RedirectDecision } from "../repository/redirects.ts";
import { tableRows } from "../repository/register.ts";
import type { RepositoryChange, RowProblem } from "../request/rows.ts";
import type { EntityRow } from "./entity-table.ts";
import { type NumberProposal, proposeNumbers } from "./propose.ts";

/** A number of the platform that is left for the number a new reference gets. */
export interface RedirectChoice {
  readonly oldEntity: string;
  /** Row of the table. */
  readonly key: string;
  /** The evidence, for the row's notes. */
  readonly notes: string;
}

export interface EntityDecisions {
  /** Keys of the rows that get a number. */
  readonly selected: ReadonlySet<string>;
  readonly redirects: readonly RedirectChoice[];
  /** Numbers that are removed (410). */
  readonly removals: readonly { readonly entity: string; readonly notes: string }[];
  /** The organisations own their numbers: entity-organisation.csv gets their ranges. */
  readonly authoritative: boolean;
}

export interface ChangeInput {
  readonly dataset: string;
  readonly collection: string;
  readonly table: readonly EntityRow[];
  readonly decisions: EntityDecisions;
  readonly range: NumberRange;
  /** The collection's tables by path. */
  readonly repository: RepositoryFiles;
  readonly order: RowOrder;
  /** YYYY-MM-DD: entry-date of new rows of old-entity.csv. */
  readonly today: string;
}

export interface EntityChange {
  readonly proposal: NumberProposal;
  readonly change: RepositoryChange;
}

/**
 * What decisions about entities change in the configuration repository: rows of lookup.csv, the ranges of their owners,
 * redirections and removals. Source: service/data-team.md 5, 6.2, 7
 */
export function entityChange(input: ChangeInput): EntityChange {
  const { collection, dataset, table, decisions, range, repository } = input;
  const path = (file: string) => `pipeline/${collection}/${file}`;
  const set = new ChangeSet(repository, input.order);
  const problems: RowProblem[] = [];
  const notes: RowProblem[] = [];
  const problem = (message: string) => problems.push({ request: dataset, message });
  const note = (message: string) => notes.push({ request: dataset, message });

  const proposal = proposeNumbers(
    table,
    decisions.selected,
    range,
    repository.get(path("lookup.csv")),
    repository.get(path("old-entity.csv")),
  );
  const { assigned, withoutNumber, reachesMaximum } = proposal;
  if (withoutNumber.length > 0) {
    problem(
      `No numbers are left for ${withoutNumber.length} references: ${range.entityMinimum} to ${range.entityMaximum} are taken`,
    );
  }
  if (reachesMaximum)
    note(`${range.entityMaximum} is the last number of ${dataset}: the pipeline reports it as out of range`);
  set.add(path("lookup.csv"), assigned.map(lookupRow));

  const again = new Set(table.filter(({ state }) => state === "lost-lookup").map(({ entity }) => entity));
  const fresh = assigned.filter(({ entity }) => !again.has(entity));
  if (decisions.authoritative) {
    const { ranges, overlaps } = proposeRanges(dataset, fresh, set.rows(path("entity-organisation.csv")));
    for (const { entity, organisation, line, with: other } of overlaps) {
      problem(
        `${entity} of ${organisation} lies in line ${line} of entity-organisation.csv: ${other.entityMinimum} to ${other.entityMaximum} are ${other.organisation}'s`,
      );
    }
    set.add(
      path("entity-organisation.csv"),
      ranges.map(({ entityMinimum, entityMaximum, organisation }) =>
        cells({
          dataset,
          "entity-minimum": String(entityMinimum),
          "entity-maximum": String(entityMaximum),
          organisation,
        }),
      ),
    );
  }
  redirect(input, set, proposal, problem, note);
  for (const { message } of collisions({
    rowsOf: (file) => tableRows(repository.get(file) ?? ""),
    added: addedCells(set),
    sharedEntities: again,
  })) {
    problem(message);
  }
  return {
    proposal,
    change: {
      changed: set.changed(),
      added: set.added(),
      addedRows: set.addedRows(),
      edits: set.edits,
      assigned,
      sharedEntities: [...again].filter((entity) => assigned.some((row) => row.entity === entity)),
      problems,
      notes,
      rowsAdded: set.addedCount(),
      retired: [],
    },
  };
}

function redirect(
  { collection, decisions, today }: ChangeInput,
  set: ChangeSet,
  { numbers }: NumberProposal,
  problem: (message: string) => void,
  note: (message: string) => void,
): void {
  const file = `pipeline/${collection}/old-entity.csv`;
  const wanted: RedirectDecision[] = [];
  for (const { oldEntity, key, notes } of decisions.redirects) {
    const entity = numbers.get(key);
    // Its page cannot be reached: the control is disabled while the reference is not selected.
    if (entity === undefined) problem(`${oldEntity} has nowhere to lead: the reference gets no number`);
    else wanted.push({ oldEntity, status: "301", entity, notes });
  }
  for (const { entity, notes } of decisions.removals)
    wanted.push({ oldEntity: entity, status: "410", entity: "", notes });
  if (wanted.length === 0) return;
  const plan = planRedirects(wanted, set.rows(file));
  for (const message of plan.notes) note(message);
  for (const message of plan.problems) problem(message);
  for (const { oldEntity, before, after } of plan.rewrites) {
    const same = (row: Cells) => row.get("old-entity") === oldEntity && row.get("entity") === before;
    set.edit(file, same, "entity", () => after);
    note(`${oldEntity} led to ${before}: it leads to ${after} now`);
  }
  set.add(
    file,
    plan.added.map(({ oldEntity, status, entity, notes }) =>
      cells({ "old-entity": oldEntity, status, entity, notes, "entry-date": today }),
    ),
  );
}

function lookupRow({ prefix, organisation, reference, entity }: AssignedReference): Cells {
  return cells({ prefix, organisation, reference, entity });
}

function addedCells(set: ChangeSet): ReadonlyMap<string, readonly Cells[]> {
  return new Map(
    [...set.addedRows()].map(([path, { columns, rows }]) => [
      path,
      rows.map((row) => new Map(columns.map((column, at) => [column, row[at] ?? ""]))),
    ]),
  );
}

function cells(row: Readonly<Record<string, string>>): Cells {
  return new Map(Object.entries(row));
}
