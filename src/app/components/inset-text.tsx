import type { ComponentChildren } from "preact";

export interface InsetTextProps {
  readonly children: ComponentChildren;
}

/** GOV.UK inset text; https://design-system.service.gov.uk/components/inset-text/ */
export function InsetText(props: InsetTextProps) {
  return <div class="govuk-inset-text">{props.children}</div>;
}

export const examples = {
  default: {
    children:
      "It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application.",
  },
} as const satisfies Record<string, InsetTextProps>;
