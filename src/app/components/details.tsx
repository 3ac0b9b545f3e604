import type { ComponentChildren } from "preact";

export interface DetailsProps {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly open?: boolean;
  readonly id?: string;
}

/** GOV.UK details; https://design-system.service.gov.uk/components/details/ */
export function Details(props: DetailsProps) {
  return (
    <details class="govuk-details" open={props.open === true} id={props.id}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  );
}

export const examples = {
  default: { summary: "Help with nationality", children: "We need to know your nationality." },
  expanded: {
    summary: "Help with nationality",
    children: "We need to know your nationality.",
    open: true,
    id: "help",
  },
} as const satisfies Record<string, DetailsProps>;
