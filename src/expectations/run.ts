import type { GeometryRelations } from "../engine/geometry/geometry-engine.ts";
import { countLpaBoundary } from "./boundary.ts";
import type { DatasetData } from "./dataset-data.ts";
import { countDeletedEntities } from "./deleted.ts";
import { duplicateGeometryCheck } from "./duplicate-geometry.ts";
import type { Outcome, Parameters } from "./expectation.ts";
import { checkFieldsRequiredAfterPlanEvent } from "./plan-fields.ts";
import { type Expectation, type ExpectRow, expectationsOf, type RuleOrganisations } from "./rules.ts";

type Operation = (parameters: Parameters, data: DatasetData, relations: GeometryRelations) => Outcome;

const operations: ReadonlyMap<string, Operation> = new Map([
  ["check_fields_required_after_plan_event", checkFieldsRequiredAfterPlanEvent],
  ["count_lpa_boundary", countLpaBoundary],
  ["count_deleted_entities", countDeletedEntities],
  ["duplicate_geometry_check", duplicateGeometryCheck],
]);

/** A row of the platform's table of results. */
export interface ExpectationResult extends Expectation, Outcome {}

/**
 * Runs the rules of expect.csv that are for a dataset, in their order.
 * @returns the results, and the names of the rules left out today, whose earlier results the platform keeps
 * @throws ExpectationError where the platform's run ends
 */
export function runExpectations(
  rules: readonly ExpectRow[],
  dataset: string,
  organisations: RuleOrganisations,
  data: DatasetData,
  relations: GeometryRelations,
): { results: ExpectationResult[]; skipped: string[] } {
  const names = new Set(operations.keys());
  const { expectations, skipped } = expectationsOf(rules, dataset, organisations, names, data.today);
  const results = expectations.map((expectation) => {
    const parameters = withResources(expectation, data);
    const outcome = operations.get(expectation.operation)?.(parameters, data, relations);
    if (!outcome) throw new Error(`no operation ${expectation.operation}`);
    return { ...expectation, parameters, ...outcome };
  });
  return { results, skipped };
}

/** The platform fetches the active resources once and hands them to the operation that takes them. */
function withResources({ operation, parameters }: Expectation, { activeResources }: DatasetData): Parameters {
  if (operation !== "count_deleted_entities") return parameters;
  return { ...parameters, resources_cache: Object.fromEntries(activeResources) };
}
