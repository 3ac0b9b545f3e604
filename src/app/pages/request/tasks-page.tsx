import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { nextQuestion, problemsOf, type Question, questionsFor } from "../../../request/questions.ts";
import { requestReference } from "../../../request/reference.ts";
import { deleteDraft } from "../../../store/request-drafts.ts";
import { Button } from "../../components/button.tsx";
import { InsetText } from "../../components/inset-text.tsx";
import { Page } from "../../components/page.tsx";
import { Tag } from "../../components/tag.tsx";
import { TaskList } from "../../components/task-list.tsx";
import { countOf, formatNumber } from "../../format.ts";
import { DraftGate, NotKeptNote, type OpenRequest } from "../../request/draft-gate.tsx";
import { closeDraft } from "../../request/draft-state.ts";
import { routes } from "../../routes.ts";
import { questionState } from "./question-page.tsx";

/** What is done and what is left of a request. */
export function TasksPage() {
  const { params } = useRoute();
  return <DraftGate id={params.id ?? ""}>{(open) => <Tasks open={open} />}</DraftGate>;
}

const headings = {
  add: "Ask for your data to be added",
  "change-details": "Ask for details to be changed",
  retire: "Ask for endpoints to be retired",
} as const;

function Tasks({ open }: { readonly open: OpenRequest }) {
  const { draft, validation } = open;
  // The pages to come, fetched before the connection may go.
  useEffect(() => {
    void import("./answers-page.tsx").catch(() => {});
    void import("./sent-page.tsx").catch(() => {});
  }, []);
  const asked = questionsFor(draft);
  const done = asked.filter((question) => questionState(question, open) === "Completed").length;
  const sections = [...new Set(asked.map(({ section }) => section))];
  const next = nextQuestion(draft, validation);
  const { evidence } = draft.answers;
  return (
    <Page
      heading={headings[draft.answers.kind ?? "add"]}
      caption={`Draft ${requestReference(draft.id)}`}
      back={{ href: routes.requests, text: "Your requests" }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <NotKeptNote />
          {evidence && (
            <InsetText>
              {evidence.name} was checked: {formatNumber(evidence.kept)} of {countOf(evidence.records, "row")}{" "}
              would be published, {countOf(evidence.mustFix, "thing")} to fix. The result goes with the
              request; the file does not.
            </InsetText>
          )}
          <p class="govuk-body">
            You have completed {done} of {countOf(asked.length, "question")}. What you write is kept on this
            computer until you send it.
          </p>
          {sections.map((section) => (
            <section key={section}>
              <h2 class="govuk-heading-m">{section}</h2>
              <TaskList
                idPrefix={section.toLowerCase().replaceAll(" ", "-")}
                items={asked.filter((question) => question.section === section).map((one) => item(one, open))}
              />
            </section>
          ))}
          <h2 class="govuk-heading-m">Check and send</h2>
          <TaskList
            idPrefix="send"
            items={[
              next
                ? { title: "Check your answers and send", status: "Cannot start yet" }
                : {
                    title: "Check your answers and send",
                    href: routes.requestAnswers(draft.id),
                    status: <Tag text="Not yet done" colour="blue" />,
                  },
            ]}
          />
          <Button href={next ? routes.requestQuestion(draft.id, next) : routes.requestAnswers(draft.id)}>
            {next ? "Continue" : "Check your answers"}
          </Button>
          <DeleteDraft id={draft.id} />
        </div>
      </div>
    </Page>
  );
}

function item(question: Question, open: OpenRequest) {
  const state = questionState(question, open);
  const warnings = problemsOf(question, open.validation.warnings);
  return {
    title: question.title,
    href: routes.requestQuestion(open.draft.id, question.id),
    status: state === "Completed" ? state : <Tag text={state} colour="blue" />,
    ...(warnings.length > 0 && state === "Completed"
      ? { hint: warnings.map(({ message }) => message).join(". ") }
      : {}),
  };
}

function DeleteDraft({ id }: { readonly id: string }) {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await deleteDraft(id).catch(() => {});
    closeDraft();
    route(routes.requests);
  };
  if (!asking) {
    return (
      <p class="govuk-body">
        <Button kind="secondary" type="button" onClick={() => setAsking(true)}>
          Delete this draft
        </Button>
      </p>
    );
  }
  return (
    <div role="alertdialog" aria-label="Delete this draft">
      <p class="govuk-body">Everything written in it will be gone.</p>
      <div class="govuk-button-group">
        <Button kind="warning" type="button" onClick={() => void remove()}>
          Yes, delete it
        </Button>
        <Button kind="secondary" type="button" onClick={() => setAsking(false)}>
          No, keep it
        </Button>
      </div>
    </div>
  );
}
