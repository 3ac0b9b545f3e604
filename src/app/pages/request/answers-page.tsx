import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { draftRequest } from "../../../request/draft.ts";
import { nextQuestion, questionsFor } from "../../../request/questions.ts";
import { readRequest } from "../../../request/request-file.ts";
import { finishRequest } from "../../../store/outbox.ts";
import { Button } from "../../components/button.tsx";
import { Checkboxes } from "../../components/checkboxes.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../../components/error-summary.tsx";
import { InsetText } from "../../components/inset-text.tsx";
import { Page } from "../../components/page.tsx";
import { SummaryList } from "../../components/summary-list.tsx";
import { answerRows } from "../../request/answer-rows.tsx";
import { DraftGate, NotKeptNote, type OpenRequest } from "../../request/draft-gate.tsx";
import { changeAnswers, closeDraft, draftState, kept } from "../../request/draft-state.ts";
import { sendWaiting, startOutbox, tellOthers } from "../../request/outbox-runner.ts";
import { routes } from "../../routes.ts";
import { changeLink } from "./question-page.tsx";

/** All answers, each changeable; then send. */
export function AnswersPage() {
  const { params } = useRoute();
  return <DraftGate id={params.id ?? ""}>{(open) => <Answers open={open} />}</DraftGate>;
}

function Answers({ open }: { readonly open: OpenRequest }) {
  const { route } = useLocation();
  const { draft, validation } = open;
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const [tried, setTried] = useState(0);
  // Set before anything is awaited: a double click sends once. (The key sees to it anyway.)
  const sending = useRef(false);

  // Fetched before it is needed: the connection may go while the answers are read.
  useEffect(() => void import("./sent-page.tsx").catch(() => {}), []);

  const fail = (items: readonly ErrorSummaryItem[]) => {
    sending.current = false;
    setTried((now) => now + 1);
    setErrors(items);
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    const open = nextQuestion(draft, validation);
    if (open) {
      const title = questionsFor(draft).find(({ id }) => id === open)?.title ?? "";
      return fail([{ text: `${title}: this still needs an answer`, target: "answers" }]);
    }
    if (draft.answers.consent !== true) {
      return fail([{ text: "Confirm that you understand what becomes public", target: "consent" }]);
    }
    const now = draftState.peek();
    const reply = readRequest(draftRequest(now.kind === "open" ? now.draft : draft));
    if (!reply.ok)
      return fail(reply.problems.map(({ field, message }) => ({ text: `${field}: ${message}` })));
    try {
      await kept();
      await finishRequest(reply.request, Date.now(), draft.correcting);
    } catch {
      return fail([
        {
          text: "This browser did not let us keep the request. Copy your answers, or use another browser window",
        },
      ]);
    }
    route(routes.requestSent(draft.id));
    closeDraft();
    startOutbox();
    void tellOthers().then(sendWaiting, () => {});
  };
  return (
    <Page
      heading="Check your answers"
      caption="Request to the Planning Data team"
      back={{ href: routes.requestTasks(draft.id) }}
      before={errors.length > 0 && <ErrorSummary key={tried} errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds-from-desktop">
          <NotKeptNote />
          <div id="answers" tabIndex={-1}>
            <SummaryList rows={answerRows(open, (question) => changeLink(draft.id, question))} />
          </div>
          {validation.warnings.length > 0 && (
            <InsetText>
              <p class="govuk-body">The Planning Data team may ask about this:</p>
              <ul class="govuk-list govuk-list--bullet">
                {validation.warnings.map(({ field, message }) => (
                  <li key={field + message}>{message}</li>
                ))}
              </ul>
            </InsetText>
          )}
          <h2 class="govuk-heading-m">What becomes public</h2>
          <p class="govuk-body">
            The address, the web page, the licence and your organisation's name are written into the public
            configuration of the platform. Your name, your email address and your notes are not: only the
            Planning Data team sees them.
          </p>
          <form onSubmit={send} noValidate>
            <Checkboxes
              name="consent"
              legend="Your agreement"
              legendClass="govuk-visually-hidden"
              error={
                tried > 0 && draft.answers.consent !== true
                  ? "Confirm that you understand what becomes public"
                  : undefined
              }
              values={draft.answers.consent === true ? ["yes"] : []}
              items={[{ value: "yes", text: "I understand what becomes public, and I may ask for this" }]}
              onChange={(_, ticked) => changeAnswers({ consent: ticked ? true : undefined })}
            />
            <Button>{draft.correcting ? "Send the corrected request" : "Send the request"}</Button>
          </form>
        </div>
      </div>
    </Page>
  );
}
