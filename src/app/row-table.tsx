import { useRef } from "preact/hooks";
import type { CellView, RowView as Row, RowColumn, RowPage } from "../report/rows.ts";
import { BeforeAfter, CellIssues, worstOf } from "./cell.tsx";
import { Tag } from "./components/tag.tsx";
import { formatNumber } from "./format.ts";
import { withFragment } from "./fragment.ts";
import { routes } from "./routes.ts";
import { placeKey } from "./row-places.ts";
import { type RowView, rowQueryState } from "./row-query.ts";
import { useGrowing } from "./use-growing.ts";

/**
 * The publisher's own table, line number first, with the issues in their cells. It scrolls in its own region, so that
 * the header stays; the region takes the focus, for people who scroll with the keyboard.
 */
export function RowTable({ page, view }: { readonly page: RowPage; readonly view: RowView }) {
  // Records with more cells than the header have columns without a name.
  const end = useRef<HTMLParagraphElement>(null);
  const drawn = useGrowing(page, page.rows.length, end);
  const extra = Math.max(0, ...page.rows.map((row) => row.cells.length - page.columns.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="app-table-scroll" tabIndex={0} aria-label="Rows, scrolls sideways and down">
      <table class="govuk-table app-rows" aria-rowcount={page.rows.length + 1}>
        <caption class="govuk-visually-hidden">Rows of your file with what was found in each cell</caption>
        <thead>
          <tr>
            <th scope="col" class="app-rows__line">
              Row
            </th>
            {page.columns.map((column, index) => (
              <ColumnHead key={`${index} ${column.column}`} column={column} index={index} view={view} />
            ))}
            {Array.from({ length: extra }, (_, index) => (
              <th scope="col" key={index}>
                (no column name)
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.slice(0, drawn).map((row) => (
            <TableRow key={row.lineNumber} row={row} columns={page.columns.length + extra} />
          ))}
        </tbody>
      </table>
      {drawn < page.rows.length && (
        <p class="govuk-body app-rows__more" ref={end}>
          {formatNumber(page.rows.length - drawn)} more as you scroll
        </p>
      )}
    </section>
  );
}

function ColumnHead({
  column,
  index,
  view,
}: {
  readonly column: RowColumn;
  readonly index: number;
  readonly view: RowView;
}) {
  const sorted = view.sort === index;
  // File order, then up, then down.
  const next = !sorted
    ? { sort: index, descending: false }
    : view.descending
      ? { sort: undefined, descending: false }
      : { sort: index, descending: true };
  return (
    <th scope="col" aria-sort={sorted ? (view.descending ? "descending" : "ascending") : undefined}>
      <a
        class="govuk-link govuk-link--no-visited-state app-rows__sort"
        href={withFragment(routes.rows, rowQueryState({ ...view, ...next, page: 1 }))}
      >
        {column.column === "" ? "(no name)" : column.column}
        <span aria-hidden="true">{sorted ? (view.descending ? " ▼" : " ▲") : ""}</span>
        <span class="govuk-visually-hidden">{sorted ? "" : ", sort"}</span>
      </a>
      <span class="app-rows__field">
        {column.field === "" || column.field === "IGNORE"
          ? "not used"
          : column.field === column.column
            ? ""
            : column.fieldLabel}
      </span>
    </th>
  );
}

function TableRow({ row, columns }: { readonly row: Row; readonly columns: number }) {
  return (
    <tr class={row.dropped ? "app-rows__row app-rows__row--lost" : "app-rows__row"}>
      <th scope="row" class="app-rows__line">
        <a class="govuk-link" href={`/check/${placeKey(row)}`}>
          <span class="govuk-visually-hidden">Row </span>
          {formatNumber(row.lineNumber)}
        </a>
        {row.dropped && (
          <div>
            <Tag text="Lost" colour="red" />
            <span class="app-small"> {row.dropped.words}</span>
          </div>
        )}
        <CellIssues issues={row.rowIssues} />
      </th>
      {Array.from({ length: columns }, (_, index) => (
        <Cell key={index} cell={row.cells[index]} />
      ))}
    </tr>
  );
}

function Cell({ cell }: { readonly cell: CellView | undefined }) {
  if (!cell) return <td class="app-rows__missing" />;
  const worst = worstOf(cell.issues);
  return (
    <td
      class={
        worst ? `app-rows__cell app-rows__cell--${worst}` : `app-rows__cell app-rows__cell--${cell.state}`
      }
    >
      {cell.text === "" && cell.issues.length === 0 && cell.became === undefined ? undefined : (
        <BeforeAfter cell={cell} />
      )}
      <CellIssues issues={cell.issues} />
    </td>
  );
}
