import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface SelectItem {
  readonly value: string;
  readonly text: string;
  readonly disabled?: boolean;
}

export interface SelectProps extends FormGroupProps {
  readonly items: readonly SelectItem[];
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** GOV.UK select; https://design-system.service.gov.uk/components/select/ */
export function Select(props: SelectProps) {
  return (
    <FormGroup {...props}>
      <select
        class={props.error ? "govuk-select govuk-select--error" : "govuk-select"}
        id={props.id}
        name={props.id}
        aria-describedby={describedBy(props)}
        onChange={(event) => props.onChange?.(event.currentTarget.value)}
      >
        {props.items.map((item) => (
          <option
            key={item.value}
            value={item.value}
            selected={item.value === props.value}
            disabled={item.disabled === true}
          >
            {item.text}
          </option>
        ))}
      </select>
    </FormGroup>
  );
}

export const examples = {
  default: {
    id: "select-1",
    label: "Label text goes here",
    value: "2",
    items: [
      { value: "1", text: "GOV.UK frontend option 1" },
      { value: "2", text: "GOV.UK frontend option 2" },
      { value: "3", text: "GOV.UK frontend option 3", disabled: true },
    ],
  },
  "with hint text and error message": {
    id: "select-2",
    label: "Label text goes here",
    hint: "Hint text goes here",
    error: "Error message goes here",
    items: [
      { value: "1", text: "GOV.UK frontend option 1" },
      { value: "2", text: "GOV.UK frontend option 2" },
      { value: "3", text: "GOV.UK frontend option 3" },
    ],
  },
} as const satisfies Record<string, SelectProps>;
