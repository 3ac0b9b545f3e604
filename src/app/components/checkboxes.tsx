import type { ComponentChildren } from "preact";
import { ErrorMessage } from "./form-group.tsx";

export interface CheckboxItem {
  readonly value: string;
  readonly text: string;
  readonly hint?: ComponentChildren;
}

export interface CheckboxesProps {
  readonly name: string;
  readonly legend: string;
  readonly legendClass?: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly items: readonly CheckboxItem[];
  readonly values?: readonly string[];
  readonly small?: boolean;
  readonly onChange?: (value: string, checked: boolean) => void;
}

/** GOV.UK checkboxes; https://design-system.service.gov.uk/components/checkboxes/ */
export function Checkboxes(props: CheckboxesProps) {
  const describedBy = [props.hint && `${props.name}-hint`, props.error && `${props.name}-error`]
    .filter(Boolean)
    .join(" ");
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
        <div class={props.small ? "govuk-checkboxes govuk-checkboxes--small" : "govuk-checkboxes"}>
          {props.items.map((item, index) => {
            const id = index === 0 ? props.name : `${props.name}-${index + 1}`;
            return (
              <div class="govuk-checkboxes__item" key={item.value}>
                <input
                  class="govuk-checkboxes__input"
                  id={id}
                  name={props.name}
                  type="checkbox"
                  value={item.value}
                  checked={props.values?.includes(item.value) === true}
                  aria-describedby={item.hint ? `${id}-item-hint` : undefined}
                  onChange={(event) => props.onChange?.(item.value, event.currentTarget.checked)}
                />
                <label class="govuk-label govuk-checkboxes__label" for={id}>
                  {item.text}
                </label>
                {item.hint && (
                  <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint">
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
    name: "nationality",
    legend: "What is your nationality?",
    items: [
      { value: "british", text: "British" },
      { value: "irish", text: "Irish" },
      { value: "other", text: "Citizen of another country" },
    ],
  },
  small: {
    name: "filter",
    legend: "Filter by",
    small: true,
    values: ["b"],
    items: [
      { value: "a", text: "a thing" },
      { value: "b", text: "another thing" },
    ],
  },
} as const satisfies Record<string, CheckboxesProps>;
