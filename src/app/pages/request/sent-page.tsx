import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { statusWords } from "../../../intake/request-status.ts";
import { importCsvOf } from "../../../request/import-requests.ts";
import { liveWords } from "../../../request/live-date.ts";
import { reopenedDraft } from "../../../request/reopen.ts";
import { toRequestApi } from "../../../request/request-api.ts";
import { requestFileName, requestFragment, writeRequestFile } from "../../../request/request-file.ts";
import { mailtoLink, requestText } from "../../../request/write-text.ts";
import { markHandedOver, readOutbox, retryNow } from "../../../store/outbox.ts";
import { type OutboxEntry, stateWords } from "../../../store/outbox-entry.ts";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { Page } from "../../components/page.tsx";
import { Panel } from "../../components/panel.tsx";
import { TextInput } from "../../components/text-input.tsx";
import { WarningText } from "../../components/warning-text.tsx";
import { formatMoment } from "../../format.ts";
import { withFragment } from "../../fragment.ts";
import { startDraft } from "../../request/draft-state.ts";
import { hasServer, outbox, sendWaiting, startOutbox, tellOthers } from "../../request/outbox-runner.ts";
import { followProgress } from "../../request/progress.ts";
import { loadRequestTables, today } from "../../request/request-tables.ts";
import { StatusTag } from "../../request/status-tag.tsx";
import { routes } from "../../routes.ts";
import { saveFile } from "../../save-file.ts";

/** Where a request without a server goes by email. */
const teamAddress = "digitalland@communities.gov.uk";

/** A finished request: its reference, how far it has come, what happens next, and ways to send it without a server. */
export function SentPage() {
  const { params } = useRoute();
  const id = params.id ?? "";
  const [stored, setStored] = useState<OutboxEntry | "none" | undefined>(undefined);
  useEffect(() => {
    startOutbox();
    followProgress();
    readOutbox(id).then(
      (entry) => setStored(entry ?? "none"),
      () => setStored("none"),
    );
  }, [id]);
  const entry = outbox.value.find((one) => one.id === id) ?? stored;
  if (entry === undefined) return <Page heading="Opening your request" />;
  if (entry === "none") {
    return (
      <Page heading="This request is not on this computer">
        <Button href={routes.requests}>Your requests</Button>
      </Page>
    );
  }
  return <Sent entry={entry} />;
}

const headings = {
  waiting: "Your request is ready",
  received: "Your request was received",
  "needs-changes": "Your request needs changes",
  "handed-over": "You sent your request",
} as const;

function Sent({ entry }: { readonly entry: OutboxEntry }) {
  const heading = headings[entry.state];
  useEffect(() => {
    document.title = `${heading} - Check planning data`;
  }, [heading]);
  return (
    <div class="govuk-width-container">
      <main class="govuk-main-wrapper" id="main-content">
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            {entry.state === "needs-changes" ? (
              <h1 class="govuk-heading-l">{heading}</h1>
            ) : (
              <Panel title={heading}>
                Your reference
                <br />
                <strong>{entry.reference}</strong>
              </Panel>
            )}
            <div role="status">
              <State entry={entry} />
            </div>
            {entry.state !== "needs-changes" && (
              <>
                <h2 class="govuk-heading-m">What happens next</h2>
                <p class="govuk-body">
                  The Planning Data team looks at the request, checks the data once more, and writes to{" "}
                  {entry.request.contact.email} when something is not clear.
                </p>
                <p class="govuk-body">{liveWords(today(), new Date().getHours(), entry.request.kind)}</p>
              </>
            )}
            <WaysOut entry={entry} />
            <p class="govuk-body">
              <a class="govuk-link" href={routes.requests}>
                Your requests
              </a>
            </p>
          </div>
        </div>
      </main>
    </div>
  );
}

function State({ entry }: { readonly entry: OutboxEntry }) {
  const { route } = useLocation();
  const words = stateWords[entry.state];
  switch (entry.state) {
    case "received":
      return (
        <>
          <p class="govuk-body">
            <strong>{words}</strong>
            {entry.settledAt && <> on {formatMoment(new Date(entry.settledAt))}</>}.
          </p>
          {entry.progress && entry.progress.status !== "received" && (
            <p class="govuk-body">
              <StatusTag status={entry.progress.status} /> {statusWords[entry.progress.status].meaning}
            </p>
          )}
          {entry.statusUrl && (
            <p class="govuk-body">
              <a class="govuk-link" href={entry.statusUrl}>
                Follow what happens to it
              </a>
              . Keep this link: whoever has it can see the request.
            </p>
          )}
        </>
      );
    case "handed-over":
      return (
        <p class="govuk-body">
          <strong>{words}</strong>
          {entry.settledAt && <> on {formatMoment(new Date(entry.settledAt))}</>}.
        </p>
      );
    case "needs-changes": {
      const change = async () => {
        const { request } = entry;
        const correcting = entry.correction ? entry.statusUrl : undefined;
        await startDraft(reopenedDraft(request, new Date().toISOString(), correcting));
        route(routes.requestTasks(entry.id));
      };
      return (
        <>
          <p class="govuk-body">
            It was not accepted. Nothing is lost: change these answers and send it again.
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {(entry.problems ?? []).map(({ field, message }) => (
              <li key={field + message}>{message}</li>
            ))}
          </ul>
          <Button type="button" onClick={() => void change()}>
            Change your answers
          </Button>
        </>
      );
    }
    case "waiting":
      return <Waiting entry={entry} />;
  }
}

