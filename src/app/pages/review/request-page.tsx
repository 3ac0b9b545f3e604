import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import type { ReviewView } from "../../../intake/intake-api.ts";
import type { RepositoryChange } from "../../../request/rows.ts";
import { type ApiReply, replyWords } from "../../api-client.ts";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { focusTarget } from "../../components/error-summary.tsx";
import { Page } from "../../components/page.tsx";
import { Table } from "../../components/table.tsx";
import { Tag } from "../../components/tag.tsx";
import { countOf, formatMoment } from "../../format.ts";
import { HistoryList } from "../../request/history-list.tsx";
import { loadRequestTables } from "../../request/request-tables.ts";
import { StatusTag } from "../../request/status-tag.tsx";
import { SafetySection } from "../../review/checklist-section.tsx";
import { DecideSection } from "../../review/decide-section.tsx";
import { RequestChecklist } from "../../review/request-checklist.tsx";
import { readForReview } from "../../review/review-client.ts";
import { ReviewGate, SignedInLine } from "../../review/review-gate.tsx";
import { RowsSection } from "../../review/rows-section.tsx";
import type { RunNow } from "../../review/run-again.ts";
import { RunAgainSection } from "../../review/run-again-section.tsx";
import { SentSection } from "../../review/sent-section.tsx";
import { routes } from "../../routes.ts";

/** One request on the reviewer's desk. */
export function ReviewRequestPage() {
  const reference = useRoute().params.reference ?? "";
  return <ReviewGate>{() => <OpenRequest reference={reference} key={reference} />}</ReviewGate>;
}

const back = { href: routes.review, text: "All requests" };

function OpenRequest({ reference }: { readonly reference: string }) {
  const [view, setView] = useState<ReviewView | undefined>(undefined);
  const [problem, setProblem] = useState<Exclude<ApiReply<unknown>, { kind: "ok" }> | undefined>(undefined);
  const take = (reply: ApiReply<ReviewView>) => {
    if (reply.kind === "ok") setView(reply.value);
    setProblem(reply.kind === "ok" ? undefined : reply);
  };
  const load = () => readForReview(reference).then(take);
  useEffect(() => {
    void load();
    loadRequestTables().catch(() => {});
  }, [reference]);
  if (view) return <Review view={view} onReply={take} onReload={load} />;
  if (!problem) return <Page heading="Opening the request" />;
  return (
    <Page
      heading={problem.kind === "not-found" ? "There is no such request" : "The request could not be loaded"}
      back={back}
    >
      <p class="govuk-body">
        {problem.kind === "not-found"
          ? `No request here has the reference ${reference}.`
          : `${replyWords(problem)}.`}
      </p>
      {problem.kind !== "not-found" && (
        <Button type="button" kind="secondary" onClick={() => void load()}>
          Try again
        </Button>
      )}
    </Page>
  );
}

interface ReviewProps {
  readonly view: ReviewView;
  readonly onReply: (reply: ApiReply<ReviewView>) => void;
  readonly onReload: () => Promise<void>;
}

function Review({ view, onReply, onReload }: ReviewProps) {
  const { request, reference } = view;
  const [run, setRun] = useState<RunNow | undefined>(undefined);
  const [change, setChange] = useState<RepositoryChange | undefined>(undefined);
  const added = request.kind === "add" ? request : undefined;
  return (
    <Page
      heading={`${view.organisationName}: ${view.datasets.join(", ")}`}
      title={`${reference}, ${view.organisationName}`}
      caption={`${kinds[request.kind]}, ${reference}`}
      back={back}
    >
      <SignedInLine />
      <p class="govuk-body">
        <StatusTag status={view.status} /> Sent on {formatMoment(new Date(view.sentAt))},{" "}
        {ageWords(view.ageDays)}. Last changed on {formatMoment(new Date(view.changedAt))} by{" "}
        {view.publisherWasLast ? "the publisher" : "the team"}.
      </p>
      <div class="govuk-grid-row app-desk">
        <Contents added={added !== undefined} />
        <div class="govuk-grid-column-two-thirds-from-desktop">
          <SentSection view={view} />
          {added && <RunAgainSection request={added} run={run} onRun={setRun} />}
          {added && <RequestChecklist request={added} run={run} change={change} />}
          {added && <SafetySection safety={run?.safety} />}
          <section aria-labelledby="rows">
            <h2 class="govuk-heading-m" id="rows" tabIndex={-1}>
              The rows it becomes
            </h2>
            <RowsSection of={[{ request, run }]} onChange={setChange} />
          </section>
          <DecideSection view={view} run={run} onReply={onReply} onReload={onReload} />
          <h2 class="govuk-heading-m" id="history" tabIndex={-1}>
            What happened so far
          </h2>
          <HistoryList history={view.history} reader="team" />
          <Records view={view} />
        </div>
      </div>
    </Page>
  );
}

/** The parts of a long page, always in sight on a wide window. */
function Contents({ added }: { readonly added: boolean }) {
  const parts = [
    ["sent", "What was sent"],
    ...(added
      ? [
          ["run-again", "Check the data again"],
          ["checklist", "Checklist"],
          ["safety", "Before entity numbers are given"],
        ]
      : []),
    ["rows", "The rows it becomes"],
    ["decide", "Decide"],
    ["history", "What happened so far"],
  ];
  return (
    <nav class="govuk-grid-column-one-third-from-desktop app-contents app-no-print" aria-label="On this page">
      <h2 class="govuk-heading-s">On this page</h2>
      <ul class="govuk-list">
        {parts.map(([id = "", words]) => (
          <li key={id}>
            <a class="govuk-link" href={`#${id}`} onClick={(event) => focusTarget(event, id)}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const kinds = {
  add: "Add an endpoint",
  "change-details": "Change details",
  retire: "Retire endpoints",
} as const;

function ageWords(days: number): string {
  return days === 0 ? "today" : `${countOf(days, "day")} ago`;
}

const states = {
  waiting: { text: "Waiting to be sent", colour: "yellow" },
  sent: { text: "Sent", colour: "green" },
  failed: { text: "Not sent", colour: "red" },
  kept: { text: "Kept here only", colour: "grey" },
} as const;

/** Emails and who did what. */
function Records({ view }: { readonly view: ReviewView }) {
  return (
    <>
      <Details summary={`Emails (${view.notifications.length})`}>
        {view.notifications.some(({ state }) => state === "kept") && (
          <p class="govuk-body">No email is sent from here. Pass these on yourself where they matter.</p>
        )}
        {view.notifications.map(({ at, to, subject, body, state }) => (
          <div key={at + subject} class="app-mail">
            <p class="govuk-body govuk-!-margin-bottom-1">
              <strong>{subject}</strong> <Tag {...states[state]} />
            </p>
            <p class="app-small govuk-!-margin-bottom-1">
              {formatMoment(new Date(at))}, to the {to}
            </p>
            <p class="govuk-body app-pre">{body}</p>
          </div>
        ))}
        {view.notifications.length === 0 && <p class="govuk-body">None.</p>}
      </Details>
      <Details summary={`Who did what (${view.audit.length})`}>
        <Table
          caption="Who did what"
          captionHidden
          head={[{ text: "When" }, { text: "Who" }, { text: "What" }]}
          rows={view.audit.map(({ at, actor, action }) => [formatMoment(new Date(at)), actor, action])}
        />
      </Details>
    </>
  );
}
