import type { Effects } from "../check/effects.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import { failureWords } from "../report/failure-words.ts";
import type { UnassignedReference } from "../repository/assign.ts";
import { insertRows } from "../repository/canonical.ts";
import type { Cells, RepositoryFiles } from "../repository/files.ts";
import { endpointKey } from "../repository/keys.ts";
import { managedTable } from "../repository/tables.ts";
import { addDataRun } from "./add-data.ts";
import { type ReferencesRun, referencesRun } from "./facts-run.ts";
import type { AddRowsRequest } from "./rows.ts";
import { shareRows } from "./rows-add.ts";

/** What the data of a request tells, as far as its rows ask. */
export interface RequestData {
  /** Dataset to the references that have no entity number in the repository, in the order of the data. */
  readonly references: ReadonlyMap<string, readonly UnassignedReference[]>;
  /** Entries without a reference, over all datasets: they can never get a number. */
  readonly withoutReference: number;
  readonly records: number;
  /** The data's header. */
  readonly columns: readonly string[];
  /** False: no column is the reference, so nothing can be numbered before one is chosen. */
  readonly hasReference: boolean;
}

export type RequestDataReply =
  | { readonly ok: true; readonly data: RequestData }
  /** In plain words: why it cannot be read. */
  | { readonly ok: false; readonly message: string };

/**
 * Runs the data of a request through the pipeline, once for each of its datasets, with the repository's rules and those
 * the request adds: what `changedFiles` (rows.ts) gives numbers to.
 *
 * Where the repository has no lookup.csv of the collection, every reference would seem to be without a number: such a
 * dataset is left out of `references`.
 */
export async function checkRequestData(
  request: AddRowsRequest,
  source: ByteSource,
  repository: RepositoryFiles,
  effects: Effects,
): Promise<RequestDataReply> {
  const references = new Map<string, readonly UnassignedReference[]>();
  let last: ReferencesRun | undefined;
  let withoutReference = 0;
  let hasReference = true;
  for (const dataset of request.datasets) {
    const { datasets } = await effects.tables.specification(dataset);
    const collection = datasets.get(dataset)?.collection ?? "";
    const lookups = repository.get(`pipeline/${collection}/lookup.csv`);
    const files = withShares(repository, collection, request, effects.today());
    const run = await referencesRun(
      addDataRun(
        {
          request: {
            collection,
            dataset,
            organisation: request.organisation,
            url: request.endpointUrl.trim(),
            documentationUrl: request.documentationUrl,
            licence: request.licence,
            startDate: request.startDate,
            columnMapping: request.columnMapping,
            ...(request.geometryType ? { geometryType: request.geometryType } : {}),
          },
          source,
          plugin: request.plugin,
          repository: files,
        },
        lookups,
      ),
      effects,
    );
    const failure = failureOf(run);
    if (failure !== undefined) return { ok: false, message: failure };
    last = run;
    withoutReference += run.withoutReference;
    if (!run.fields.has("reference")) hasReference = false;
    if (lookups !== undefined) references.set(dataset, run.references);
  }
  const { records = 0, columns = [] } = last ?? {};
  return { ok: true, data: { references, withoutReference, records, columns, hasReference } };
}

/** The repository with the rows that say which rows of the address belong to which dataset. */
function withShares(
  repository: RepositoryFiles,
  collection: string,
  request: AddRowsRequest,
  today: string,
): RepositoryFiles {
  const rows: readonly Cells[] = shareRows(request, endpointKey(request.endpointUrl.trim()), today);
  const path = `pipeline/${collection}/filter.csv`;
  const table = managedTable(path);
  if (rows.length === 0 || !table) return repository;
  return new Map(repository).set(path, insertRows(repository.get(path) ?? "", table, rows));
}

function failureOf({ reply, records }: ReferencesRun): string | undefined {
  if (!reply.ok) return failureWords(reply.failure).heading;
  const { converted, result } = reply.run;
  if (converted.failure) {
    const { reason, exception } = converted.failure;
    return failureWords({ code: "unreadable", reason, detail: exception }).heading;
  }
  if (converted.misread)
    return failureWords({ code: "unreadable", reason: converted.misread, detail: "" }).heading;
  const { outcome } = result;
  if (outcome.outcome === "raised") {
    const { exception, raisedIn } = outcome;
    return failureWords({ code: "pipeline-raises", detail: exception, raisedIn }).heading;
  }
  return records === 0 ? "The data has no rows" : undefined;
}
