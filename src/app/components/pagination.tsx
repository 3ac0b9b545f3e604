export interface PaginationProps {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
  /** Names the landmark when a page has several. */
  readonly label?: string;
}

/** GOV.UK pagination; https://design-system.service.gov.uk/components/pagination/. Nothing at all for a single page. */
export function Pagination(props: PaginationProps) {
  const { page, pages, href } = props;
  if (pages <= 1) return undefined;
  return (
    <nav class="govuk-pagination" aria-label={props.label ?? "Pagination"}>
      {page > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page - 1)} rel="prev">
            <svg
              class="govuk-pagination__icon govuk-pagination__icon--prev"
              xmlns="http://www.w3.org/2000/svg"
              height="13"
              width="15"
              aria-hidden="true"
              focusable="false"
              viewBox="0 0 15 13"
            >
              <path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path>
            </svg>
            <span class="govuk-pagination__link-title">
              Previous<span class="govuk-visually-hidden"> page</span>
            </span>
          </a>
        </div>
      )}
      <ul class="govuk-pagination__list">
        {pageNumbers(page, pages).map((number, index) =>
          number === undefined ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis" key={`gap${index}`}>
              ⋯
            </li>
          ) : (
            <li
              key={number}
              class={
                number === page
                  ? "govuk-pagination__item govuk-pagination__item--current"
                  : "govuk-pagination__item"
              }
            >
              <a
                class="govuk-link govuk-pagination__link"
                href={href(number)}
                aria-label={`Page ${number}`}
                aria-current={number === page ? "page" : undefined}
              >
                {number.toLocaleString("en-GB")}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page + 1)} rel="next">
            <span class="govuk-pagination__link-title">
              Next<span class="govuk-visually-hidden"> page</span>
            </span>
            <svg
              class="govuk-pagination__icon govuk-pagination__icon--next"
              xmlns="http://www.w3.org/2000/svg"
              height="13"
              width="15"
              aria-hidden="true"
              focusable="false"
              viewBox="0 0 15 13"
            >
              <path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path>
            </svg>
          </a>
        </div>
      )}
    </nav>
  );
}

/** First, last, the current page and its two neighbours; `undefined` is a gap. */
export function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const wanted = new Set([1, page - 1, page, page + 1, pages]);
  // A gap of a single page is the page itself.
  if (page - 3 === 1) wanted.add(2);
  if (page + 3 === pages) wanted.add(pages - 1);
  const numbers = [...wanted].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  const result: (number | undefined)[] = [];
  for (const number of numbers) {
    const last = result.at(-1);
    if (last !== undefined && number > last + 1) result.push(undefined);
    result.push(number);
  }
  return result;
}

export const examples = {
  default: { page: 2, pages: 3, href: (page: number) => `/page/${page}` },
  "with many pages": { page: 10, pages: 40, href: (page: number) => `/page/${page}` },
  "first page": { page: 1, pages: 3, href: (page: number) => `/page/${page}` },
} as const satisfies Record<string, PaginationProps>;
