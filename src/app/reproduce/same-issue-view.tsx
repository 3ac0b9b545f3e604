import type { IssueCount } from "../../reproduce/open-run.ts";
import { CellText } from "../cell.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Table } from "../components/table.tsx";
import { NoAnswer, Waiting } from "../file-gone.tsx";
import { countOf, formatNumber } from "../format.ts";
import { useAnswer } from "../use-answer.ts";
import { issueHref, rowHref, rowsHref } from "./row-href.ts";
import type { SectionProps } from "./sections.ts";
import { SmallestInput } from "./smallest-input.tsx";

/** Every kind of issue of the run. */
export function IssueList({ counts }: { readonly counts: readonly IssueCount[] }) {
  if (counts.length === 0) return <p class="govuk-body">The run logged no issues.</p>;
  return (
    <Table
      caption="Issues of the run"
      head={[{ text: "Issue" }, { text: "Field" }, { text: "Times", numeric: true }]}
      firstCellIsHeader
      rows={counts.map(({ issueType, field, count }) => [
        <a class="govuk-link" href={issueHref(issueType, field)} key="issue">
          {issueType}
        </a>,
        field,
        formatNumber(count),
      ])}
    />
  );
}

/** The rows that share an issue, put together by value: whether one rule would mend them all. */
export function SameIssueView({ open, issue }: SectionProps & { readonly issue: string }) {
  const [issueType = "", field = ""] = issue.split("|");
  const answer = useAnswer(issue, () => open.client.ask((worker) => worker.sameIssue(issueType, field)));
  const same = answer.value;
  return (
    <section aria-labelledby="same-issue">
      <p class="govuk-body">
        <a class="govuk-link" href={rowsHref}>
          All issues of the run
        </a>
      </p>
      <h2 class="govuk-heading-m" id="same-issue">
        {issueType}: {field}
      </h2>
      {answer.failed && <NoAnswer />}
      {!same && answer.waiting && <Waiting words="Looking for the rows…" />}
      {same && (
        <>
          <p class="govuk-body">
            {countOf(same.rows, "row")} of {formatNumber(same.ofRows)}
            {same.columns.length > 0 &&
              `; the field is read from ${same.columns.map((column) => `“${column}”`).join(", ")}`}
          </p>
          {same.cause !== "" && <InsetText>{same.cause}</InsetText>}
          <SmallestInput key={issue} open={open} issueType={issueType} field={field} />
          <Table
            caption={
              same.values > same.groups.length
                ? `The ${same.groups.length} most frequent of ${formatNumber(same.values)} values`
                : "By value"
            }
            captionClass="govuk-table__caption--s"
            head={[{ text: "Value" }, { text: "Times", numeric: true }, { text: "First lines" }]}
            rows={same.groups.map(({ value, count, lines }) => [
              <span class="app-long" key="value">
                <CellText text={value} />
              </span>,
              formatNumber(count),
              lines.map((line, at) => (
                <span key={line}>
                  {at > 0 && ", "}
                  <a class="govuk-link" href={rowHref(line, field)}>
                    <span class="govuk-visually-hidden">line </span>
                    {formatNumber(line)}
                  </a>
                </span>
              )),
            ])}
          />
        </>
      )}
    </section>
  );
}
