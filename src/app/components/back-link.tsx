export interface BackLinkProps {
  readonly href: string;
  readonly text?: string;
}

/** GOV.UK back link; https://design-system.service.gov.uk/components/back-link/ */
export function BackLink(props: BackLinkProps) {
  return (
    <a href={props.href} class="govuk-back-link">
      {props.text ?? "Back"}
    </a>
  );
}

export const examples = {
  default: { href: "#" },
  "with custom text": { href: "#", text: "Back to the result" },
} as const satisfies Record<string, BackLinkProps>;
