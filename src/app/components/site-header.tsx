import { useEffect, useState } from "preact/hooks";

export interface SiteHeaderProps {
  /** Path of the page, to mark where we are. */
  readonly path: string;
  readonly items: readonly {
    readonly href: string;
    readonly text: string;
    readonly under: readonly string[];
  }[];
}

/**
 * GOV.UK generic header (no crown, no logo) and service navigation, whose menu folds on a phone.
 * https://design-system.service.gov.uk/components/service-navigation/
 */
export function SiteHeader(props: SiteHeaderProps) {
  const wide = useMediaQuery("(min-width: 40.0625em)");
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [props.path]);
  return (
    <>
      <header class="govuk-generic-header">
        <div class="govuk-generic-header__container govuk-width-container">
          <div class="govuk-generic-header__logo">
            <a href="/" class="govuk-generic-header__homepage-link">
              Check planning data
            </a>
          </div>
        </div>
      </header>
      <div class="govuk-service-navigation">
        <div class="govuk-width-container">
          <div class="govuk-service-navigation__container">
            <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls="navigation"
                hidden={wide}
                aria-hidden={wide ? "true" : undefined}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                Menu
              </button>
              <ul class="govuk-service-navigation__list" id="navigation" hidden={!wide && !open}>
                {props.items.map((item) => {
                  const here = item.under.some(
                    (path) => props.path === path || (path !== "/" && props.path.startsWith(`${path}/`)),
                  );
                  return (
                    <li
                      key={item.href}
                      class={
                        here
                          ? "govuk-service-navigation__item govuk-service-navigation__item--active"
                          : "govuk-service-navigation__item"
                      }
                    >
                      <a
                        class="govuk-service-navigation__link"
                        href={item.href}
                        aria-current={here ? (props.path === item.href ? "page" : "true") : undefined}
                      >
                        {here ? (
                          <strong class="govuk-service-navigation__active-fallback">{item.text}</strong>
                        ) : (
                          item.text
                        )}
                      </a>
                    </li>
                  );
                })}
              </ul>
            </nav>
          </div>
        </div>
      </div>
    </>
  );
}

/** Whether a media query holds now, kept up to date. */
export function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const change = () => setMatches(list.matches);
    change();
    list.addEventListener("change", change);
    return () => list.removeEventListener("change", change);
  }, [query]);
  return matches;
}

export const examples = {
  default: {
    path: "/history",
    items: [
      { href: "/", text: "Check a file", under: ["/"] },
      { href: "/history", text: "Your checks", under: ["/history"] },
    ],
  },
} as const satisfies Record<string, SiteHeaderProps>;
