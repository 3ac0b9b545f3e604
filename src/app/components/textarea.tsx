import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface TextareaProps extends FormGroupProps {
  readonly value?: string;
  readonly rows?: number;
  readonly spellcheck?: boolean;
  readonly onInput?: (value: string) => void;
}

/** GOV.UK textarea; https://design-system.service.gov.uk/components/textarea/ */
export function Textarea(props: TextareaProps) {
  return (
    <FormGroup {...props}>
      <textarea
        class={props.error ? "govuk-textarea govuk-textarea--error" : "govuk-textarea"}
        id={props.id}
        name={props.id}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        aria-describedby={describedBy(props)}
        value={props.value}
        onInput={(event) => props.onInput?.(event.currentTarget.value)}
      />
    </FormGroup>
  );
}

export const examples = {
  default: { id: "more-detail", label: "Can you provide more detail?" },
  "with error message": {
    id: "no-ni-reason",
    label: "Why can’t you provide a National Insurance number?",
    error: "You must provide an explanation",
  },
} as const satisfies Record<string, TextareaProps>;
