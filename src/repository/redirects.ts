import type { Cells } from "./files.ts";

/** Somebody's decision about a number that should be left: it moves to another number (301) or goes away (410). */
export interface RedirectDecision {
  readonly oldEntity: string;
  readonly status: "301" | "410";
  /** The number that stays; `""` for 410. */
  readonly entity: string;
  /** The evidence, for the row's notes. */
  readonly notes: string;
}

export interface RedirectPlan {
  /** New rows of old-entity.csv. */
  readonly added: readonly RedirectDecision[];
  /** Rows that are there and lead to a number that is left now: they lead on to where it goes. */
  readonly rewrites: readonly {
    readonly oldEntity: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** What was passed over, for people. */
  readonly notes: readonly string[];
  /** What a person must decide before anything is written. */
  readonly problems: readonly string[];
}

interface Known {
  status: string;
  entity: string;
}

/**
 * What decisions about old numbers add to and change in old-entity.csv.
 *
 * - An old number is in the file once: one that is there already is passed over.
 * - The pipeline follows one step only. A target that is itself an old number is followed to its end, and rows that
 *   lead to a number that is left now are led on in the same change.
 * - Nothing may lead to itself, in however many steps.
 * - A number with several targets was split: it is removed, once, with the note "matches several".
 *
 * @param existing rows of old-entity.csv
 * Source: service/data-team.md 6.2
 */
export function planRedirects(
  decisions: readonly RedirectDecision[],
  existing: readonly Cells[],
): RedirectPlan {
  const before = new Map<string, Known>();
  for (const row of existing) {
    const known = { status: row.get("status") ?? "", entity: row.get("entity") ?? "" };
    const old = row.get("old-entity") ?? "";
    // As the pipeline: of several rows the last counts.
    if (old !== "") before.set(old, known);
  }
  const now = new Map(before);
  const added: RedirectDecision[] = [];
  const notes: string[] = [];
  const problems: string[] = [];
  for (const decision of oneEach(decisions)) {
    const { oldEntity, status } = decision;
    const problem = faultOf(decision);
    if (problem !== undefined) {
      problems.push(problem);
      continue;
    }
    const known = before.get(oldEntity);
    if (known) {
      notes.push(`${oldEntity} is in old-entity.csv already (${wordsOf(known)}): passed over`);
      continue;
    }
    const end = status === "301" ? endOf(decision.entity, now) : "";
    if (end === oldEntity || end === undefined) {
      problems.push(`${oldEntity} cannot lead to ${decision.entity}: it would lead in a circle`);
      continue;
    }
    if (status === "301" && end === "") {
      problems.push(`${oldEntity} cannot lead to ${decision.entity}: that number has been removed`);
      continue;
    }
    if (end !== decision.entity) notes.push(`${decision.entity} leads to ${end}, so ${oldEntity} does too`);
    const row = { ...decision, entity: end };
    now.set(oldEntity, row);
    added.push(row);
  }
  const rewrites: { oldEntity: string; before: string; after: string }[] = [];
  for (const [oldEntity, { status, entity }] of before) {
    const next = status === "301" ? added.find((row) => row.oldEntity === entity) : undefined;
    if (!next) continue;
    if (next.status === "410") {
      problems.push(`${oldEntity} leads to ${entity}, which is removed now: decide where ${oldEntity} leads`);
    } else rewrites.push({ oldEntity, before: entity, after: endOf(next.entity, now) ?? next.entity });
  }
  // A decision may lead on where a later one leads away from its target.
  const settled = added.map((row) => {
    const end = row.status === "301" ? endOf(row.entity, now) : "";
    return end === undefined || end === row.entity ? row : { ...row, entity: end };
  });
  for (const { oldEntity, status, entity } of settled) {
    if (status === "301" && entity === "")
      problems.push(`${oldEntity} leads to a number that is removed in the same change`);
    if (entity === oldEntity) problems.push(`${oldEntity} would lead to itself`);
  }
  return { added: settled, rewrites, notes, problems };
}

/** One decision for each old number: one with several targets is removed. */
function oneEach(decisions: readonly RedirectDecision[]): RedirectDecision[] {
  const byOld = new Map<string, RedirectDecision[]>();
  for (const decision of decisions)
    byOld.set(decision.oldEntity, [...(byOld.get(decision.oldEntity) ?? []), decision]);
  return [...byOld].flatMap(([oldEntity, all]) => {
    const [first] = all;
    if (!first) return [];
    const targets = new Set(all.map(({ status, entity }) => `${status} ${entity}`));
    if (targets.size === 1) return [first];
    return [{ oldEntity, status: "410", entity: "", notes: "matches several" } satisfies RedirectDecision];
  });
}

function faultOf({ oldEntity, status, entity }: RedirectDecision): string | undefined {
  if (!/^[1-9]\d*$/.test(oldEntity)) return `"${oldEntity}" is not an entity number`;
  if (status === "410") return entity === "" ? undefined : `${oldEntity} is removed, so it leads nowhere`;
  if (!/^[1-9]\d*$/.test(entity)) return `${oldEntity} needs the number it leads to; "${entity}" is none`;
  return entity === oldEntity ? `${oldEntity} would lead to itself` : undefined;
}

/** Where a number leads in the end: itself, another, `""` when it is removed, `undefined` for a circle. */
function endOf(entity: string, table: ReadonlyMap<string, Known>): string | undefined {
  const passed = new Set<string>();
  let at = entity;
  for (;;) {
    const row = table.get(at);
    if (!row) return at;
    if (row.status === "410" || row.entity === "") return "";
    if (passed.has(at)) return undefined;
    passed.add(at);
    at = row.entity;
  }
}

function wordsOf({ status, entity }: Known): string {
  return status === "301" ? `it leads to ${entity}` : "it is removed";
}
