import type { PublicRequest } from "../../intake/intake-api.ts";
import type { RepositoryFiles } from "../../repository/files.ts";
import type { EndpointRequest } from "../../request/endpoint-request.ts";
import { changedFiles, type RepositoryChange, type RequestWithData } from "../../request/rows.ts";
import { addedRowsArchive, archiveName, changeArchive } from "../../request/rows-archive.ts";
import { unassignedIn } from "../../request/unassigned.ts";
import { loadRequestTables, today } from "../request/request-tables.ts";
import { saveFile } from "../save-file.ts";
import { tablesInUse } from "../tables-version.ts";
import { appVersion } from "../version.ts";
import type { RunNow } from "./run-again.ts";

/** A request with the run of its data, when there was one: only then its new references are known. */
export interface RowsOf {
  readonly request: PublicRequest;
  readonly run?: RunNow | undefined;
}

/** What one or more requests change in the configuration repository, as far as it is at hand. */
export async function makeRows(
  of: readonly RowsOf[],
  repository: RepositoryFiles | undefined,
): Promise<{ readonly change: RepositoryChange; save(): void }> {
  const { specification } = await loadRequestTables();
  const requests = of.map(({ request, run }): RequestWithData => {
    const whole = withoutPerson(request);
    const collection = run && specification.datasets.get(run.dataset)?.collection;
    const lookups = repository?.get(`pipeline/${collection}/lookup.csv`);
    if (!run || lookups === undefined) return { request: whole };
    return { request: whole, references: new Map([[run.dataset, unassignedIn(run.transformed, lookups)]]) };
  });
  const change = changedFiles({
    requests,
    repository: repository ?? new Map(),
    order: "canonical",
    today: today(),
    specification,
  });
  return {
    change,
    save() {
      const input = {
        change,
        requests,
        origin: {
          baseCommit: "",
          tool: appVersion,
          specification: specification.version.date,
          configuration: `bundle of ${tablesInUse.peek()?.date ?? specification.version.date}`,
          today: today(),
        },
      };
      const zip = repository ? changeArchive(input) : addedRowsArchive(input);
      saveFile(new Blob([new Uint8Array(zip)], { type: "application/zip" }), archiveName(input));
    },
  };
}

/** Name, email and notes are never part of rows: the server keeps them apart, and here they are left blank. */
function withoutPerson(request: PublicRequest): EndpointRequest {
  return { ...request, contact: { name: "", email: "" }, notes: "" };
}
