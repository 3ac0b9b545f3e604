import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface SuggestInputProps extends FormGroupProps {
  readonly value: string;
  readonly suggestions: readonly { readonly value: string; readonly note?: string }[];
  readonly onInput?: (value: string) => void;
}

/**
 * GOV.UK text input that the browser completes from a list (`datalist`); anything else may be written too. Where only
 * values of the list are right, a Combobox is the component.
 */
export function SuggestInput(props: SuggestInputProps) {
  const listId = `${props.id}-suggestions`;
  return (
    <FormGroup {...props}>
      <input
        class={props.error ? "govuk-input govuk-input--error" : "govuk-input"}
        id={props.id}
        name={props.id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        list={props.suggestions.length > 0 ? listId : undefined}
        aria-describedby={describedBy(props)}
        value={props.value}
        onInput={(event) => props.onInput?.(event.currentTarget.value)}
      />
      {props.suggestions.length > 0 && (
        <datalist id={listId}>
          {props.suggestions.map(({ value, note }) => (
            <option key={value} value={value}>
              {note}
            </option>
          ))}
        </datalist>
      )}
    </FormGroup>
  );
}

export const examples = {
  default: { id: "suggest-1", label: "Column", value: "", suggestions: [{ value: "REF", note: "not read" }] },
  "with hint and error": {
    id: "suggest-2",
    label: "Pattern",
    hint: "Matched from the start of the value",
    error: "The pattern cannot be used",
    value: "(",
    suggestions: [],
  },
} as const satisfies Record<string, SuggestInputProps>;
