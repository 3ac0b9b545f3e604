import type { ReportLine } from "../report/report.ts";
import type { CellIssue, CellView, RowPage, RowView } from "../report/rows.ts";
import { BeforeAfter, CellText } from "./cell.tsx";
import { formatNumber } from "./format.ts";
import { placeKey } from "./row-places.ts";

/** The rows of one line: which row, which cell, before and after. The publisher's reference and name help to find it. */
export function LineRows({ page, line }: { readonly page: RowPage; readonly line: ReportLine }) {
  const column = (field: string) => page.columns.findIndex((each) => each.field === field);
  const reference = column("reference");
  const name = column("name");
  const marks = page.rows.map((row) => markedCells(row, page, line.id));
  const anyMarked = marks.some((cells) => cells.length > 0);
  const messages = marks.some((cells) => cells.some((cell) => cell.issue.message !== ""));
  return (
    <section
      class="app-table-scroll app-table-scroll--flat"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Rows with this, scrolls sideways"
    >
      <table class="govuk-table">
        <caption class="govuk-visually-hidden">{line.words.sentence}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              Row
            </th>
            {reference >= 0 && (
              <th scope="col" class="govuk-table__header">
                {page.columns[reference]?.column}
              </th>
            )}
            {name >= 0 && (
              <th scope="col" class="govuk-table__header">
                {page.columns[name]?.column}
              </th>
            )}
            {anyMarked && (
              <th scope="col" class="govuk-table__header">
                What you wrote, what is published
              </th>
            )}
            {messages && (
              <th scope="col" class="govuk-table__header">
                {line.source === "ours" ? "What was found" : "The pipeline’s message"}
              </th>
            )}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {page.rows.map((row, index) => (
            <tr class="govuk-table__row" key={row.lineNumber}>
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={`/check/${placeKey(row)}`}>
                  <span class="govuk-visually-hidden">Row </span>
                  {formatNumber(row.lineNumber)}
                </a>
              </th>
              {reference >= 0 && <Plain cell={row.cells[reference]} />}
              {name >= 0 && <Plain cell={row.cells[name]} />}
              {anyMarked && (
                <td class="govuk-table__cell">
                  <Marked cells={marks[index] ?? []} />
                </td>
              )}
              {messages && (
                <td class="govuk-table__cell">
                  {(marks[index] ?? []).map((cell) => cell.issue.message).join("; ")}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Plain({ cell }: { readonly cell: CellView | undefined }) {
  return (
    <td class="govuk-table__cell">
      <CellText text={cell?.text ?? ""} />
    </td>
  );
}

interface MarkedCell {
  readonly issue: CellIssue;
  readonly column?: string;
  readonly cell?: CellView;
}

/** The cells of a row that a line is about; without a cell when no column holds the field. */
function markedCells(row: RowView, page: RowPage, lineId: string): MarkedCell[] {
  const found: MarkedCell[] = [];
  row.cells.forEach((cell, index) => {
    const issue = cell.issues.find((each) => each.lineId === lineId);
    const column = page.columns[index]?.column;
    if (issue) found.push({ issue, cell, ...(column !== undefined && { column }) });
  });
  for (const issue of row.rowIssues) if (issue.lineId === lineId) found.push({ issue });
  return found;
}

function Marked({ cells }: { readonly cells: readonly MarkedCell[] }) {
  return (
    <>
      {cells.map(({ issue, cell, column }, index) => (
        <div key={index} class={`app-marked app-marked--${issue.group}`}>
          {column !== undefined && <span class="app-small">{column}: </span>}
          {cell ? <BeforeAfter cell={cell} /> : <CellText text={issue.value} />}
        </div>
      ))}
    </>
  );
}
