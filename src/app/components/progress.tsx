export interface ProgressProps {
  /** What is going on, in words. */
  readonly phase: string;
  /** 0 to 1; absent: not known yet. */
  readonly done?: number;
  /** "1,200 of 7,337 rows". */
  readonly detail?: string;
}

/**
 * How far a long task is. The words are announced politely; the bar repeats them for the eye.
 * Our own pattern (GOV.UK has none): a native `progress` element, so that no style is needed to know what it is.
 */
export function Progress(props: ProgressProps) {
  return (
    <div class="app-progress">
      <p class="govuk-body-l govuk-!-margin-bottom-2" id="progress-label" aria-live="polite">
        {props.phase}
      </p>
      <progress class="app-progress__bar" aria-labelledby="progress-label" max={1} value={props.done} />
      <p class="govuk-body app-progress__detail">{props.detail ?? " "}</p>
    </div>
  );
}

export const examples = {
  default: { phase: "Checking each row", done: 0.4, detail: "1,200 of 7,337 rows" },
  "not known yet": { phase: "Opening the file" },
} as const satisfies Record<string, ProgressProps>;
