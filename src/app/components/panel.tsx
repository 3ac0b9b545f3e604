import type { ComponentChildren } from "preact";

export interface PanelProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** GOV.UK panel; https://design-system.service.gov.uk/components/panel/ */
export function Panel(props: PanelProps) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{props.title}</h1>
      {props.children !== undefined && <div class="govuk-panel__body">{props.children}</div>}
    </div>
  );
}

export const examples = {
  default: { title: "Application complete", children: "Your reference number: HDJ2123F" },
} as const satisfies Record<string, PanelProps>;
