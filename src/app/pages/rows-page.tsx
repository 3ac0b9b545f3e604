import { allLines } from "../../report/report.ts";
import type { RowPage as RowPageAnswer, RowQuery } from "../../report/rows.ts";
import type { CheckClient } from "../check-client.ts";
import { CheckGate } from "../check-gate.tsx";
import { Page } from "../components/page.tsx";
import { Pagination } from "../components/pagination.tsx";
import { FileGone, NoAnswer, Waiting } from "../file-gone.tsx";
import { countOf, formatNumber } from "../format.ts";
import { fragment, withFragment } from "../fragment.ts";
import { routes } from "../routes.ts";
import { RowFilter } from "../row-filter.tsx";
import { type RowView, readRowQuery, rowQueryState } from "../row-query.ts";
import { RowTable } from "../row-table.tsx";
import type { DoneState } from "../state.ts";
import { useAnswer } from "../use-answer.ts";

/** Every row of the file, a page at a time, with every issue of every cell. */
export function RowsPage() {
  return <CheckGate>{(done) => <Rows done={done} />}</CheckGate>;
}

function Rows({ done }: { readonly done: DoneState }) {
  const view = readRowQuery(fragment.value);
  const line =
    view.line === undefined ? undefined : allLines(done.report).find((each) => each.id === view.line);
  return (
    <Page
      tight
      heading="All rows"
      title={view.page > 1 ? `All rows, page ${view.page}` : "All rows"}
      caption={done.report.checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
    >
      <RowFilter report={done.report} view={view} />
      {line && (
        <p class="govuk-body">
          Showing only rows with:{" "}
          <a class="govuk-link" href={routes.line(line.id)}>
            {line.words.sentence}
          </a>
        </p>
      )}
      {done.client ? <Table client={done.client} id={done.id} view={view} /> : <FileGone />}
    </Page>
  );
}

function Table(props: { readonly client: CheckClient; readonly id: string; readonly view: RowView }) {
  const { client, view } = props;
  const query = queryOf(view);
  const answer = useAnswer(`${props.id} ${JSON.stringify(query)}`, () => client.page(query));
  if (answer.failed) return <NoAnswer />;
  if (!answer.value) return <Waiting />;
  const page = answer.value;
  const pages = Math.max(1, Math.ceil(page.total / view.size));
  return (
    <div aria-busy={answer.waiting} class="app-wide">
      <p class="govuk-body" role="status">
        {countWords(page, view)}
      </p>
      {page.rows.length > 0 && <RowTable page={page} view={view} />}
      <Pagination
        page={view.page}
        pages={pages}
        href={(number) => withFragment(routes.rows, rowQueryState({ ...view, page: number }))}
        label="Pages of rows"
      />
      {page.total > (pageSizes[0] ?? 0) && <PageSizes view={view} />}
    </div>
  );
}

const pageSizes = [50, 100, 500] as const;

function PageSizes({ view }: { readonly view: RowView }) {
  return (
    <p class="govuk-body app-no-print">
      Rows on a page:{" "}
      {pageSizes.map((size) => (
        <span key={size}>
          {size === view.size ? (
            <strong>{size}</strong>
          ) : (
            <a
              class="govuk-link govuk-link--no-visited-state"
              href={withFragment(routes.rows, rowQueryState({ ...view, size, page: 1 }))}
            >
              {size}
              <span class="govuk-visually-hidden"> rows on a page</span>
            </a>
          )}{" "}
        </span>
      ))}
    </p>
  );
}

function queryOf(view: RowView): RowQuery {
  return {
    offset: (view.page - 1) * view.size,
    limit: view.size,
    ...(view.line !== undefined && { lineId: view.line }),
    ...(view.group !== undefined && { group: view.group }),
    ...(view.field !== undefined && { field: view.field }),
    ...(view.text !== undefined && { text: view.text }),
    ...(view.lost && { dropped: true }),
    ...(view.sort !== undefined && { sort: { column: view.sort, descending: view.descending } }),
  };
}

function countWords(page: RowPageAnswer, view: RowView): string {
  if (page.total === 0)
    return page.ofRows === 0 ? "The file has no rows." : "No row matches. Clear some of the filters.";
  const first = (view.page - 1) * view.size + 1;
  const last = first + page.rows.length - 1;
  const all =
    page.total === page.ofRows
      ? countOf(page.total, "row")
      : `${countOf(page.total, "matching row")} of ${formatNumber(page.ofRows)}`;
  return page.rows.length < page.total ? `${formatNumber(first)} to ${formatNumber(last)} of ${all}` : all;
}
