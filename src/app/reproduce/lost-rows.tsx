import type { Report } from "../../report/report.ts";
import { Table } from "../components/table.tsx";
import { formatNumber } from "../format.ts";
import { rowHref } from "./row-href.ts";

/** Rows that did not become facts, by reason. */
export function LostRows({ report }: { readonly report: Report }) {
  const { dropped } = report.counts;
  if (dropped.length === 0) return <p class="govuk-body">Every row of the file became facts.</p>;
  return (
    <Table
      caption="Rows that are not published"
      head={[{ text: "Reason" }, { text: "Rows", numeric: true }, { text: "First lines" }]}
      firstCellIsHeader
      rows={dropped.map(({ reason, count, words, firstLines }) => [
        <span key={reason}>{words}</span>,
        formatNumber(count),
        firstLines.slice(0, 8).map((line, at) => (
          <span key={line}>
            {at > 0 && ", "}
            <a class="govuk-link" href={rowHref(line)}>
              <span class="govuk-visually-hidden">line </span>
              {formatNumber(line)}
            </a>
          </span>
        )),
      ])}
    />
  );
}
