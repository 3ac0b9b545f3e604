import type { DatasetData } from "./dataset-data.ts";
import { checkArguments, type Outcome, type Parameters, textOf } from "./expectation.ts";

const signature = {
  name: "count_deleted_entities",
  required: ["expected"],
  optional: ["organisation_entity", "resources_cache"],
};

/** How many entities of an organisation are in none of the resources it provides now. */
export function countDeletedEntities(parameters: Parameters, data: DatasetData): Outcome {
  checkArguments(signature, parameters);
  const { expected = null, organisation_entity: organisation } = parameters;
  const owner = textOf(organisation);
  const resources = new Set(data.activeResources.get(owner) ?? []);
  const facts = new Set(
    data.factResources.filter(({ resource }) => resources.has(resource)).map(({ fact }) => fact),
  );
  const references = new Map(data.entities.map(({ entity, reference }) => [entity, reference]));
  // One entity of each reference is active: which one the database does not say, the last is as good as any.
  const active = new Map<string, number>();
  for (const { fact, entity } of data.facts) {
    const reference = references.get(entity);
    if (facts.has(fact) && reference !== undefined) active.set(reference, entity);
  }
  const activeEntities = new Set(active.values());
  const entities = data.entities
    .filter(({ organisationEntity }) => organisationEntity === owner)
    .map(({ entity }) => entity)
    .filter((entity) => !activeEntities.has(entity))
    .sort((a, b) => a - b);
  return {
    passed: entities.length === expected,
    message: `there were ${entities.length} entities found`,
    details: { actual: entities.length, expected, entities },
  };
}
