export interface TagProps {
  readonly text: string;
  readonly colour?: "grey" | "green" | "teal" | "blue" | "purple" | "magenta" | "red" | "orange" | "yellow";
}

/** GOV.UK tag; https://design-system.service.gov.uk/components/tag/ */
export function Tag(props: TagProps) {
  return (
    <strong class={props.colour ? `govuk-tag govuk-tag--${props.colour}` : "govuk-tag"}>{props.text}</strong>
  );
}

export const examples = {
  default: { text: "Alpha" },
  green: { text: "Green", colour: "green" },
  red: { text: "Red", colour: "red" },
} as const satisfies Record<string, TagProps>;