function Waiting({ entry }: { readonly entry: OutboxEntry }) {
  const retry = async () => {
    await retryNow(entry.id);
    await tellOthers();
    await sendWaiting();
  };
  if (hasServer.value === false) {
    return (
      <WarningText>
        This copy of the tool has no server to send it to. Send the request yourself: save the file and attach
        it to the email below.
      </WarningText>
    );
  }
  return (
    <>
      <p class="govuk-body">
        <strong>{stateWords.waiting}</strong>. It is kept on this computer and sent as soon as there is a
        connection, also when you close this page and come back later.
        {entry.lastProblem && ` The last attempt did not work: ${entry.lastProblem.toLowerCase()}.`}
      </p>
      <Button type="button" kind="secondary" onClick={() => void retry()}>
        Try again now
      </Button>
    </>
  );
}

/** The whole request in a link: in its fragment, so that no server sees it. */
function RequestLink({ request }: { readonly request: OutboxEntry["request"] }) {
  const [said, setSaid] = useState("");
  const link = location.origin + withFragment(routes.requests, { request: requestFragment(request) });
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setSaid("The link was copied."),
      () => setSaid("This browser did not let us copy it. Copy it out of the box."),
    );
  return (
    <Details summary="A link that holds the request">
      <p class="govuk-body">
        Whoever opens it has the request with everything in it, also your name and email address. It is not
        sent to any server.
      </p>
      <TextInput id="request-link" label="Link" spellcheck={false} value={link} />
      <Button type="button" kind="secondary" onClick={() => void copy()}>
        Copy the link
      </Button>
      <p class="govuk-body" role="status">
        {said}
      </p>
    </Details>
  );
}

/** The parameters the live request service takes. */
async function saveForApi(request: Extract<OutboxEntry["request"], { kind: "add" }>): Promise<void> {
  const { specification, organisation } = await loadRequestTables();
  const organisationName = organisation(request.organisation)?.name ?? "";
  const json = toRequestApi(request, { organisationName, specification });
  const text = `${JSON.stringify(json.length === 1 ? json[0] : json, undefined, 2)}\n`;
  saveFile(
    new Blob([text], { type: "application/json" }),
    requestFileName(request).replace(/\.json$/, "-add-data.json"),
  );
}

/** The same request as file, email and text: for a copy of the tool without a server, and for one's own records. */
function WaysOut({ entry }: { readonly entry: OutboxEntry }) {
  const { request } = entry;
  const save = () =>
    saveFile(new Blob([writeRequestFile(request)], { type: "application/json" }), requestFileName(request));
  const saveImport = () => {
    if (request.kind === "add")
      saveFile(new Blob([importCsvOf([request])], { type: "text/csv" }), "import.csv");
  };
  const handedOver = async () => {
    await markHandedOver(entry.id, Date.now());
    await tellOthers();
  };
  return (
    <>
      <h2 class="govuk-heading-m">{entry.state === "waiting" ? "Send it yourself" : "Keep a copy"}</h2>
      <div class="govuk-button-group">
        <Button type="button" kind="secondary" onClick={save}>
          Save the request file
        </Button>
        <a class="govuk-link" href={mailtoLink(teamAddress, request)}>
          Write the email
        </a>
        {request.kind === "add" && (
          <Button type="button" kind="secondary" onClick={saveImport}>
            Save import.csv
          </Button>
        )}
      </div>
      <RequestLink request={request} />
      {request.kind === "add" && (
        <Details summary="The request for the live request service">
          <p class="govuk-body">
            The same answers as the live service takes them: JSON for POST /requests, one object for each
            dataset.
          </p>
          <Button type="button" kind="secondary" onClick={() => void saveForApi(request)}>
            Save the JSON
          </Button>
        </Details>
      )}
      <Details summary="The request as text">
        <pre class="app-pre">{requestText(request)}</pre>
      </Details>
      <p class="govuk-body">
        <a class="govuk-link" href={routes.requestRows(entry.id)}>
          For the Planning Data team: the rows it becomes
        </a>
      </p>
      {entry.state === "waiting" && hasServer.value === false && (
        <Button type="button" onClick={() => void handedOver()}>
          I have sent it
        </Button>
      )}
    </>
  );
}
