import { useState } from "preact/hooks";
import type { ModeComparison } from "../../reproduce/row-account.ts";
import type { RuleUse, TraceIssue } from "../../trace/row-trace.ts";
import { CellText } from "../cell.tsx";
import { Button } from "../components/button.tsx";
import { Table } from "../components/table.tsx";
import { NoAnswer, Waiting } from "../file-gone.tsx";
import { useAnswer } from "../use-answer.ts";
import { RulePlace } from "./rule-place.tsx";
import type { SectionProps } from "./sections.ts";

type ModesProps = SectionProps & { readonly lineNumber: number };

/** What the live check and the nightly run say about the row, asked for when wanted: it takes two more runs. */
export function ModesOfRow({ open, lineNumber }: ModesProps) {
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <h3 class="govuk-heading-m">Live check and nightly run</h3>
      {wanted ? (
        <Comparison open={open} lineNumber={lineNumber} />
      ) : (
        <Button type="button" kind="secondary" onClick={() => setWanted(true)}>
          Compare what both make of this row
        </Button>
      )}
    </>
  );
}

function Comparison({ open, lineNumber }: ModesProps) {
  const answer = useAnswer(String(lineNumber), () =>
    open.client.ask((worker) => worker.compareModes(lineNumber)),
  );
  if (answer.failed) return <NoAnswer />;
  if (answer.waiting && !answer.value) return <Waiting words="Following the row through both…" />;
  return answer.value ? <Differences comparison={answer.value} /> : <NoAnswer />;
}

function Differences({
  comparison: { live, nightly, differences },
}: {
  readonly comparison: ModeComparison;
}) {
  const { values, issuesOfOne, issuesOfOther, rulesOfOther } = differences;
  return (
    <>
      <p class="govuk-body">
        The live check: {live.ending.words} The nightly run: {nightly.ending.words}
      </p>
      <p class="govuk-body">
        The live check uses column.csv and transform.csv only, gives no entity numbers, knows no organisation,
        and converts National Grid coordinates without the OSTN15 table.
      </p>
      {live.facts.length === 0 || nightly.facts.length === 0 ? undefined : values.length === 0 ? (
        <p class="govuk-body">Both publish the same values of this row.</p>
      ) : (
        <Table
          caption="Values that differ"
          captionClass="govuk-table__caption--s"
          head={[{ text: "Field" }, { text: "Live check" }, { text: "Nightly run" }, { text: "Why" }]}
          firstCellIsHeader
          rows={values.map(({ field, one, other, why }) => [
            field,
            <Value text={one} key="one" />,
            <Value text={other} key="other" />,
            why,
          ])}
        />
      )}
      <IssuesOnly heading="Issues that only the live check has" issues={issuesOfOne} />
      <IssuesOnly heading="Issues that only the nightly run has" issues={issuesOfOther} />
      <RulesOnly rules={rulesOfOther.filter(({ line }) => line > 0)} />
    </>
  );
}

function Value({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return <span class="app-blank">nothing</span>;
  return (
    <span class="app-long">
      <CellText text={text} />
    </span>
  );
}

function IssuesOnly({
  heading,
  issues,
}: {
  readonly heading: string;
  readonly issues: readonly TraceIssue[];
}) {
  if (issues.length === 0) return undefined;
  return (
    <>
      <h4 class="govuk-heading-s">{heading}</h4>
      <ul class="govuk-list govuk-list--bullet">
        {issues.map(({ issueType, field, value }, at) => (
          <li key={at}>
            {issueType}, {field}
            {value !== "" && ` “${value.slice(0, 200)}”`}
          </li>
        ))}
      </ul>
    </>
  );
}

function RulesOnly({ rules }: { readonly rules: readonly RuleUse[] }) {
  if (rules.length === 0) return undefined;
  return (
    <>
      <h4 class="govuk-heading-s">Rules that only the nightly run uses for this row</h4>
      <ul class="govuk-list govuk-list--bullet">
        {rules.map((rule) => (
          <li key={`${rule.file}${rule.line}${rule.field}`}>
            {rule.field} <RulePlace rule={rule} />
          </li>
        ))}
      </ul>
    </>
  );
}
