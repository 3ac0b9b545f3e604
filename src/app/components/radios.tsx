import type { ComponentChildren } from "preact";
import { ErrorMessage } from "./form-group.tsx";

export interface RadioItem {
  readonly value: string;
  readonly text: string;
  readonly hint?: ComponentChildren;
}

export interface RadiosProps {
  readonly name: string;
  readonly legend: string;
  readonly legendClass?: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly items: readonly RadioItem[];
  readonly value?: string | undefined;
  readonly small?: boolean;
  readonly inline?: boolean;
  readonly onChange?: (value: string) => void;
}

/** GOV.UK radios; https://design-system.service.gov.uk/components/radios/ */
export function Radios(props: RadiosProps) {
  const describedBy = [props.hint && `${props.name}-hint`, props.error && `${props.name}-error`]
    .filter(Boolean)
    .join(" ");
  const classes = ["govuk-radios"];
  if (props.small) classes.push("govuk-radios--small");
  if (props.inline) classes.push("govuk-radios--inline");
  return (
    <div class={props.error ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy || undefined}>
        <legend
          class={props.legendClass ? `govuk-fieldset__legend ${props.legendClass}` : "govuk-fieldset__legend"}
        >
          {props.legend}
        </legend>
        {props.hint && (
          <div id={`${props.name}-hint`} class="govuk-hint">
            {props.hint}
          </div>
        )}
        {props.error && <ErrorMessage id={`${props.name}-error`} text={props.error} />}
        <div class={classes.join(" ")}>
          {props.items.map((item, index) => {
            const id = index === 0 ? props.name : `${props.name}-${index + 1}`;
            return (
              <div class="govuk-radios__item" key={item.value}>
                <input
                  class="govuk-radios__input"
                  id={id}
                  name={props.name}
                  type="radio"
                  value={item.value}
                  checked={item.value === props.value}
                  aria-describedby={item.hint ? `${id}-item-hint` : undefined}
                  onChange={() => props.onChange?.(item.value)}
                />
                <label class="govuk-label govuk-radios__label" for={id}>
                  {item.text}
                </label>
                {item.hint && (
                  <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
                    {item.hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

export const examples = {
  default: {
    name: "example-default",
    legend: "Have you changed your name?",
    items: [
      { value: "yes", text: "Yes" },
      { value: "no", text: "No" },
    ],
  },
  "with hint": {
    name: "example-with-hint",
    legend: "Have you changed your name?",
    hint: "This includes changing your last name or spelling your name differently.",
    items: [
      { value: "yes", text: "Yes" },
      { value: "no", text: "No" },
    ],
  },
  "with fieldset and error message": {
    name: "example",
    legend: "Have you changed your name?",
    error: "Please select an option",
    value: "no",
    items: [
      { value: "yes", text: "Yes" },
      { value: "no", text: "No" },
    ],
  },
} as const satisfies Record<string, RadiosProps>;
