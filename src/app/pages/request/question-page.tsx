import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import {
  isAnswered,
  nextQuestion,
  problemsOf,
  type Question,
  questions,
  questionsFor,
} from "../../../request/questions.ts";
import { validateRequest } from "../../../request/validate.ts";
import { Button } from "../../components/button.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../../components/error-summary.tsx";
import { Page } from "../../components/page.tsx";
import { fragment, withFragment } from "../../fragment.ts";
import { DraftGate, NotKeptNote, type OpenRequest } from "../../request/draft-gate.tsx";
import { draftState, kept, markSeen } from "../../request/draft-state.ts";
import { questionFields, questionHeadings, targetOf } from "../../request/question-fields.tsx";
import { contextOf } from "../../request/request-tables.ts";
import { routes } from "../../routes.ts";
import { NotFoundPage } from "../not-found-page.tsx";

/** One question of a request. */
export function QuestionPage() {
  const { params } = useRoute();
  const { id = "", question: name = "" } = params;
  const question = questions.find((one) => one.id === name);
  if (!question) return <NotFoundPage />;
  return (
    <DraftGate id={id}>
      {(open) => <QuestionForm key={`${id}/${name}`} question={question} open={open} />}
    </DraftGate>
  );
}

function QuestionForm({ question, open }: { readonly question: Question; readonly open: OpenRequest }) {
  const { route } = useLocation();
  const { draft, tables, validation } = open;
  const [tried, setTried] = useState(0);
  const [shown, setShown] = useState<readonly ErrorSummaryItem[]>([]);
  const backToAnswers = fragment.value.get("from") === "answers";
  const problems = problemsOf(question, validation.errors);
  const missing =
    question.isGiven?.(draft.answers) === false
      ? [{ field: question.fields[0] ?? "", message: "Select an answer" }]
      : [];
  const all = [...problems, ...missing];
  // What was wrong when the person tried to go on, as far as it still is: an error goes as soon as it is put right.
  const errorOf = (field: string) =>
    tried > 0 ? all.find((problem) => problem.field === field)?.message : undefined;
  useEffect(() => setShown([]), [question.id]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (all.length > 0) {
      setTried(tried + 1);
      setShown(all.map(({ field, message }) => ({ text: message, target: targetOf(field) })));
      return;
    }
    markSeen(question.id);
    await kept();
    const now = draftState.peek();
    if (now.kind !== "open") return;
    if (backToAnswers) return route(routes.requestAnswers(draft.id));
    const next = nextQuestion(now.draft, validateRequest(now.draft.answers, contextOf(tables)), question.id);
    route(next ? routes.requestQuestion(draft.id, next) : routes.requestAnswers(draft.id));
  };
  const Fields = questionFields[question.id];
  return (
    <Page
      heading={questionHeadings[question.id]}
      caption="Request to the Planning Data team"
      back={backTo(question, open, backToAnswers)}
      before={shown.length > 0 && <ErrorSummary key={tried} errors={shown} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <NotKeptNote />
          <form onSubmit={submit} noValidate>
            <Fields
              draft={draft}
              answers={draft.answers}
              tables={tables}
              errorOf={errorOf}
              warnings={problemsOf(question, validation.warnings)}
            />
            <Button>Continue</Button>
          </form>
          <p class="govuk-body">
            <a class="govuk-link" href={routes.requestTasks(draft.id)}>
              Save and come back later
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

function backTo(question: Question, { draft }: OpenRequest, backToAnswers: boolean) {
  if (backToAnswers) return { href: routes.requestAnswers(draft.id) };
  const asked = questionsFor(draft);
  const before = asked[asked.findIndex(({ id }) => id === question.id) - 1];
  return {
    href: before ? routes.requestQuestion(draft.id, before.id) : routes.requestTasks(draft.id),
  };
}

/** Address of a question whose answer is changed from the page of all answers. */
export function changeLink(id: string, question: string): string {
  return withFragment(routes.requestQuestion(id, question), { from: "answers" });
}

/** Whether a question is done, in words, for the task list. */
export function questionState(
  question: Question,
  { draft, validation }: OpenRequest,
): "Completed" | "Not yet done" {
  return isAnswered(question, draft, validation) ? "Completed" : "Not yet done";
}
