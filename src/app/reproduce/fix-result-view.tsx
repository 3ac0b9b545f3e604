import { fieldLabel } from "../../issues/field-label.ts";
import type { FixFact, FixIssue, FixResult } from "../../rules/fix-result.ts";
import { Table } from "../components/table.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { countOf, formatNumber } from "../format.ts";
import type { Fix } from "./fix-state.ts";

/** How many rows of a list are drawn; the ticket and the tables have the rest. */
const shown = 50;

/** What the changes do: issues gone and new, facts, rows. */
export function FixResultView({ fix }: { readonly fix: Fix }) {
  const { reply, working, failure, edits } = fix;
  if (failure !== undefined)
    return <WarningText>{`With the changes the run cannot be done. ${failure}`}</WarningText>;
  if (working) return <p class="govuk-body">Running the file again…</p>;
  if (!reply?.result || edits.length === 0) return undefined;
  const { result, time } = reply;
  return (
    <>
      <h3 class="govuk-heading-s">What the changes do</h3>
      {result.failure !== undefined && (
        <WarningText>{`With the changes the pipeline stops: ${result.failure}`}</WarningText>
      )}
      <p class="govuk-body" data-result>
        {result.same
          ? "Nothing changes."
          : `${countOf(result.issuesGone.length, "issue")} gone, ${formatNumber(result.issuesNew.length)} new, ${countOf(result.facts.length, "fact")} changed.`}{" "}
        {rowWords(result)} The run took {formatNumber(Math.max(1, Math.round(time)))} milliseconds.
      </p>
      <Issues title="Issues gone" issues={result.issuesGone} />
      <Issues title="Issues new" issues={result.issuesNew} />
      <Facts facts={result.facts} />
    </>
  );
}

function rowWords({ before, after, linesGained, linesLost }: FixResult): string {
  const now = `${formatNumber(after.published)} of ${countOf(after.rows, "row")} published`;
  if (linesGained.length === 0 && linesLost.length === 0) return `${now}, as before.`;
  const parts = [
    linesGained.length > 0 ? `lines ${listed(linesGained)} are new` : "",
    linesLost.length > 0 ? `lines ${listed(linesLost)} are no longer there` : "",
  ].filter((part) => part !== "");
  return `${now}, ${formatNumber(before.published)} before: ${parts.join(", ")}.`;
}

function listed(lines: readonly number[]): string {
  return lines.length > 5 ? `${lines.slice(0, 5).join(", ")} and ${lines.length - 5} more` : lines.join(", ");
}

function Issues({ title, issues }: { readonly title: string; readonly issues: readonly FixIssue[] }) {
  if (issues.length === 0) return undefined;
  return (
    <>
      <Table
        caption={`${title} (${formatNumber(issues.length)})`}
        captionClass="govuk-table__caption--s"
        head={[{ text: "Line", numeric: true }, { text: "Issue" }, { text: "Field" }, { text: "Value" }]}
        rows={issues
          .slice(0, shown)
          .map(({ lineNumber, issueType, field, value }) => [
            formatNumber(lineNumber),
            issueType,
            fieldLabel(field),
            short(value),
          ])}
      />
      {issues.length > shown && <p class="govuk-body">And {formatNumber(issues.length - shown)} more.</p>}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly FixFact[] }) {
  if (facts.length === 0) return undefined;
  return (
    <>
      <Table
        caption={`Facts changed (${formatNumber(facts.length)})`}
        captionClass="govuk-table__caption--s"
        head={[
          { text: "Line", numeric: true },
          { text: "Entity" },
          { text: "Field" },
          { text: "Before" },
          { text: "After" },
        ]}
        rows={facts
          .slice(0, shown)
          .map(({ lineNumber, entity, field, before, after }) => [
            formatNumber(lineNumber),
            entity || "none",
            fieldLabel(field),
            before === undefined ? "not there" : short(before),
            after === undefined ? "not there" : short(after),
          ])}
      />
      {facts.length > shown && <p class="govuk-body">And {formatNumber(facts.length - shown)} more.</p>}
    </>
  );
}

function short(text: string): string {
  if (text === "") return "blank";
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
