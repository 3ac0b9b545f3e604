import type { ComponentChildren } from "preact";

export interface SiteFooterProps {
  readonly items: readonly { readonly href: string; readonly text: string }[];
  readonly children?: ComponentChildren;
}

/** GOV.UK footer without crown, crest or copyright logo: this is no page of gov.uk. */
export function SiteFooter(props: SiteFooterProps) {
  return (
    <footer class="govuk-footer">
      <div class="govuk-width-container">
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            <h2 class="govuk-visually-hidden">Support links</h2>
            <ul class="govuk-footer__inline-list">
              {props.items.map((item) => (
                <li class="govuk-footer__inline-list-item" key={item.href}>
                  <a class="govuk-footer__link" href={item.href}>
                    {item.text}
                  </a>
                </li>
              ))}
            </ul>
            <div class="govuk-footer__meta-custom">{props.children}</div>
          </div>
        </div>
      </div>
    </footer>
  );
}

export const examples = {
  default: { items: [{ href: "/privacy", text: "Privacy" }], children: "Version 1" },
} as const satisfies Record<string, SiteFooterProps>;
