import { useLayoutEffect, useRef } from "preact/hooks";

export interface ErrorSummaryProps {
  readonly errors: readonly ErrorSummaryItem[];
  readonly title?: string;
}
export interface ErrorSummaryItem {
  readonly text: string;
  /** Id of the control to go to. */
  readonly target?: string;
}

/**
 * GOV.UK error summary; https://design-system.service.gov.uk/components/error-summary/
 * Takes the focus when it appears, and its links focus the control, for people who cannot see where the error is.
 */
export function ErrorSummary(props: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.focus();
  }, [props.errors]);
  return (
    <div class="govuk-error-summary" tabIndex={-1} ref={box}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? "There is a problem"}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {props.errors.map((error) => (
              <li key={error.text}>
                {error.target === undefined ? (
                  error.text
                ) : (
                  <a href={`#${error.target}`} onClick={(event) => focusTarget(event, error.target)}>
                    {error.text}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

/** Focuses a control of this page without touching the fragment, which holds the page's state. */
export function focusTarget(event: Event, id: string | undefined): void {
  event.preventDefault();
  const target = id === undefined ? undefined : (document.getElementById(id) ?? undefined);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

export const examples = {
  default: {
    errors: [
      { text: "The date your passport was issued must be in the past", target: "example-error-1" },
      { text: "Enter a postcode, like AA1 1AA", target: "example-error-2" },
    ],
  },
  "without links": { errors: [{ text: "Invalid username or password" }] },
} as const satisfies Record<string, ErrorSummaryProps>;
