import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import type { HistoryEntry, PublicRequest, RequestView } from "../../../intake/intake-api.ts";
import { nextSteps } from "../../../intake/next-steps.ts";
import { statusWords } from "../../../intake/request-status.ts";
import type { StoredCheck } from "../../../store/checks.ts";
import { listOutbox, readOutbox } from "../../../store/outbox.ts";
import type { OutboxEntry } from "../../../store/outbox-entry.ts";
import { type ApiReply, replyWords } from "../../api-client.ts";
import { Button } from "../../components/button.tsx";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { InsetText } from "../../components/inset-text.tsx";
import { Page } from "../../components/page.tsx";
import { SummaryList } from "../../components/summary-list.tsx";
import { Textarea } from "../../components/textarea.tsx";
import { countOf, formatMoment } from "../../format.ts";
import { datasets as choices, loadReferenceData } from "../../reference-data.ts";
import { correctRequest, newestCheck } from "../../request/correct.ts";
import { HistoryList } from "../../request/history-list.tsx";
import { TeamLink } from "../../request/issue-links.tsx";
import { MessageText } from "../../request/message-text.tsx";
import { today } from "../../request/request-tables.ts";
import { readSent, readStatus, secretOf, sendMessage } from "../../request/status-client.ts";
import { StatusTag } from "../../request/status-tag.tsx";
import { routes } from "../../routes.ts";

interface Seen {
  readonly view: RequestView;
  readonly at: Date;
}

/** The publisher's page about a request, known to whoever has its link: how far it is, what the team says, what to do. */
export function StatusPage() {
  const secret = useRoute().params.secret ?? "";
  const [seen, setSeen] = useState<Seen | undefined>(undefined);
  const [problem, setProblem] = useState<Exclude<ApiReply<unknown>, { kind: "ok" }> | undefined>(undefined);
  const take = (reply: ApiReply<RequestView>) => {
    if (reply.kind === "ok") setSeen({ view: reply.value, at: new Date() });
    setProblem(reply.kind === "ok" ? undefined : reply);
  };
  const look = () => void readStatus(secret).then(take);
  useEffect(() => {
    loadReferenceData();
    setSeen(undefined);
    look();
    const lookAgain = () => !document.hidden && look();
    // Somebody who comes back to the page sees the newest.
    addEventListener("online", lookAgain);
    document.addEventListener("visibilitychange", lookAgain);
    const timer = setInterval(lookAgain, 60_000);
    return () => {
      removeEventListener("online", lookAgain);
      document.removeEventListener("visibilitychange", lookAgain);
      clearInterval(timer);
    };
  }, [secret]);
  if (seen)
    return <Status secret={secret} seen={seen} stale={problem !== undefined} onView={take} onLook={look} />;
  if (problem) return <NoStatusPage kind={problem.kind} secret={secret} onRetry={look} />;
  return <Page heading="Opening your request" />;
}

interface StatusProps {
  readonly secret: string;
  readonly seen: Seen;
  /** The last look at the server did not work. */
  readonly stale: boolean;
  readonly onView: (reply: ApiReply<RequestView>) => void;
  readonly onLook: () => void;
}

