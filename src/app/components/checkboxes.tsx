import type { ComponentChildren } from "preact";

export interface CheckboxItem {
  readonly value: string;
  readonly text: string;
  readonly hint?: ComponentChildren;
}

export interface CheckboxesProps {
  readonly name: string;
  readonly legend: string;
  readonly legendClass?: string;
  readonly items: readonly CheckboxItem[];
  readonly values?: readonly string[];
  readonly small?: boolean;
  readonly onChange?: (value: string, checked: boolean) => void;
}

/** GOV.UK checkboxes; https://design-system.service.gov.uk/components/checkboxes/ */
export function Checkboxes(props: CheckboxesProps) {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend
          class={props.legendClass ? `govuk-fieldset__legend ${props.legendClass}` : "govuk-fieldset__legend"}
        >
          {props.legend}
        </legend>
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
