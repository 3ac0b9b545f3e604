import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { RequestDraft } from "../../../request/draft.ts";
import { requestReference } from "../../../request/reference.ts";
import { reopenedDraft } from "../../../request/reopen.ts";
import { type RequestReply, readRequestFile, readRequestFragment } from "../../../request/request-file.ts";
import { readOutbox } from "../../../store/outbox.ts";
import { type OutboxEntry, stateWords } from "../../../store/outbox-entry.ts";
import { listDrafts } from "../../../store/request-drafts.ts";
import { Button } from "../../components/button.tsx";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { FileInput } from "../../components/file-input.tsx";
import { Page } from "../../components/page.tsx";
import { Tag } from "../../components/tag.tsx";
import { formatMoment } from "../../format.ts";
import { fragment } from "../../fragment.ts";
import { beginRequest } from "../../request/begin.ts";
import { startDraft } from "../../request/draft-state.ts";
import { outbox, startOutbox } from "../../request/outbox-runner.ts";
import { followProgress } from "../../request/progress.ts";
import { StatusTag } from "../../request/status-tag.tsx";
import { routes } from "../../routes.ts";

/** Requests on this computer: being written, waiting, sent. */
export function RequestsPage() {
  const { route } = useLocation();
  const [drafts, setDrafts] = useState<readonly RequestDraft[]>([]);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    startOutbox();
    followProgress();
    listDrafts().then(setDrafts, () => {});
  }, []);
  // A link that holds a request: it is in the fragment, which no server ever sees.
  const linked = fragment.value.get("request");
  useEffect(() => {
    if (linked) void openReply(readRequestFragment(linked));
  }, [linked]);
  const begin = async () => {
    const draft = await beginRequest();
    route(routes.requestQuestion(draft.id, "kind"));
  };
  const openFile = async (file: File) => openReply(readRequestFile(await file.text()));
  const openReply = async (reply: RequestReply) => {
    if (!reply.ok) {
      setProblem(reply.problems[0]?.message ?? "This is not a request file");
      return;
    }
    const { request } = reply;
    const there = await readOutbox(request.idempotencyKey).catch(() => undefined);
    if (there) return route(routes.requestSent(there.id));
    await startDraft(reopenedDraft(request, new Date().toISOString()));
    route(routes.requestTasks(request.idempotencyKey));
  };
  return (
    <Page
      heading="Your requests to the Planning Data team"
      before={problem !== "" && <ErrorSummary errors={[{ text: problem, target: "request-file" }]} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            A request asks the team to collect data from an address, to change what is known about it, or to
            stop. The quickest way is to check the file first: most answers are then filled in.
          </p>
          <div class="govuk-button-group">
            <Button type="button" onClick={() => void begin()}>
              Start a request
            </Button>
            <a class="govuk-link" href={routes.start}>
              Check a file first
            </a>
          </div>
          <DraftTable drafts={drafts} />
          <OutboxTable entries={outbox.value} />
          <h2 class="govuk-heading-m">Many endpoints at once</h2>
          <p class="govuk-body">
            <a class="govuk-link" href={routes.imports}>
              Open an import.csv, or save one of your requests
            </a>
          </p>
          <h2 class="govuk-heading-m">Open a request file</h2>
          <FileInput
            id="request-file"
            label="Request file"
            hint="A file that was saved from a request, ending in .json"
            accept=".json,application/json"
            error={problem || undefined}
            onFile={(file) => void openFile(file)}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={routes.liveRequest}>
              Open a request of the live check instead
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

function DraftTable({ drafts }: { readonly drafts: readonly RequestDraft[] }) {
  if (drafts.length === 0) return undefined;
  return (
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-table__caption--m">Being written</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Request
          </th>
          <th scope="col" class="govuk-table__header">
            Last changed
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {drafts.map(({ id, answers, changedAt }) => (
          <tr class="govuk-table__row" key={id}>
            <td class="govuk-table__cell">
              <a class="govuk-link" href={routes.requestTasks(id)}>
                {requestReference(id)}
              </a>{" "}
              <Tag text="Draft" colour="grey" />
              <br />
              {[answers.organisation, ...(answers.datasets ?? [])].filter(Boolean).join(", ")}
            </td>
            <td class="govuk-table__cell">{formatMoment(new Date(changedAt))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const colours = {
  waiting: "yellow",
  received: "green",
  "needs-changes": "red",
  "handed-over": "blue",
} as const;

function OutboxTable({ entries }: { readonly entries: readonly OutboxEntry[] }) {
  if (entries.length === 0) return undefined;
  return (
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-table__caption--m">Finished</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Request
          </th>
          <th scope="col" class="govuk-table__header">
            Finished
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {entries.map(({ id, reference, request, state, finishedAt, statusUrl, progress }) => (
          <tr class="govuk-table__row" key={id}>
            <td class="govuk-table__cell">
              <a class="govuk-link" href={routes.requestSent(id)}>
                {reference}
              </a>{" "}
              {state === "received" && progress ? (
                <StatusTag status={progress.status} />
              ) : (
                <Tag text={stateWords[state]} colour={colours[state]} />
              )}
              <br />
              {[request.organisation, ...request.datasets].join(", ")}
              {statusUrl !== undefined && (
                <>
                  <br />
                  <a class="govuk-link" href={statusUrl}>
                    What happens to it<span class="govuk-visually-hidden">: {reference}</span>
                  </a>
                </>
              )}
            </td>
            <td class="govuk-table__cell">{formatMoment(new Date(finishedAt))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