function Status({ secret, seen, stale, onView, onLook }: StatusProps) {
  const { view } = seen;
  const asked =
    view.status === "needs-changes"
      ? view.history.findLast(({ status }) => status === "needs-changes")
      : undefined;
  const last = view.history.findLast(({ status }) => status !== undefined);
  const steps = nextSteps(
    { kind: view.kind, status: view.status, since: dayOf(last?.at ?? view.changedAt) },
    today(),
  );
  const { datasets, endpointUrl, organisationName } = view;
  return (
    <Page
      heading={headings[view.status]}
      title={`${headings[view.status]}: ${view.reference}`}
      caption={`Request ${view.reference}`}
      back={{ href: routes.requests, text: "Your requests" }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <div role="status">
            <p class="govuk-body">
              <StatusTag status={view.status} />
            </p>
            <p class="govuk-body-l">{statusWords[view.status].meaning}</p>
          </div>
          {stale && (
            <InsetText>
              There is no connection to the server now. This is how the request was on {formatMoment(seen.at)}
              ; the page looks again by itself.
            </InsetText>
          )}
          {asked && <WhatToChange secret={secret} view={view} asked={asked} />}
          <h2 class="govuk-heading-m">What happens next</h2>
          {steps.map((step) => (
            <p class="govuk-body" key={step}>
              {step}
            </p>
          ))}
          <h2 class="govuk-heading-m">What you asked for</h2>
          <SummaryList
            rows={[
              { key: "Request", value: kinds[view.kind] },
              { key: "Organisation", value: organisationName },
              { key: datasets.length > 1 ? "Datasets" : "Dataset", value: datasets.map(nameOf).join(", ") },
              ...(endpointUrl
                ? [{ key: "Address", value: <span class="app-break">{endpointUrl}</span> }]
                : []),
            ]}
          />
          <h2 class="govuk-heading-m">What happened so far</h2>
          <HistoryList history={view.history} reader="publisher" shownAbove={asked} />
          <MessageForm secret={secret} onView={onView} />
          <p class="app-small">
            Last looked at on {formatMoment(seen.at)}.{" "}
            <button type="button" class="app-link-button app-link-button--s" onClick={onLook}>
              Look again
            </button>
          </p>
          <p class="app-small">
            Keep the address of this page: whoever has it can see and correct the request. It shows no name
            and no email address.
          </p>
        </div>
      </div>
    </Page>
  );
}

const headings = {
  received: "Your request was received",
  checking: "Your request is being checked",
  "needs-changes": "Your request needs changes",
  accepted: "Your request was accepted",
  added: "Your request was added to the platform",
  live: "Your request is live",
  declined: "Your request was declined",
} as const;

const kinds = {
  add: "Add an endpoint",
  "change-details": "Change the details of an endpoint",
  retire: "Retire endpoints",
} as const;

interface WhatToChangeProps {
  readonly secret: string;
  readonly view: RequestView;
  readonly asked: HistoryEntry;
}

/** The team's message, its links into the tool, and the way to correct and send again. */
function WhatToChange({ secret, view, asked }: WhatToChangeProps) {
  const { route } = useLocation();
  const [sent, setSent] = useState<PublicRequest | undefined>(undefined);
  const [check, setCheck] = useState<StoredCheck | undefined>(undefined);
  const [problem, setProblem] = useState("");
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    let current = true;
    void readSent(secret).then(async (reply) => {
      if (!current || reply.kind !== "ok") return;
      setSent(reply.value);
      const entry = await readOutbox(reply.value.idempotencyKey).catch(() => undefined);
      setWaiting(entry?.state === "waiting");
      const since = view.history.findLast((entry) => entry.sent !== undefined)?.at ?? view.sentAt;
      if (reply.value.kind === "add") setCheck(await newestCheck(reply.value, since));
    });
    return () => {
      current = false;
    };
  }, [secret, view.version]);
  const correct = async () => {
    const request =
      sent ?? (await readSent(secret).then((reply) => (reply.kind === "ok" ? reply.value : undefined)));
    if (!request) return setProblem("What you sent could not be loaded. Check the connection and try again");
    const draft = await correctRequest(secret, request, view);
    route(routes.requestTasks(draft.id));
  };
  return (
    <section class="app-asked" aria-labelledby="asked">
      <h2 class="govuk-heading-m" id="asked">
        What the team asks for
      </h2>
      {asked.message && <MessageText text={asked.message} />}
      {asked.link && <TeamLink link={asked.link} />}
      {check && (
        <p class="govuk-body">
          You checked {check.settings.name} on {formatMoment(new Date(check.at))}:{" "}
          {countOf(check.report.groups.mustFix.length, "thing")} to fix. This result goes with the corrected
          request.
        </p>
      )}
      {problem !== "" && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
      {waiting && sent ? (
        <p class="govuk-body">
          <a class="govuk-link" href={routes.requestSent(sent.idempotencyKey)}>
            Your corrected request
          </a>{" "}
          waits on this computer to be sent.
        </p>
      ) : (
        <Button type="button" onClick={() => void correct()}>
          Change your answers and send again
        </Button>
      )}
    </section>
  );
}

