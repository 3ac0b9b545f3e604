import type { ComponentChildren } from "preact";
import { ErrorMessage } from "./form-group.tsx";

export interface DateInputProps {
  readonly id: string;
  readonly legend: string;
  readonly legendClass?: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly day?: string;
  readonly month?: string;
  readonly year?: string;
  readonly onInput?: (part: "day" | "month" | "year", value: string) => void;
}

/** GOV.UK date input; https://design-system.service.gov.uk/components/date-input/ */
export function DateInput(props: DateInputProps) {
  const describedBy = [props.hint && `${props.id}-hint`, props.error && `${props.id}-error`]
    .filter(Boolean)
    .join(" ");
  const item = (part: "day" | "month" | "year", label: string) => {
    const id = `${props.id}-${part}`;
    const width = part === "year" ? 4 : 2;
    return (
      <div class="govuk-date-input__item">
        <div class="govuk-form-group">
          <label class="govuk-label govuk-date-input__label" for={id}>
            {label}
          </label>
          <input
            class={`govuk-input govuk-date-input__input govuk-input--width-${width}${props.error ? " govuk-input--error" : ""}`}
            id={id}
            name={id}
            type="text"
            inputMode="numeric"
            value={props[part]}
            onInput={(event) => props.onInput?.(part, event.currentTarget.value)}
          />
        </div>
      </div>
    );
  };
  return (
    <div class={props.error ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      {/* biome-ignore lint/a11y/noRedundantRoles: GOV.UK's own markup, for screen readers that pass over plain fieldsets */}
      <fieldset class="govuk-fieldset" role="group" aria-describedby={describedBy || undefined}>
        <legend
          class={props.legendClass ? `govuk-fieldset__legend ${props.legendClass}` : "govuk-fieldset__legend"}
        >
          {props.legend}
        </legend>
        {props.hint && (
          <div id={`${props.id}-hint`} class="govuk-hint">
            {props.hint}
          </div>
        )}
        {props.error && <ErrorMessage id={`${props.id}-error`} text={props.error} />}
        <div class="govuk-date-input" id={props.id}>
          {item("day", "Day")}
          {item("month", "Month")}
          {item("year", "Year")}
        </div>
      </fieldset>
    </div>
  );
}

export const examples = {
  default: { id: "dob", legend: "What is your date of birth?" },
  "with error": {
    id: "passport-issued",
    legend: "When was your passport issued?",
    hint: "For example, 27 3 2007",
    error: "The date your passport was issued must be in the past",
    day: "27",
    month: "3",
    year: "2077",
  },
} as const satisfies Record<string, DateInputProps>;
