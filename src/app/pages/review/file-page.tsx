import { useEffect, useState } from "preact/hooks";
import type { EndpointRequest } from "../../../request/endpoint-request.ts";
import { requestReference } from "../../../request/reference.ts";
import { readRequestFile } from "../../../request/request-file.ts";
import type { RepositoryChange } from "../../../request/rows.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { FileInput } from "../../components/file-input.tsx";
import { Page } from "../../components/page.tsx";
import { SummaryList } from "../../components/summary-list.tsx";
import { MessageText } from "../../request/message-text.tsx";
import { loadRequestTables, requestTables } from "../../request/request-tables.ts";
import { SafetySection } from "../../review/checklist-section.tsx";
import { RequestChecklist } from "../../review/request-checklist.tsx";
import { RowsSection } from "../../review/rows-section.tsx";
import type { RunNow } from "../../review/run-again.ts";
import { RunAgainSection } from "../../review/run-again-section.tsx";
import { answers } from "../../review/sent-section.tsx";
import { routes } from "../../routes.ts";

/** A request that came as a file, looked at as the desk does it: without a server, and without signing in. */
export function ReviewFilePage() {
  const [request, setRequest] = useState<EndpointRequest | undefined>(undefined);
  const [problems, setProblems] = useState<readonly { readonly text: string; readonly target: string }[]>([]);
  const [name, setName] = useState("");
  useEffect(() => {
    loadRequestTables().catch(() => {});
  }, []);
  const take = async (file: File) => {
    const reply = readRequestFile(await file.text());
    setName(reply.ok ? file.name : "");
    setRequest(reply.ok ? reply.request : undefined);
    const [first] = reply.ok ? [] : reply.problems;
    setProblems(
      first
        ? [
            {
              text: [first.field, first.message].filter((part) => part !== "").join(": "),
              target: "review-file",
            },
          ]
        : [],
    );
  };
  const reference = request && requestReference(request.idempotencyKey);
  return (
    <Page
      heading={
        request ? `${nameOf(request.organisation)}: ${request.datasets.join(", ")}` : "Open a request file"
      }
      {...(reference ? { caption: `Request ${reference}, from a file` } : {})}
      back={{ href: routes.review, text: "Requests on the server" }}
      before={problems.length > 0 && <ErrorSummary errors={problems} />}
    >
      <div class="govuk-grid-row app-desk">
        <div class="govuk-grid-column-two-thirds-from-desktop">
          <p class="govuk-body">
            A request that was sent by email or saved as a file: what it says, its data checked again in this
            browser beside what was sent, and the rows it becomes. The file is read in this browser only.
          </p>
          <FileInput
            id="review-file"
            label="Request file"
            hint="It ends in .json"
            accept=".json,application/json"
            error={problems[0]?.text}
            fileName={name || undefined}
            onFile={(file) => void take(file)}
          />
          {request && <FileRequest request={request} key={JSON.stringify(request)} />}
        </div>
      </div>
    </Page>
  );
}

function FileRequest({ request }: { readonly request: EndpointRequest }) {
  const [run, setRun] = useState<RunNow | undefined>(undefined);
  const [change, setChange] = useState<RepositoryChange | undefined>(undefined);
  const added = request.kind === "add" ? request : undefined;
  const { contact, notes } = request;
  return (
    <>
      <section aria-labelledby="sent">
        <h2 class="govuk-heading-m" id="sent">
          What was sent
        </h2>
        <SummaryList rows={answers(request, nameOf(request.organisation))} />
        <p class="govuk-body">
          {contact.name}, <span class="app-break">{contact.email}</span>
        </p>
        {notes !== "" && <MessageText text={notes} />}
      </section>
      {added && <RunAgainSection request={added} run={run} onRun={setRun} />}
      {added && <RequestChecklist request={added} run={run} change={change} />}
      {added && <SafetySection safety={run?.safety} />}
      <section aria-labelledby="rows">
        <h2 class="govuk-heading-m" id="rows">
          The rows it becomes
        </h2>
        <RowsSection of={[{ request, run }]} onChange={setChange} />
      </section>
    </>
  );
}

function nameOf(organisation: string): string {
  return requestTables.value?.organisation(organisation)?.name || organisation;
}