function MessageForm({ secret, onView }: Pick<StatusProps, "secret" | "onView">) {
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [state, setState] = useState<"writing" | "sending" | "sent">("writing");
  // The same list while somebody types: a new one would take the focus.
  const errors = useMemo(() => [{ text: error, target: "message" }], [error]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (state === "sending") return;
    if (text.trim() === "") return setError("Enter a message");
    setState("sending");
    const reply = await sendMessage(secret, text.trim());
    if (reply.kind === "ok") {
      setText("");
      setError("");
      setState("sent");
      onView(reply);
    } else {
      setState("writing");
      setError(`The message was not sent. ${replyWords(reply)}`);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      {error !== "" && <ErrorSummary errors={errors} />}
      <Textarea
        id="message"
        label="Write to the Planning Data team"
        labelClass="govuk-label--m"
        hint="The team sees it with the request. Do not put passwords or personal data in it."
        error={error || undefined}
        rows={4}
        value={text}
        onInput={(value) => {
          setText(value);
          setState("writing");
        }}
      />
      <div role="status">{state === "sent" && <p class="govuk-body">Your message was sent.</p>}</div>
      <Button kind="secondary">{state === "sending" ? "Sending" : "Send the message"}</Button>
    </form>
  );
}

interface NoStatusPageProps {
  readonly kind: ApiReply<unknown>["kind"];
  readonly secret: string;
  readonly onRetry: () => void;
}

function NoStatusPage(props: NoStatusPageProps) {
  const [known, setKnown] = useState<OutboxEntry | undefined>(undefined);
  useEffect(() => {
    listOutbox().then(
      (entries) => setKnown(entries.find(({ statusUrl }) => secretOf(statusUrl) === props.secret)),
      () => {},
    );
  }, [props.secret]);
  const back = { href: routes.requests, text: "Your requests" };
  if (props.kind === "not-found") {
    return (
      <Page heading="There is no request at this address" back={back}>
        <p class="govuk-body">
          The link is not complete, or it is of another copy of this tool. Copy the whole link from the page
          you saw after sending, or from the email about your request.
        </p>
        <Button href={routes.requests}>Your requests on this computer</Button>
      </Page>
    );
  }
  if (props.kind === "no-server") {
    return (
      <Page heading="This copy of the tool does not take requests" back={back}>
        <p class="govuk-body">
          It has no server behind it, so there is no status to show. Open the link at the address where you
          sent the request.
        </p>
      </Page>
    );
  }
  const offline = props.kind === "offline";
  return (
    <Page heading={offline ? "You are offline" : "The status could not be loaded"} back={back}>
      <p class="govuk-body">
        {offline
          ? "How far your request is stands on the server, which cannot be reached now. Nothing is lost. This page looks again when there is a connection."
          : "The server answered in a way this page does not understand. Nothing is lost. Try again in a few minutes."}
      </p>
      {known?.progress && (
        <p class="govuk-body">
          {known.reference} was <StatusTag status={known.progress.status} /> when this computer last asked.
        </p>
      )}
      <Button type="button" kind="secondary" onClick={props.onRetry}>
        Try again
      </Button>
    </Page>
  );
}

/** The dataset as people call it, once the list of names is there. */
function nameOf(dataset: string): string {
  return choices.value.value.find((choice) => choice.dataset === dataset)?.name ?? dataset;
}

/** The calendar day where the computer is. */
function dayOf(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
