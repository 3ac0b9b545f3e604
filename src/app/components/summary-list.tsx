import type { ComponentChildren } from "preact";

export interface SummaryListProps {
  readonly rows: readonly SummaryRow[];
  readonly noBorder?: boolean;
}
export interface SummaryRow {
  readonly key: string;
  readonly value: ComponentChildren;
  readonly action?: { readonly href: string; readonly text: string; readonly hidden: string };
}

/** GOV.UK summary list; https://design-system.service.gov.uk/components/summary-list/ */
export function SummaryList(props: SummaryListProps) {
  const someActions = props.rows.some((row) => row.action !== undefined);
  return (
    <dl class={props.noBorder ? "govuk-summary-list govuk-summary-list--no-border" : "govuk-summary-list"}>
      {props.rows.map((row) => (
        <div
          key={row.key}
          class={
            someActions && row.action === undefined
              ? "govuk-summary-list__row govuk-summary-list__row--no-actions"
              : "govuk-summary-list__row"
          }
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.action && (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={row.action.href}>
                {row.action.text}
                <span class="govuk-visually-hidden"> {row.action.hidden}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export const examples = {
  default: {
    rows: [
      { key: "Name", value: "Firstname Lastname" },
      { key: "Date of birth", value: "13/08/1980" },
    ],
  },
  "with some actions": {
    rows: [
      { key: "Name", value: "Firstname Lastname", action: { href: "#", text: "Edit", hidden: "name" } },
      { key: "Date of birth", value: "13/08/1980" },
    ],
  },
} as const satisfies Record<string, SummaryListProps>;
