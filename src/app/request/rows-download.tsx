import { useState } from "preact/hooks";
import type { EndpointRequest } from "../../request/endpoint-request.ts";
import { readRepositoryZip } from "../../request/repository-zip.ts";
import { changedFiles, type RepositoryChange, type RequestWithData } from "../../request/rows.ts";
import { addedRowsArchive, archiveName, changeArchive, changePatch } from "../../request/rows-archive.ts";
import { unassignedIn } from "../../request/unassigned.ts";
import { Button } from "../components/button.tsx";
import { Details } from "../components/details.tsx";
import { FileInput } from "../components/file-input.tsx";
import { countOf } from "../format.ts";
import { saveFile } from "../save-file.ts";
import { check } from "../state.ts";
import { appVersion } from "../version.ts";
import { loadRequestTables, requestTables, today } from "./request-tables.ts";

/** The rows the request becomes: alone, or in whole files when the configuration repository is given as a zip. */
export function RowsDownload({ request }: { readonly request: EndpointRequest }) {
  const [repository, setRepository] = useState<ReadonlyMap<string, string> | undefined>(undefined);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const [change, setChange] = useState<RepositoryChange | undefined>(undefined);

  const make = async (files: ReadonlyMap<string, string> | undefined) => {
    const { specification } = await loadRequestTables();
    const requests: RequestWithData[] = [await withReferences(request, files)];
    const made = changedFiles({
      requests,
      repository: files ?? new Map(),
      order: "canonical",
      today: today(),
      specification,
    });
    setChange(made);
    return { change: made, requests, origin: origin(request) };
  };
  const take = async (file: File) => {
    const files = readRepositoryZip(new Uint8Array(await file.arrayBuffer()));
    setName(files ? `${file.name}: ${countOf(files.size, "table")}` : "");
    setProblem(
      files
        ? ""
        : "This is not a zip of the configuration repository: it has no collection or pipeline folder",
    );
    setRepository(files);
    if (files) await make(files);
  };
  const save = async (patch: boolean) => {
    const input = await make(repository);
    if (patch)
      return saveFile(new Blob([changePatch(input.change)]), archiveName(input).replace(/zip$/, "patch"));
    const zip = repository ? changeArchive(input) : addedRowsArchive(input);
    saveFile(new Blob([new Uint8Array(zip)], { type: "application/zip" }), archiveName(input));
  };
  return (
    <Details summary="For the Planning Data team: the rows it becomes">
      <p class="govuk-body">
        Without the configuration repository you get only the new rows. With its folders of the collection as
        a zip you get the complete changed files, each row where the evening sort would put it. Entity numbers
        are proposed, never assigned.
      </p>
      <FileInput
        id="repository-zip"
        label="Configuration repository as a zip (optional)"
        accept=".zip,application/zip"
        error={problem || undefined}
        fileName={name || undefined}
        onFile={(file) => void take(file)}
      />
      {change && (
        <div role="status">
          <p class="govuk-body">
            {countOf(change.rowsAdded, "new row")}, {countOf(change.edits.length, "changed cell")},{" "}
            {countOf(change.assigned.length, "proposed entity number")}.
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {[...change.problems, ...change.notes].map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="govuk-button-group">
        <Button type="button" kind="secondary" onClick={() => void save(false)}>
          {repository ? "Save the changed files" : "Save the new rows"}
        </Button>
        {repository && (
          <Button type="button" kind="secondary" onClick={() => void save(true)}>
            Save as a patch
          </Button>
        )}
      </div>
    </Details>
  );
}

/** References are known only with the lookups of the repository and the very file that was checked. */
async function withReferences(
  request: EndpointRequest,
  files: ReadonlyMap<string, string> | undefined,
): Promise<RequestWithData> {
  const shown = check.value;
  const specification = requestTables.value?.specification;
  if (request.kind !== "add" || !files || !specification || shown.kind !== "done" || !shown.client)
    return { request };
  const { dataset, sha256 } = shown.report.checked;
  const collection = specification.datasets.get(dataset)?.collection ?? "";
  const lookups = files.get(`pipeline/${collection}/lookup.csv`);
  if (lookups === undefined || sha256 !== request.evidence?.sha256 || !request.datasets.includes(dataset)) {
    return { request };
  }
  const transformed = await shown.client.table("transformed.csv").then((blob) => blob.text());
  return { request, references: new Map([[dataset, unassignedIn(transformed, lookups)]]) };
}

function origin(request: EndpointRequest) {
  const evidence = request.kind === "add" ? request.evidence : undefined;
  return {
    baseCommit: "",
    tool: appVersion,
    specification: requestTables.value?.specification.version.date ?? "",
    configuration: evidence?.configuration ?? "",
    today: today(),
  };
}
