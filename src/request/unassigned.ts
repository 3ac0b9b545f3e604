import type { Effects } from "../check/effects.ts";
import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import { rows, type UnassignedReference } from "../repository/assign.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import { addDataRun } from "./add-data.ts";
import type { AddRequest } from "./endpoint-request.ts";
import { unassignedReferences } from "./facts-run.ts";

/**
 * The references of a request's data that have no entity number in this repository, by dataset, in the order of the
 * data: what `changedFiles` (rows.ts) gives numbers to.
 */
export async function requestReferences(
  request: AddRequest,
  source: ByteSource,
  repository: RepositoryFiles,
  effects: Effects,
): Promise<Map<string, UnassignedReference[]>> {
  const found = new Map<string, UnassignedReference[]>();
  for (const dataset of request.datasets) {
    const { datasets } = await effects.tables.specification(dataset);
    const collection = datasets.get(dataset)?.collection ?? "";
    const run = addDataRun(
      {
        request: {
          collection,
          dataset,
          organisation: request.organisation,
          url: request.endpointUrl,
          documentationUrl: request.documentationUrl,
          licence: request.licence,
          startDate: request.startDate,
          columnMapping: request.columnMapping,
          ...(request.geometryType ? { geometryType: request.geometryType } : {}),
        },
        source,
        plugin: request.plugin,
        repository,
      },
      repository.get(`pipeline/${collection}/lookup.csv`),
    );
    found.set(dataset, await unassignedReferences(run, effects));
  }
  return found;
}

/**
 * The same, from the facts of a check without lookups and the lookups of a repository: for a page that has both.
 *
 * @param transformed transformed.csv of the check
 * @param lookups lookup.csv of the collection
 */
export function unassignedIn(transformed: string, lookups: string): UnassignedReference[] {
  const known = new Set([...rows(lookups)].filter((row) => row("entity") !== "").map((row) => keyOf(row)));
  const entries = new Map<string, Map<string, string>>();
  for (const row of rows(transformed)) {
    const fields = entries.get(row("entry-number")) ?? new Map<string, string>();
    entries.set(row("entry-number"), fields.set(row("field"), row("value")));
  }
  const found: UnassignedReference[] = [];
  const inOrder = [...entries].sort(([a], [b]) => Number(a) - Number(b));
  for (const [, fields] of inOrder) {
    const cell = (field: string) => fields.get(field) ?? "";
    const [prefix, organisation, reference] = [cell("prefix"), cell("organisation"), cell("reference")];
    if (prefix === "" || organisation === "" || reference === "" || known.has(keyOf(cell))) continue;
    found.push({ prefix, organisation, reference });
  }
  return found;
}

/** As the pipeline compares while transforming. */
function keyOf(cell: (name: string) => string): string {
  return lookupKey({
    prefix: cell("prefix"),
    organisation: currentOrganisation(cell("organisation")),
    reference: cell("reference"),
  });
}
