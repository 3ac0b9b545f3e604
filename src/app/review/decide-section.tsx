import { useMemo, useRef, useState } from "preact/hooks";
import type { ReviewView } from "../../intake/intake-api.ts";
import { needsMessage, nextStatuses, type RequestStatus, statusWords } from "../../intake/request-status.ts";
import { cannedReplies, teamMessage } from "../../intake/team-message.ts";
import type { ReportLine } from "../../report/report.ts";
import { issueLink } from "../../request/issue-link.ts";
import { type ApiReply, replyWords } from "../api-client.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { ErrorSummary, focusTarget } from "../components/error-summary.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { StatusTag } from "../request/status-tag.tsx";
import { changeStatus, writeToPublisher } from "./review-client.ts";
import type { RunNow } from "./run-again.ts";

interface DecideSectionProps {
  readonly view: ReviewView;
  readonly run: RunNow | undefined;
  readonly onReply: (reply: ApiReply<ReviewView>) => void;
  readonly onReload: () => Promise<void>;
}

type Choice = RequestStatus | "message";

const buttonWords: Readonly<Record<Choice, string>> = {
  received: "Put back",
  checking: "Start checking",
  "needs-changes": "Ask for changes",
  accepted: "Accept",
  added: "It is added",
  live: "It is live",
  declined: "Decline",
  message: "Only write a message",
};

/** What the team does next: each step is confirmed, and refused when somebody else was faster. */
export function DecideSection(props: DecideSectionProps) {
  const { view } = props;
  const [choice, setChoice] = useState<Choice | undefined>(undefined);
  const [done, setDone] = useState("");
  const steps: Choice[] = [...nextStatuses[view.status], "message"];
  const words = (step: Choice) =>
    step === "checking" && view.status !== "received" ? "Take it back to checking" : buttonWords[step];
  return (
    <section class="app-desk-box app-no-print" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide" tabIndex={-1}>
        Decide
      </h2>
      <p class="govuk-body">
        It is <StatusTag status={view.status} /> now.
      </p>
      <div role="status">{done !== "" && <p class="govuk-body govuk-!-font-weight-bold">{done}</p>}</div>
      {choice === undefined ? (
        <div class="govuk-button-group">
          {steps.map((step, index) => (
            <Button
              key={step}
              type="button"
              kind={step === "declined" ? "warning" : index === 0 ? "primary" : "secondary"}
              onClick={() => {
                setDone("");
                setChoice(step);
              }}
            >
              {words(step)}
            </Button>
          ))}
        </div>
      ) : (
        <StepForm
          key={choice}
          {...props}
          choice={choice}
          title={words(choice)}
          onDone={(said) => {
            setDone(said);
            setChoice(undefined);
          }}
          onCancel={() => setChoice(undefined)}
        />
      )}
    </section>
  );
}

