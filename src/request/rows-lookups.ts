import type { UnassignedReference } from "../repository/assign.ts";
import { proposeRanges } from "../repository/ranges.ts";
import { numberRange } from "./facts-run.ts";
import type { AddRowsRequest } from "./rows.ts";
import { cells, type RowsContext } from "./rows-context.ts";

/** Numbers for references that have none, and the ranges they make when the data is authoritative. */
export function lookupRows(
  context: RowsContext,
  collection: string,
  request: AddRowsRequest,
  dataset: string,
  references: readonly UnassignedReference[],
): void {
  const path = (file: string) => `pipeline/${collection}/${file}`;
  const range = numberRange(context.input.specification, dataset);
  if (references.length > 0 && range.entityMaximum === 0n) {
    context.problem(`The specification has no range of entity numbers for ${dataset}`);
    return;
  }
  const { assigned, withoutNumber } = context.numbers(collection).assign(references, range);
  if (withoutNumber.length > 0) {
    context.problem(
      `No numbers are left for ${withoutNumber.length} references of ${dataset}: ${range.entityMinimum} to ${range.entityMaximum} are taken`,
    );
  }
  if (assigned.some(({ entity }) => BigInt(entity) === range.entityMaximum)) {
    context.note(
      `${range.entityMaximum} is the last number of ${dataset}; the pipeline reports it as out of range`,
    );
  }
  context.assigned.push(...assigned);
  context.add(
    path("lookup.csv"),
    assigned.map(({ prefix, organisation, reference, entity }) =>
      cells({ prefix, organisation, reference, entity }),
    ),
  );
  if (request.authoritative === undefined && assigned.length > 0) {
    context.note(
      `Nobody has said whether ${request.organisation} is responsible for the data: entity-organisation.csv is unchanged`,
    );
  }
  if (!request.authoritative) return;
  const file = path("entity-organisation.csv");
  const { ranges, overlaps } = proposeRanges(dataset, assigned, context.set.rows(file));
  for (const overlap of overlaps) {
    context.problem(
      `${overlap.entity} of ${overlap.organisation} lies in line ${overlap.line} of ${file}: ${overlap.with.entityMinimum} to ${overlap.with.entityMaximum} are ${overlap.with.organisation}'s`,
    );
  }
  context.add(
    file,
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
