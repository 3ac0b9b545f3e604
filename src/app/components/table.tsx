import type { ComponentChildren } from "preact";

export interface TableProps {
  readonly caption: string;
  readonly captionClass?: string;
  readonly captionHidden?: boolean;
  readonly head: readonly TableHead[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly firstCellIsHeader?: boolean;
}
export interface TableHead {
  readonly text: string;
  readonly numeric?: boolean;
}

/**
 * GOV.UK table; https://design-system.service.gov.uk/components/table/. On a phone each row becomes a block, whose cells
 * name their column.
 */
export function Table(props: TableProps) {
  const caption = props.captionHidden
    ? "govuk-table__caption govuk-visually-hidden"
    : `govuk-table__caption ${props.captionClass ?? "govuk-table__caption--m"}`;
  return (
    <table class={"govuk-table app-stack"}>
      <caption class={caption}>{props.caption}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {props.head.map((cell) => (
            <th
              key={cell.text}
              scope="col"
              class={
                cell.numeric ? "govuk-table__header govuk-table__header--numeric" : "govuk-table__header"
              }
            >
              {cell.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {props.rows.map((row, index) => (
          <tr class="govuk-table__row" key={index}>
            {row.map((cell, column) =>
              column === 0 && props.firstCellIsHeader ? (
                <th class="govuk-table__header" scope="row" key={column}>
                  {cell}
                </th>
              ) : (
                <td
                  key={column}
                  data-label={props.head[column]?.text}
                  class={
                    props.head[column]?.numeric
                      ? "govuk-table__cell govuk-table__cell--numeric"
                      : "govuk-table__cell"
                  }
                >
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const examples = {
  "with head and caption": {
    caption: "Months and rates",
    head: [
      { text: "Month" },
      { text: "Rate for bicycles", numeric: true },
      { text: "Rate for vehicles", numeric: true },
    ],
    firstCellIsHeader: true,
    rows: [
      ["January", "£85", "£95"],
      ["February", "£75", "£55"],
    ],
  },
} as const satisfies Record<string, TableProps>;
