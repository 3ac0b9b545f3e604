import type { ComponentChildren } from "preact";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: "primary" | "secondary" | "warning";
  /** Given: a link that looks like a button. */
  readonly href?: string;
  readonly type?: "submit" | "button";
  readonly disabled?: boolean;
  readonly onClick?: () => void;
}

/** GOV.UK button; https://design-system.service.gov.uk/components/button/ */
export function Button(props: ButtonProps) {
  const kind = props.kind === undefined || props.kind === "primary" ? "" : ` govuk-button--${props.kind}`;
  if (props.href !== undefined)
    return (
      // biome-ignore lint/a11y/useSemanticElements: GOV.UK's link button
      <a
        href={props.href}
        role="button"
        draggable={false}
        class={`govuk-button${kind}`}
        onClick={props.onClick}
      >
        {props.children}
      </a>
    );
  return (
    <button
      type={props.type ?? "submit"}
      class={`govuk-button${kind}`}
      disabled={props.disabled === true}
      aria-disabled={props.disabled === true ? "true" : undefined}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

export const examples = {
  default: { children: "Save and continue" },
  secondary: { children: "Find address", kind: "secondary" },
  warning: { children: "Delete account", kind: "warning" },
  disabled: { children: "Disabled button", disabled: true },
  link: { children: "Link button", href: "/" },
} as const satisfies Record<string, ButtonProps>;
