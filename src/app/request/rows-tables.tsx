import type { RepositoryChange } from "../../request/rows.ts";
import type { MovedNumber } from "../../request/stale.ts";
import { Details } from "../components/details.tsx";
import { Table } from "../components/table.tsx";
import { countOf } from "../format.ts";

const shownRows = 50;

/** The new rows file by file, and the cells that change. */
export function ProposalTables({ change }: { readonly change: RepositoryChange }) {
  const { edits } = change;
  return (
    <>
      {[...change.added].map(([path, text]) => {
        const lines = text.split("\r\n").filter((line) => line !== "");
        const rows = lines.length - 1;
        return (
          <Details key={path} summary={`${path}: ${countOf(rows, "new row")}`}>
            <pre class="app-pre">{lines.slice(0, shownRows + 1).join("\n")}</pre>
            {rows > shownRows && <p class="govuk-body">The first {shownRows} are shown; all are saved.</p>}
          </Details>
        );
      })}
      {edits.length > 0 && (
        <Table
          caption="Cells that change"
          captionClass="govuk-table__caption--s"
          head={[{ text: "Row" }, { text: "Column" }, { text: "Now" }, { text: "Then" }]}
          rows={edits.slice(0, shownRows).map(({ path, line, column, before, after }) => [
            <span class="app-break">
              {path}, line {line}
            </span>,
            column,
            <span class="app-break">{before || "blank"}</span>,
            <span class="app-break">{after || "blank"}</span>,
          ])}
        />
      )}
      {edits.length > shownRows && (
        <p class="govuk-body">
          The first {shownRows} of {edits.length} are shown.
        </p>
      )}
    </>
  );
}

/** References whose proposed number is another one now. */
export function MovedTable({ numbers }: { readonly numbers: readonly MovedNumber[] }) {
  return (
    <>
      <Table
        caption={countOf(numbers.length, "number moved", "numbers moved")}
        captionClass="govuk-table__caption--s"
        head={[{ text: "Reference" }, { text: "Was" }, { text: "Is" }]}
        rows={numbers
          .slice(0, shownRows)
          .map(({ reference, before, after }) => [reference, before || "none", after || "none"])}
      />
      {numbers.length > shownRows && (
        <p class="govuk-body">
          The first {shownRows} of {numbers.length} are shown.
        </p>
      )}
    </>
  );
}
