import type { AssignedReference } from "./assign.ts";
import type { Cells } from "./files.ts";

/** A row of entity-organisation.csv: these numbers of a dataset are the organisation's own. */
export interface EntityRange {
  readonly dataset: string;
  readonly entityMinimum: bigint;
  readonly entityMaximum: bigint;
  readonly organisation: string;
}

export interface RangeProposal {
  /** Rows to add, one per unbroken run of numbers and organisation. */
  readonly ranges: readonly EntityRange[];
  /** Numbers that lie in another organisation's range: nothing may be written before a person has decided. */
  readonly overlaps: readonly RangeOverlap[];
}

export interface RangeOverlap {
  readonly entity: string;
  readonly organisation: string;
  /** Record number of the row in entity-organisation.csv, header = 1. */
  readonly line: number;
  readonly with: EntityRange;
}

/**
 * The rows that make organisations the owners of their new numbers: unbroken runs per organisation, without the numbers
 * that one of its own ranges has already. Source: service/data-team.md 7
 *
 * @param entityOrganisation rows of entity-organisation.csv
 *
 * The live service writes one row from the lowest to the highest number, and with it claims the numbers of others in
 * between; for one unbroken run both are the same.
 */
export function proposeRanges(
  dataset: string,
  assigned: readonly AssignedReference[],
  entityOrganisation: readonly Cells[],
): RangeProposal {
  const sorted = [...assigned].sort((a, b) => (BigInt(a.entity) < BigInt(b.entity) ? -1 : 1));
  const lowest = BigInt(sorted[0]?.entity ?? 0);
  const highest = BigInt(sorted.at(-1)?.entity ?? 0);
  // New numbers mostly lie above all that is there: few of the thousands of ranges can concern them.
  const existing = [...existingRanges(entityOrganisation)].filter(
    ({ range }) =>
      range.dataset === dataset && range.entityMinimum <= highest && lowest <= range.entityMaximum,
  );
  const overlaps: RangeOverlap[] = [];
  const ranges: { dataset: string; entityMinimum: bigint; entityMaximum: bigint; organisation: string }[] =
    [];
  for (const { entity, organisation } of sorted) {
    const number = BigInt(entity);
    const inside = existing.filter(
      ({ range }) => range.entityMinimum <= number && number <= range.entityMaximum,
    );
    const foreign = inside.find(({ range }) => range.organisation !== organisation);
    if (foreign) overlaps.push({ entity, organisation, line: foreign.line, with: foreign.range });
    if (inside.length > 0) continue;
    const last = ranges.at(-1);
    if (last && last.organisation === organisation && last.entityMaximum + 1n === number)
      last.entityMaximum = number;
    else ranges.push({ dataset, entityMinimum: number, entityMaximum: number, organisation });
  }
  return { ranges, overlaps };
}

/** Rows that were read before: thousands of ranges are asked for each of up to a thousand requests. */
const read = new WeakMap<Cells, EntityRange | "no-range">();

function* existingRanges(rows: readonly Cells[]): Generator<{ line: number; range: EntityRange }> {
  let line = 1;
  for (const row of rows) {
    line += 1;
    const range = read.get(row) ?? rangeOf(row);
    read.set(row, range);
    if (range !== "no-range") yield { line, range };
  }
}

function rangeOf(row: Cells): EntityRange | "no-range" {
  const cell = (column: string) => row.get(column) ?? "";
  const [minimum, maximum] = [cell("entity-minimum"), cell("entity-maximum")];
  if (!/^\d+$/.test(minimum) || !/^\d+$/.test(maximum)) return "no-range";
  return {
    dataset: cell("dataset"),
    entityMinimum: BigInt(minimum),
    entityMaximum: BigInt(maximum),
    organisation: cell("organisation"),
  };
}
