import {
  type AssignedReference,
  assignEntities,
  type NumberRange,
  type UnassignedReference,
} from "../repository/assign.ts";
import type { EntityRow } from "./entity-table.ts";

export interface NumberProposal {
  /** Number by the row's key: those that are given anew, and those used again. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Rows for lookup.csv, in order. */
  readonly assigned: readonly AssignedReference[];
  /** Selected references that the range has no number for. */
  readonly withoutNumber: readonly UnassignedReference[];
  /** The last number of the range was given, which the pipeline reports as out of range. */
  readonly reachesMaximum: boolean;
}

/**
 * Numbers for the selected rows, in the order of the resource, by the pipeline's algorithm. Rows that are not selected
 * leave no gap. A reference whose number is on the platform without a lookup gets that number back.
 */
export function proposeNumbers(
  table: readonly EntityRow[],
  selected: ReadonlySet<string>,
  range: NumberRange,
  lookups: string | undefined,
  oldEntities: string | undefined,
): NumberProposal {
  const chosen = table.filter((row) => row.selectable && selected.has(row.key));
  const again = chosen.filter(({ state }) => state === "lost-lookup");
  const fresh = chosen.filter(({ state }) => state !== "lost-lookup");
  // A number on the platform is taken, whether lookup.csv knows it or not.
  const platform = table.filter(({ onPlatform, entity }) => onPlatform === "yes" && entity !== "");
  const { assigned, withoutNumber } = assignEntities(
    fresh,
    range,
    lookups,
    withTaken(
      oldEntities,
      platform.map(({ entity }) => entity),
    ),
  );
  const byReference = new Map(assigned.map((row) => [referenceKey(row), row.entity]));
  const numbers = new Map<string, string>(again.map(({ key, entity }) => [key, entity]));
  for (const row of fresh) {
    const entity = byReference.get(referenceKey(row));
    if (entity !== undefined) numbers.set(row.key, entity);
  }
  const used = again.map(({ prefix, organisation, reference, entity }) => ({
    prefix,
    organisation,
    reference,
    entity,
  }));
  return {
    numbers,
    assigned: [...assigned.map(plain), ...used],
    withoutNumber: withoutNumber.map(({ prefix, organisation, reference }) => ({
      prefix,
      organisation,
      reference,
    })),
    reachesMaximum: assigned.some(({ entity }) => BigInt(entity) === range.entityMaximum),
  };
}

function plain({ prefix, organisation, reference, entity }: AssignedReference): AssignedReference {
  return { prefix, organisation, reference, entity };
}

function referenceKey({ prefix, organisation, reference }: UnassignedReference): string {
  return JSON.stringify([prefix, organisation, reference]);
}

/** Numbers stand in old-entity.csv's place of numbers that must not be given. */
function withTaken(oldEntities: string | undefined, taken: readonly string[]): string | undefined {
  if (taken.length === 0) return oldEntities;
  const known = oldEntities?.trimEnd() || "old-entity,status,entity";
  const columns = known.split(/\r?\n/, 1)[0]?.split(",") ?? [];
  const at = columns.indexOf("old-entity");
  const blank = (entity: string) => columns.map((_, column) => (column === at ? entity : "")).join(",");
  return [known, ...taken.map(blank), ""].join("\r\n");
}
