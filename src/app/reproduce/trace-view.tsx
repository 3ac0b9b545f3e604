import type { ComponentChildren } from "preact";
import type { RowAnswer } from "../../trace/row-answers.ts";
import type { RowTrace } from "../../trace/row-trace.ts";
import { Details } from "../components/details.tsx";
import { NoAnswer, Waiting } from "../file-gone.tsx";
import { formatNumber } from "../format.ts";
import { saveFile } from "../save-file.ts";
import { useAnswer } from "../use-answer.ts";
import { FieldStories } from "./field-stories.tsx";
import { ModesOfRow } from "./modes-of-row.tsx";
import { rowHref, rowsHref } from "./row-href.ts";
import { RulePlace } from "./rule-place.tsx";
import type { SectionProps } from "./sections.ts";
import { TraceSteps } from "./trace-steps.tsx";

/** One row: what became of it and why, field by field and phase by phase, down to its facts. */
export function TraceView({
  open,
  lineNumber,
  field,
}: SectionProps & { readonly lineNumber: number; readonly field: string | undefined }) {
  const answer = useAnswer(String(lineNumber), () => open.client.ask((worker) => worker.trace(lineNumber)));
  const account = answer.value;
  const near = (line: number, words: string, rel: "prev" | "next") => (
    <a class="govuk-link" rel={rel} href={rowHref(line, field)}>
      {words}
    </a>
  );
  return (
    <section aria-labelledby="row-heading">
      <p class="govuk-body">
        <a class="govuk-link" href={rowsHref}>
          All issues and lost rows
        </a>
      </p>
      <h2 class="govuk-heading-l" id="row-heading">
        Line {formatNumber(lineNumber)}
        {account && labelOf(account.trace)}
      </h2>
      <nav class="app-issue-rows app-no-print" aria-label="Rows beside this one">
        {lineNumber > 1 && near(lineNumber - 1, "Line before", "prev")}
        {near(lineNumber + 1, "Line after", "next")}
      </nav>
      {answer.failed && <NoAnswer />}
      {!account && answer.waiting && <Waiting words="Following the row through the run…" />}
      {account && (
        <>
          <Answers answers={account.answers} />
          {account.trace.entryNumber !== undefined && <FieldStories trace={account.trace} chosen={field} />}
          <h3 class="govuk-heading-m">Phase by phase</h3>
          <TraceSteps trace={account.trace} field={field} />
          <Facts trace={account.trace} />
          {account.trace.ending.kind !== "not-there" && account.trace.ending.kind !== "header" && (
            <ModesOfRow open={open} lineNumber={lineNumber} />
          )}
          <p class="govuk-body app-no-print">
            <button
              type="button"
              class="app-link-button"
              onClick={() =>
                saveFile(
                  new Blob([`${JSON.stringify(account.trace, undefined, 2)}\n`], {
                    type: "application/json",
                  }),
                  `trace-line-${lineNumber}.json`,
                )
              }
            >
              Save this trace (JSON)
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function labelOf({ entryNumber, reference, entities }: RowTrace): string {
  const parts = [
    entryNumber === undefined ? "" : `entry ${formatNumber(entryNumber)}`,
    reference === "" ? "" : `reference ${reference}`,
    entities.length === 0 ? "" : `entity ${entities.join(" and ")}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`;
}

/** Why it is, or is not, on the platform. */
function Answers({ answers }: { readonly answers: readonly RowAnswer[] }): ComponentChildren {
  return (
    <div class="govuk-inset-text">
      <h3 class="govuk-heading-s">Is it on the platform?</h3>
      {answers.map(({ words, rule }) => (
        <p class="govuk-body" key={words}>
          {words} {rule && <RulePlace rule={rule} />}
        </p>
      ))}
    </div>
  );
}

function Facts({ trace: { facts } }: { readonly trace: RowTrace }) {
  if (facts.length === 0) return undefined;
  return (
    <Details summary={`The ${facts.length} facts with their hashes`}>
      <dl class="app-facts">
        {facts.map(({ entity, field, value, fact, priority, entryDate, referenceEntity }) => (
          <div key={`${entity}|${field}`} class="app-facts__fact">
            <dt>
              {field}
              {entity !== "" && <span class="app-small"> of {entity}</span>}
            </dt>
            <dd>
              <span class="app-long">{value === "" ? "blank" : value}</span>
              <span class="app-small app-block">
                priority {priority}
                {entryDate !== "" && `, entry date ${entryDate}`}
                {referenceEntity !== "" && `, refers to entity ${referenceEntity}`}
              </span>
              {fact !== "" && <code class="app-hash app-block">{fact}</code>}
            </dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}
