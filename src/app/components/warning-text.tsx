import type { ComponentChildren } from "preact";

export interface WarningTextProps {
  readonly children: ComponentChildren;
}

/** GOV.UK warning text; https://design-system.service.gov.uk/components/warning-text/ */
export function WarningText(props: WarningTextProps) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        {props.children}
      </strong>
    </div>
  );
}

export const examples = {
  default: { children: "You can be fined up to £5,000 if you don’t register." },
} as const satisfies Record<string, WarningTextProps>;
