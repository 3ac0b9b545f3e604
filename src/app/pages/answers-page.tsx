import { useEffect, useState } from "preact/hooks";
import { type AnswerDifference, byCause, compareAnswers } from "../../compare/answers.ts";
import type { Mode } from "../../report/mode.ts";
import { findLine } from "../../report/report.ts";
import { rowsWords, verdictWords } from "../../report/verdict.ts";
import { CheckGate } from "../check-gate.tsx";
import { Button } from "../components/button.tsx";
import { Page } from "../components/page.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Table } from "../components/table.tsx";
import { groupWords } from "../content/groups.ts";
import { modeWords } from "../content/modes.ts";
import { FileGone } from "../file-gone.tsx";
import { countOf } from "../format.ts";
import { routes } from "../routes.ts";
import { askOtherAnswers, type DoneState, reportsByMode } from "../state.ts";

const modes: readonly Mode[] = ["added", "check", "pipeline"];
/** Files up to this size are asked the other questions without a button: it takes a moment. */
const askedAtOnceBytes = 2_000_000;

/** The three answers about one file side by side, and why they differ (features g2). */
export function AnswersPage() {
  return <CheckGate>{(done) => <Answers done={done} />}</CheckGate>;
}

function Answers({ done }: { readonly done: DoneState }) {
  const reports = reportsByMode.value;
  const complete = modes.every((mode) => reports.has(mode));
  const [state, setState] = useState<"waiting" | "asking" | "failed">("waiting");
  const ask = async () => {
    setState("asking");
    setState((await askOtherAnswers()) ? "waiting" : "failed");
  };
  useEffect(() => {
    if (!complete && done.file && done.file.size <= askedAtOnceBytes) void ask();
  }, [done.id]);
  return (
    <Page
      heading="Three answers about your file"
      caption={done.report.checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            The same file is treated differently by the check on the government’s website and by the run that
            publishes data every night, because they do not use the same rules. What counts for you is what
            happens once the data is added.
          </p>
          <Table
            caption="The answers"
            captionHidden
            head={[{ text: "Answer" }, { text: "Result" }, { text: "Rows" }]}
            firstCellIsHeader
            rows={modes.map((mode) => {
              const report = reports.get(mode);
              return [
                modeWords[mode].label,
                report
                  ? verdictWords(report.verdict)
                  : state === "asking"
                    ? "Being checked…"
                    : "Not asked yet",
                report ? rowsWords(report) : "",
              ];
            })}
          />
          <p class="govuk-visually-hidden" role="status">
            {state === "asking" ? "The other answers are being worked out" : ""}
          </p>
          {!complete && !done.file && <FileGone />}
          {!complete && done.file && state !== "asking" && (
            <>
              {state === "failed" && (
                <p class="govuk-body">The other answers could not be worked out. You can try again.</p>
              )}
              <Button type="button" onClick={() => void ask()}>
                Ask for all three answers
              </Button>
            </>
          )}
          {complete && <Differences done={done} differences={compareAnswers(reports)} />}
        </div>
      </div>
    </Page>
  );
}

function Differences(props: { readonly done: DoneState; readonly differences: readonly AnswerDifference[] }) {
  const { done, differences } = props;
  if (differences.length === 0)
    return <p class="govuk-body-l">All three answers find the same in this file.</p>;
  return (
    <section aria-labelledby="differences">
      <h2 class="govuk-heading-l" id="differences">
        {countOf(differences.length, "difference")}, and why
      </h2>
      {byCause(differences).map((group) => (
        <CauseGroup key={group[0]?.id} done={done} group={group} />
      ))}
      <h2 class="govuk-heading-m">What each answer takes into account</h2>
      <SummaryList
        rows={modes.map((mode) => ({ key: modeWords[mode].label, value: modeWords[mode].explained }))}
      />
    </section>
  );
}

/** What one cause, or several together, make different: the cause in words, then the lines. */
function CauseGroup({
  done,
  group,
}: {
  readonly done: DoneState;
  readonly group: readonly AnswerDifference[];
}) {
  const [first] = group;
  if (!first) return undefined;
  const { causes } = first;
  return (
    <div class="app-answer">
      {causes.map((cause) => (
        <p class="govuk-body" key={cause.words}>
          {cause.words}
        </p>
      ))}
      <Table
        caption="What differs"
        captionHidden
        head={[{ text: "Found" }, ...modes.map((mode) => ({ text: modeWords[mode].label }))]}
        rows={group.map((difference) => [
          <Found key="found" done={done} difference={difference} />,
          ...modes.map((mode) => rowsIn(difference, mode)),
        ])}
      />
    </div>
  );
}

/** "3 rows", "yes" for the file as a whole, "no" where the answer does not have it. */
function rowsIn({ sentences, rows }: AnswerDifference, mode: Mode): string {
  if (sentences[mode] === undefined) return "no";
  return rows[mode] === 0 ? "yes" : countOf(rows[mode] ?? 0, "row");
}

function Found({ done, difference }: { readonly done: DoneState; readonly difference: AnswerDifference }) {
  const { id, group, sentences } = difference;
  const words = modes.flatMap((mode) => sentences[mode] ?? [])[0] ?? "";
  return (
    <>
      {findLine(done.report, id) ? (
        <a class="govuk-link" href={routes.line(id)}>
          {words}
        </a>
      ) : (
        words
      )}
      <span class="app-small app-block">{groupWords[group].heading}</span>
    </>
  );
}
