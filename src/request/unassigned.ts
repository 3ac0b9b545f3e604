import type { Effects } from "../check/effects.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import type { UnassignedReference } from "../repository/assign.ts";
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
