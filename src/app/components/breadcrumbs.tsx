export interface BreadcrumbsProps {
  readonly items: readonly { readonly href: string; readonly text: string }[];
}

/** GOV.UK breadcrumbs; https://design-system.service.gov.uk/components/breadcrumbs/ */
export function Breadcrumbs(props: BreadcrumbsProps) {
  return (
    <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) => (
          <li class="govuk-breadcrumbs__list-item" key={item.href}>
            <a class="govuk-breadcrumbs__link" href={item.href}>
              {item.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export const examples = {
  default: {
    items: [
      { href: "/", text: "Home" },
      { href: "/section", text: "Section" },
    ],
  },
} as const satisfies Record<string, BreadcrumbsProps>;
