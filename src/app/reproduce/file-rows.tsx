import type { RowColumn, RowPage, RowView } from "../../report/rows.ts";
import { Pagination } from "../components/pagination.tsx";
import { Table } from "../components/table.tsx";
import { NoAnswer, Waiting } from "../file-gone.tsx";
import { countOf, formatNumber } from "../format.ts";
import { fragment, withFragment } from "../fragment.ts";
import { routes } from "../routes.ts";
import { useAnswer } from "../use-answer.ts";
import { rowHref } from "./row-href.ts";
import type { SectionProps } from "./sections.ts";

const rowsOnAPage = 20;

/** The rows of the file, each leading to what happened to it: for whoever knows neither line nor reference. */
export function FileRows({ open }: SectionProps) {
  const page = Math.max(1, Math.trunc(Number(fragment.value.get("page") ?? "1")) || 1);
  const query = { offset: (page - 1) * rowsOnAPage, limit: rowsOnAPage };
  const answer = useAnswer(`rows ${page}`, () => open.client.ask((worker) => worker.rows(query)));
  if (answer.failed) return <NoAnswer />;
  const found = answer.value;
  if (!found) return <Waiting words="Looking for the rows…" />;
  if (found.total === 0) return undefined;
  const logged = new Set(open.summary.issueCounts.map(({ issueType }) => issueType));
  return (
    <section aria-label="Rows of the file" aria-busy={answer.waiting}>
      <Table
        caption={`Rows of the file (${formatNumber(found.total)})`}
        head={[{ text: "Line" }, { text: nameOf(found) }, { text: "What came of it" }]}
        firstCellIsHeader
        rows={found.rows.map((row) => [
          <a class="govuk-link" href={rowHref(row.lineNumber)} key="line">
            <span class="govuk-visually-hidden">Line </span>
            {formatNumber(row.lineNumber)}
          </a>,
          labelOf(row, found.columns),
          row.dropped?.words ?? issuesOf(row, logged),
        ])}
      />
      <Pagination
        page={page}
        pages={Math.ceil(found.total / rowsOnAPage)}
        href={(number) => withFragment(routes.reproduceRun, { section: "rows", page: number })}
        label="Pages of rows"
      />
    </section>
  );
}

const telling: readonly string[] = ["reference", "name"];

function nameOf({ columns }: RowPage): string {
  return columns.some(({ field }) => telling.includes(field)) ? "Reference and name" : "First cell";
}

/** Reference and name where there are columns for them, else whatever stands first. */
function labelOf({ cells }: RowView, columns: readonly RowColumn[]): string {
  const texts = telling.map(
    (field) => cells[columns.findIndex((column) => column.field === field)]?.text ?? "",
  );
  const label = texts.filter((text) => text !== "").join(", ");
  return label === "" ? (cells.find(({ text }) => text !== "")?.text ?? "").slice(0, 100) : label;
}

/** Only what the pipeline logged: this tool's own remarks belong to the check. */
function issuesOf({ cells, rowIssues }: RowView, logged: ReadonlySet<string>): string {
  const all = [...rowIssues, ...cells.flatMap(({ issues }) => issues)];
  const issues = all.filter(({ issueType }) => logged.has(issueType)).length;
  return issues === 0 ? "No issue" : countOf(issues, "issue");
}
