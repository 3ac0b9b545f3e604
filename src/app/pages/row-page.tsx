import { useRoute } from "preact-iso";
import type { RowPlace } from "../../report/report.ts";
import type { RowDetail } from "../../report/rows.ts";
import { BeforeAfter, CellIssues, CellText, worstOf } from "../cell.tsx";
import type { CheckClient } from "../check-client.ts";
import { CheckGate } from "../check-gate.tsx";
import { Page } from "../components/page.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { FileGone, NoAnswer, Waiting } from "../file-gone.tsx";
import { formatNumber } from "../format.ts";
import { RowShapes } from "../map/row-shapes.tsx";
import { routes } from "../routes.ts";
import { placeKey } from "../row-places.ts";
import type { DoneState } from "../state.ts";
import { useAnswer } from "../use-answer.ts";

/** One row of the file: every field before and after, every issue, the shape, and the way to the next row with an issue. */
export function RowPage() {
  const { params } = useRoute();
  const entry = Number(params.entry);
  const line = Number(params.line);
  return <CheckGate>{(done) => <Row done={done} entry={entry} line={line} />}</CheckGate>;
}

function Row(props: { readonly done: DoneState; readonly entry: number; readonly line: number }) {
  const { client } = props.done;
  const back = { href: routes.rows, text: "Back to all rows" };
  if (!client)
    return (
      <Page heading="This row cannot be shown" back={back}>
        <FileGone />
      </Page>
    );
  return <Asked client={client} back={back} {...props} />;
}

interface AskedProps {
  readonly client: CheckClient;
  readonly done: DoneState;
  readonly entry: number;
  readonly line: number;
  readonly back: { readonly href: string; readonly text: string };
}

function Asked({ client, done, entry, line, back }: AskedProps) {
  const byEntry = Number.isInteger(entry);
  const answer = useAnswer(`${done.id} ${entry} ${line}`, () =>
    byEntry ? client.row(entry) : client.rowAtLine(line),
  );
  const row = answer.value;
  if (answer.failed)
    return (
      <Page heading="This row cannot be shown" back={back}>
        <NoAnswer />
      </Page>
    );
  if (!row)
    return (
      <Page heading={answer.waiting ? "Opening the row" : "The file has no such row"} back={back}>
        {answer.waiting && <Waiting />}
      </Page>
    );
  return (
    <Page
      heading={`Row ${formatNumber(row.lineNumber)}`}
      caption={[done.report.checked.name, labelOf(row)].filter((part) => part !== "").join(", ")}
      back={back}
    >
      <IssueRows row={row} />
      {row.dropped && <WarningText>This row would not be published. {row.dropped.words}</WarningText>}
      {row.issues.length === 0 && !row.dropped && <p class="govuk-body">Nothing was found in this row.</p>}
      <Fields row={row} />
      {row.shapes.length > 0 && <RowShapes shapes={row.shapes} />}
      <Unused row={row} />
    </Page>
  );
}

/** Reference and name, when there are any, so that a person knows the row again. */
function labelOf(row: RowDetail): string {
  const value = (field: string) => row.fields.find((each) => each.field === field)?.before ?? "";
  return [value("reference"), value("name")].filter((part) => part !== "").join(", ");
}

function IssueRows({ row }: { readonly row: RowDetail }) {
  const link = (place: RowPlace | undefined, words: string, rel: "prev" | "next") =>
    place && (
      <a class="govuk-link" rel={rel} href={`/check/${placeKey(place)}`}>
        {words} (row {formatNumber(place.lineNumber)})
      </a>
    );
  if (!row.previousIssueRow && !row.nextIssueRow) return undefined;
  return (
    <nav class="app-issue-rows app-no-print" aria-label="Rows with something to fix">
      {link(row.previousIssueRow, "Previous row to fix", "prev")}
      {link(row.nextIssueRow, "Next row to fix", "next")}
    </nav>
  );
}

function Fields({ row }: { readonly row: RowDetail }) {
  return (
    <table class="govuk-table app-fields">
      <caption class="govuk-table__caption govuk-table__caption--m">What is published of it</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Field
          </th>
          <th scope="col" class="govuk-table__header">
            You wrote
          </th>
          <th scope="col" class="govuk-table__header">
            Published as
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {row.fields.map((field) => {
          const worst = worstOf(field.issues);
          return (
            <tr class="govuk-table__row" key={field.field}>
              <th scope="row" class="govuk-table__header">
                {field.fieldLabel === "" ? field.field : field.fieldLabel}
                {field.column !== undefined && field.column !== field.field && (
                  <span class="app-small app-block">your column {field.column}</span>
                )}
                {field.column === undefined && <span class="app-small app-block">set by the platform</span>}
              </th>
              <td
                class={worst ? `govuk-table__cell app-rows__cell--${worst}` : "govuk-table__cell"}
                data-label="You wrote"
              >
                <span class="app-long">{field.before === "" ? <CellText text="" /> : field.before}</span>
                <CellIssues issues={field.issues} messages />
              </td>
              <td class="govuk-table__cell" data-label="Published as">
                <span class="app-long">
                  {field.after === "" ? (
                    <span class="app-blank">
                      {field.before === "" ? "nothing" : "nothing: the value is lost"}
                    </span>
                  ) : (
                    field.after
                  )}
                </span>
                {field.state === "same" && field.after !== "" && (
                  <span class="app-small app-block">as you wrote it</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Columns of the row that are not read as any field. */
function Unused({ row }: { readonly row: RowDetail }) {
  const unused = row.columns.flatMap((column, index) => {
    const cell = row.cells[index];
    return cell && cell.state === "not-used" && cell.text !== "" ? [{ column: column.column, cell }] : [];
  });
  if (unused.length === 0) return undefined;
  return (
    <>
      <h2 class="govuk-heading-m">Columns that are not used</h2>
      <dl class="govuk-summary-list">
        {unused.map(({ column, cell }) => (
          <div class="govuk-summary-list__row" key={column}>
            <dt class="govuk-summary-list__key">{column}</dt>
            <dd class="govuk-summary-list__value">
              <BeforeAfter cell={{ text: cell.text, state: "same" }} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
