import type { TargetedInputEvent } from "preact";
import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface TextInputProps extends FormGroupProps {
  readonly value?: string;
  readonly type?: "text" | "search" | "email" | "url";
  /** What the browser may fill in: `email`, `name`. */
  readonly autocomplete?: "email" | "name";
  /** Width in characters, one of GOV.UK's. */
  readonly width?: 5 | 10 | 20 | 30;
  readonly spellcheck?: boolean;
  readonly onInput?: (value: string) => void;
}

/** GOV.UK text input; https://design-system.service.gov.uk/components/text-input/ */
export function TextInput(props: TextInputProps) {
  const classes = ["govuk-input"];
  if (props.width) classes.push(`govuk-input--width-${props.width}`);
  if (props.error) classes.push("govuk-input--error");
  const attributes = {
    class: classes.join(" "),
    id: props.id,
    name: props.id,
    value: props.value,
    spellcheck: props.spellcheck,
    "aria-describedby": describedBy(props),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => props.onInput?.(event.currentTarget.value),
  };
  return (
    <FormGroup {...props}>
      <Input type={props.type ?? "text"} autocomplete={props.autocomplete} attributes={attributes} />
    </FormGroup>
  );
}

interface InputProps {
  readonly type: NonNullable<TextInputProps["type"]>;
  readonly autocomplete: TextInputProps["autocomplete"];
  readonly attributes: object;
}

/** One branch for each type: the attributes a type takes differ. */
function Input({ type, autocomplete, attributes }: InputProps) {
  switch (type) {
    case "search":
      return <input type="search" {...attributes} />;
    case "email":
      return <input type="email" autocomplete="email" {...attributes} />;
    case "url":
      return <input type="url" {...attributes} />;
    case "text":
      return autocomplete === "name" ? (
        <input type="text" autocomplete="name" {...attributes} />
      ) : (
        <input type="text" {...attributes} />
      );
  }
}

export const examples = {
  default: { id: "test-name", label: "National Insurance number" },
  "with hint text": {
    id: "input-with-hint-text",
    label: "National insurance number",
    hint: "It’s on your payslip.",
  },
  "with error and hint": {
    id: "input-with-error",
    label: "National Insurance number",
    hint: "It’s on your payslip.",
    error: "Enter a National Insurance number",
  },
} as const satisfies Record<string, TextInputProps>;
