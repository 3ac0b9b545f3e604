import type { Report } from "../../report/report.ts";
import { CheckGate } from "../check-gate.tsx";
import { Page } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { modeWords } from "../content/modes.ts";
import { countOf, formatNumber } from "../format.ts";
import { withFragment } from "../fragment.ts";
import { routes } from "../routes.ts";

/** Rows in = rows published + rows lost, each with its reason; the same for values. */
export function PublishedPage() {
  return <CheckGate>{(done) => <Published report={done.report} />}</CheckGate>;
}

function Published({ report }: { readonly report: Report }) {
  const { counts, checked } = report;
  return (
    <Page
      heading="What would be published"
      caption={checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
    >
      <p class="govuk-body-l">{sentence(report)}</p>
      <p class="govuk-body">
        This is the answer “{modeWords[checked.mode].label}”. {modeWords[checked.mode].explained}
      </p>
      <Table
        caption="Rows"
        head={[{ text: "Rows" }, { text: "Number", numeric: true }, { text: "Rows in your file" }]}
        firstCellIsHeader
        rows={[
          ["In your file", formatNumber(counts.records), ""],
          ["Published", formatNumber(counts.kept), ""],
          ...counts.dropped.map((dropped) => [
            `Not published: ${dropped.words}`,
            formatNumber(dropped.count),
            places(dropped.firstLines, dropped.count),
          ]),
        ]}
      />
      {counts.dropped.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={withFragment(routes.rows, { lost: "yes" })}>
            See the rows that would be lost
          </a>
        </p>
      )}
      <Table
        caption="Values"
        head={[{ text: "Filled cells" }, { text: "Number", numeric: true }, { text: "What it means" }]}
        firstCellIsHeader
        rows={[
          ["In your file", formatNumber(counts.values.given), ""],
          ["Published as you wrote them", formatNumber(counts.values.kept), ""],
          [
            "Published, but written differently",
            formatNumber(counts.values.changed),
            "Dates as YYYY-MM-DD, shapes with six decimals, spaces cut and the like",
          ],
          [
            "Lost",
            formatNumber(counts.values.lost),
            "In a column that is used, but not published; whole lost rows included",
          ],
          [
            "In columns that are not used",
            formatNumber(counts.values.notUsed),
            <a class="govuk-link" href={routes.columns} key="columns">
              See your columns
            </a>,
          ],
        ]}
      />
    </Page>
  );
}

function sentence({ counts }: Report): string {
  const lost = counts.records - counts.kept;
  if (counts.records === 0) return "The file has no rows, so nothing would be published.";
  if (lost === 0) return `All ${countOf(counts.records, "row")} of your file would be published.`;
  return `Of ${countOf(counts.records, "row")} in your file, ${formatNumber(counts.kept)} would be published and ${formatNumber(lost)} would be lost.`;
}

function places(lines: readonly number[], count: number): string {
  const named = lines.slice(0, 8).map(formatNumber).join(", ");
  return count > 8 ? `${named} and ${formatNumber(count - 8)} more` : named;
}
