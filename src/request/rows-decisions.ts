import { planRedirects, type RedirectDecision } from "../repository/redirects.ts";
import type { Decisions } from "./decisions.ts";
import { cells, type RowsContext } from "./rows-context.ts";

/**
 * References that take a number that is there ("use number N"): the same real thing from another provider or under
 * another reference. Before new numbers are given, so that these references get none.
 */
export function decideNumbers(
  context: RowsContext,
  collection: string,
  organisation: string,
  { useNumbers }: Decisions,
): void {
  if (useNumbers.length === 0) return;
  const path = `pipeline/${collection}/lookup.csv`;
  const lookups = context.set.rows(path);
  const old = new Map(
    context.set
      .rows(`pipeline/${collection}/old-entity.csv`)
      .map((row) => [row.get("old-entity") ?? "", row.get("entity") ?? ""]),
  );
  for (const { dataset, reference, entity } of useNumbers) {
    const owners = lookups.filter((row) => row.get("entity") === entity);
    const left = old.get(entity);
    const others = owners.filter((row) => (row.get("organisation") ?? "") !== organisation);
    if (owners.length === 0) context.problem(`${entity} is the number of no row of ${path}`);
    else if (left !== undefined) {
      context.problem(
        `${entity} is an old number${left === "" ? "" : `: it leads to ${left}`}. Choose another for ${reference}`,
      );
    } else if (others.length > 0 && collection !== "conservation-area") {
      // The repository's own test allows a number of two organisations in conservation-area only.
      context.problem(
        `${entity} belongs to ${others[0]?.get("organisation")}: one number must not belong to two organisations`,
      );
    } else {
      context.numbers(collection).record({ prefix: dataset, organisation, reference, entity });
      context.sharedEntities.push(entity);
      context.add(path, [cells({ prefix: dataset, organisation, reference, entity })]);
      context.note(`${reference} shares the number ${entity}, as decided`);
    }
  }
}

/** Numbers that are left: rows of old-entity.csv, and the rows that led to them. After new numbers are given. */
export function decideRedirects(context: RowsContext, collection: string, decisions: Decisions): void {
  const path = `pipeline/${collection}/old-entity.csv`;
  const wanted = [...redirectsOf(context, decisions), ...removalsOf(decisions)];
  if (wanted.length === 0) return;
  const { added, rewrites, notes, problems } = planRedirects(wanted, context.set.rows(path));
  for (const message of notes) context.note(message);
  for (const message of problems) context.problem(message);
  for (const { oldEntity, before, after } of rewrites) {
    context.set.edit(
      path,
      (row) => row.get("old-entity") === oldEntity && row.get("entity") === before,
      "entity",
      () => after,
    );
    context.note(`${oldEntity} led to ${before}: it leads to ${after} now`);
  }
  for (const { oldEntity, entity } of added) {
    context.numbers(collection).reserve(oldEntity);
    if (entity !== "") context.numbers(collection).reserve(entity);
  }
  context.add(
    path,
    added.map(({ oldEntity, status, entity, notes: evidence }) =>
      cells({
        "old-entity": oldEntity,
        status,
        entity,
        notes: evidence,
        "entry-date": context.input.today,
      }),
    ),
  );
}

/** A target may be a new reference: then it is the number that reference gets. */
function redirectsOf(context: RowsContext, { redirects }: Decisions): RedirectDecision[] {
  return redirects.flatMap(({ oldEntity, entity, reference, notes }): RedirectDecision[] => {
    if (entity !== undefined) return [{ oldEntity, status: "301", entity, notes }];
    const given = context.assigned.find((one) => one.reference === reference);
    if (given) return [{ oldEntity, status: "301", entity: given.entity, notes }];
    context.problem(
      `${oldEntity} cannot lead to the reference "${reference ?? ""}": it gets no number in this change`,
    );
    return [];
  });
}

function removalsOf({ removals }: Decisions): RedirectDecision[] {
  return removals.map(({ entity, notes }) => ({ oldEntity: entity, status: "410", entity: "", notes }));
}

/** Downloaded files that are not used any more: rows of old-resource.csv. */
export function decideResources(context: RowsContext, collection: string, { resources }: Decisions): void {
  const path = `collection/${collection}/old-resource.csv`;
  const known = new Set(context.set.rows(path).map((row) => row.get("old-resource")));
  for (const { resource, notes } of resources) {
    if (known.has(resource)) context.note(`The file ${resource} is in ${path} already: passed over`);
    else context.add(path, [cells({ "old-resource": resource, status: "410", notes })]);
    known.add(resource);
  }
}
