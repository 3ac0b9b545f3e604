import { useEffect, useMemo, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import type { RepositoryFiles } from "../../../repository/files.ts";
import { tableRows } from "../../../repository/register.ts";
import {
  type DecisionTexts,
  noTexts,
  proposedTexts,
  readDecisionTexts,
} from "../../../request/decisions-text.ts";
import type { EndpointRequest } from "../../../request/endpoint-request.ts";
import { requestReference } from "../../../request/reference.ts";
import type { RequestWithData } from "../../../request/rows.ts";
import { repositoryState, stateName } from "../../../request/stale.ts";
import { readOutbox } from "../../../store/outbox.ts";
import { readProposal, saveProposal } from "../../../store/proposals.ts";
import { Button } from "../../components/button.tsx";
import { FileInput } from "../../components/file-input.tsx";
import { InsetText } from "../../components/inset-text.tsx";
import { Page } from "../../components/page.tsx";
import { WarningText } from "../../components/warning-text.tsx";
import { countOf, formatNumber } from "../../format.ts";
import { DecisionFields } from "../../request/decision-fields.tsx";
import type { Subject } from "../../request/proposal.ts";
import { tablesHere } from "../../request/repository-base.ts";
import { readRequestData } from "../../request/request-client.ts";
import { hashOfFile, keptFile } from "../../request/request-data-file.ts";
import { loadRequestTables, type RequestTables, requestTables } from "../../request/request-tables.ts";
import { RowsPanel } from "../../request/rows-panel.tsx";
import { routes } from "../../routes.ts";

/** For the Planning Data team: the rows a finished request becomes. */
export function RowsPage() {
  const { params } = useRoute();
  const id = params.id ?? "";
  const [request, setRequest] = useState<EndpointRequest | "none" | undefined>(undefined);
  const [texts, setTexts] = useState<DecisionTexts | undefined>(undefined);
  useEffect(() => {
    loadRequestTables().catch(() => {});
    readOutbox(id).then(
      (entry) => setRequest(entry?.request ?? "none"),
      () => setRequest("none"),
    );
  }, [id]);
  const tables = requestTables.value;
  useEffect(() => {
    if (!tables || request === undefined || request === "none") return;
    void firstTexts(request, tables).then(setTexts);
  }, [request, tables]);
  if (request === "none") {
    return (
      <Page heading="This request is not on this computer">
        <Button href={routes.requests}>Your requests</Button>
      </Page>
    );
  }
  if (!request || !tables || !texts) return <Page heading="Opening your request" />;
  return <Rows request={request} tables={tables} texts={texts} onTexts={setTexts} />;
}

/** Decisions written before, else those the publisher's answers propose. */
async function firstTexts(request: EndpointRequest, tables: RequestTables): Promise<DecisionTexts> {
  const stored = await readProposal(request.idempotencyKey).catch(() => undefined);
  if (stored?.decisions) return stored.decisions;
  if (request.kind !== "add" || !request.removedReferences?.each.length) return noTexts;
  const collections = collectionsOf(request, tables);
  const files = await tablesHere(collections).catch(() => new Map<string, string>());
  const rows = collections.flatMap((name) => tableRows(files.get(`pipeline/${name}/lookup.csv`) ?? ""));
  return proposedTexts(request, rows);
}

function collectionsOf({ datasets }: EndpointRequest, { specification }: RequestTables): string[] {
  return [...new Set(datasets.map((name) => specification.datasets.get(name)?.collection ?? ""))];
}

interface RowsProps {
  readonly request: EndpointRequest;
  readonly tables: RequestTables;
  readonly texts: DecisionTexts;
  readonly onTexts: (texts: DecisionTexts) => void;
}

function Rows({ request, tables, texts, onTexts }: RowsProps) {
  const { idempotencyKey: id } = request;
  const label = requestReference(id);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [data, setData] = useState("");
  const evidence = request.kind === "add" ? request.evidence : undefined;
  useEffect(() => void keptFile(evidence).then(setFile), [id]);
  const { decisions, problems } = readDecisionTexts(texts, request.datasets[0] ?? "");
  const change = (next: DecisionTexts) => {
    onTexts(next);
    void keepTexts(id, label, next);
  };
  const read = useMemo(() => once(request, file, setData), [id, file]);
  const subject: Subject = {
    id,
    label,
    collections: collectionsOf(request, tables),
    requests: async (repository) => [{ ...(await read(repository)), decisions }],
  };
  return (
    <Page
      heading="The rows it becomes"
      caption={`Request ${label}, for the Planning Data team`}
      back={{ href: routes.requestSent(id), text: "The request" }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds-from-desktop">
          <p class="govuk-body">
            These are the rows for the configuration repository, ready to be committed. Name, email and notes
            of the publisher are not in them.
          </p>
          {request.kind === "add" && <DataFile request={request} file={file} told={data} onFile={setFile} />}
          {request.kind === "add" && <DecisionFields texts={texts} problems={problems} onChange={change} />}
          <RowsPanel subject={subject} version={`${file?.name ?? ""} ${JSON.stringify(decisions)}`} />
        </div>
      </div>
    </Page>
  );
}

interface DataFileProps {
  readonly request: Extract<EndpointRequest, { kind: "add" }>;
  readonly file: File | undefined;
  readonly told: string;
  readonly onFile: (file: File) => void;
}

/** The data whose references get numbers: the very file that was checked, or another one, which is said. */
function DataFile({ request, file, told, onFile }: DataFileProps) {
  const [differs, setDiffers] = useState(false);
  const take = async (chosen: File) => {
    setDiffers(request.evidence !== undefined && (await hashOfFile(chosen)) !== request.evidence.sha256);
    onFile(chosen);
  };
  return (
    <>
      <FileInput
        id="request-data"
        label="The data at the address"
        hint={
          file
            ? "References without an entity number get one. Choose another file to use that instead."
            : "Needed to propose entity numbers: download it from the address, then choose it here. It stays on this computer."
        }
        fileName={file?.name}
        onFile={(chosen) => void take(chosen)}
      />
      {differs && (
        <WarningText>
          This is not the file that was checked: its bytes are others than the request says.
        </WarningText>
      )}
      {told !== "" && <InsetText>{told}</InsetText>}
    </>
  );
}

/** Reads the data once for each state of the repository. */
function once(
  request: EndpointRequest,
  file: File | undefined,
  tell: (words: string) => void,
): (repository: RepositoryFiles) => Promise<RequestWithData> {
  let known: { readonly state: string; readonly answer: RequestWithData } | undefined;
  return async (repository) => {
    if (request.kind !== "add" || !file) return { request };
    const collections = new Set([...repository.keys()].map((path) => path.split("/")[1] ?? ""));
    const state = stateName(repositoryState(repository, collections));
    if (known?.state === state) return known.answer;
    const reply = await readRequestData({ request, file, repository });
    if (!reply.ok) {
      tell(`${file.name}: ${reply.message}.`);
      return { request };
    }
    const { records, withoutReference, hasReference, columns, references } = reply.data;
    tell(
      hasReference
        ? `${formatNumber(records)} rows read${withoutReference > 0 ? `; ${countOf(withoutReference, "row")} without a reference get no number` : ""}.`
        : `No column is the reference, so nothing can be numbered. The columns are ${columns.join(", ")}.`,
    );
    const answer = { request, references };
    known = { state, answer };
    return answer;
  };
}

async function keepTexts(id: string, label: string, decisions: DecisionTexts): Promise<void> {
  try {
    const before = await readProposal(id);
    await saveProposal({ id, label, entities: {}, at: "", ...before, decisions });
  } catch {
    // A browser that keeps nothing: the decisions are there until the page is closed.
  }
}