interface StepFormProps extends DecideSectionProps {
  readonly choice: Choice;
  readonly title: string;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

function StepForm({ view, run, choice, title, onReply, onReload, onDone, onCancel }: StepFormProps) {
  const replies = choice === "message" ? [] : (cannedReplies[choice] ?? []);
  const lines = choice === "needs-changes" && run ? linesToName(run) : [];
  const [reply, setReply] = useState(
    replies.find(({ id }) => id === (lines.length > 0 ? "must-fix" : "own"))?.id ?? "own",
  );
  const [named, setNamed] = useState<readonly string[]>(() =>
    lines.filter(({ group }) => group === "must-fix").map(({ id }) => id),
  );
  const compose = (replyId: string, ids: readonly string[]) =>
    teamMessage(
      replies.find(({ id }) => id === replyId)?.text ?? "",
      lines.filter(({ id }) => ids.includes(id)),
    );
  const [text, setText] = useState(() => compose(reply, named));
  const [typed, setTyped] = useState(false);
  const [error, setError] = useState("");
  const [conflict, setConflict] = useState("");
  const [tried, setTried] = useState(0);
  const sending = useRef(false);
  // The same list while somebody types: a new one would take the focus.
  const errors = useMemo(() => [{ text: error, target: "team-message" }], [error]);
  const mustWrite = choice === "message" || needsMessage.includes(choice);
  const choose = (replyId: string, ids: readonly string[]) => {
    setReply(replyId);
    setNamed(ids);
    // Words typed by hand are never thrown away unasked.
    if (!typed) setText(compose(replyId, ids));
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending.current) return;
    setTried((now) => now + 1);
    setConflict("");
    if (mustWrite && text.trim() === "")
      return setError("Enter a message: the publisher must know what to do, or why");
    setError("");
    sending.current = true;
    const answer = await send();
    sending.current = false;
    if (answer.kind === "ok") {
      onReply(answer);
      onDone(
        choice === "message" ? "Your message was sent." : `Done: ${statusWords[choice].label.toLowerCase()}.`,
      );
    } else if (answer.kind === "conflict") setConflict(answer.message);
    else setError(`Nothing was changed. ${replyWords(answer)}`);
  };
  const send = (): Promise<ApiReply<ReviewView>> => {
    if (choice === "message") return writeToPublisher(view.reference, text.trim());
    const link = named.length > 0 && run ? linkTo(view, run, named) : undefined;
    return changeStatus(view.reference, {
      status: choice,
      version: view.version,
      ...(text.trim() !== "" && { message: text.trim() }),
      ...(link && { link }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      {error !== "" && <ErrorSummary key={tried} errors={errors} />}
      <h3 class="govuk-heading-s">{title}</h3>
      {choice !== "message" && (
        <p class="govuk-body">
          The publisher will read: <q>{statusWords[choice].meaning}</q>
        </p>
      )}
      {choice === "accepted" && (
        <p class="govuk-body">
          Save{" "}
          <button type="button" class="app-link-button" onClick={(event) => focusTarget(event, "rows")}>
            the rows it becomes
          </button>{" "}
          above, before or after.
        </p>
      )}
      {conflict !== "" && (
        <InsetText>
          <p class="govuk-body" role="alert">
            {conflict}.
          </p>
          <Button type="button" kind="secondary" onClick={() => void onReload().then(() => setConflict(""))}>
            Load it again and keep what I wrote
          </Button>
        </InsetText>
      )}
      {choice === "needs-changes" && !run && view.request.kind === "add" && (
        <p class="govuk-hint">
          Check the data again first to put its issues and links to them into the message.
        </p>
      )}
      {replies.length > 0 && (
        <Select
          id="team-reply"
          label="Start from"
          value={reply}
          items={replies.map(({ id, title: words }) => ({ value: id, text: words }))}
          onChange={(id) => choose(id, named)}
        />
      )}
      {lines.length > 0 && (
        <Checkboxes
          name="team-lines"
          legend="Issues to name, each with a link into the tool"
          small
          values={named}
          items={lines.map((line) => ({ value: line.id, text: line.words.sentence }))}
          onChange={(id, on) =>
            choose(reply, on ? inOrder(lines, [...named, id]) : named.filter((one) => one !== id))
          }
        />
      )}
      <Textarea
        id="team-message"
        label={mustWrite ? "Message to the publisher" : "Message to the publisher (optional)"}
        rows={lines.length > 0 ? 10 : 5}
        error={error || undefined}
        value={text}
        onInput={(value) => {
          setText(value);
          setTyped(true);
        }}
      />
      {typed && replies.length > 0 && (
        <p class="govuk-body">
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              setTyped(false);
              setText(compose(reply, named));
            }}
          >
            Write the message anew from the choices above
          </button>
        </p>
      )}
      <div class="govuk-button-group">
        <Button kind={choice === "declined" ? "warning" : "primary"}>
          {choice === "message" ? "Send the message" : `Yes: ${title.toLowerCase()}`}
        </Button>
        <button type="button" class="app-link-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** What a publisher can do something about. */
function linesToName({ report }: RunNow): readonly ReportLine[] {
  return [...report.groups.mustFix, ...report.groups.needsFixing];
}

function inOrder(lines: readonly ReportLine[], ids: readonly string[]): string[] {
  return lines.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
}

function linkTo({ request }: ReviewView, { dataset }: RunNow, lines: readonly string[]): string | undefined {
  if (request.kind !== "add") return undefined;
  return issueLink({ url: request.endpointUrl, dataset, organisation: request.organisation, lines });
}
