import type { ComponentChildren } from "preact";

/** What every GOV.UK form control has around it. */
export interface FormGroupProps {
  readonly id: string;
  readonly label: string;
  /** Class of the label: `govuk-label--m` and so on. */
  readonly labelClass?: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
}

/** Label, hint and error message around one control, in GOV.UK order. */
export function FormGroup(props: FormGroupProps & { readonly children: ComponentChildren }) {
  return (
    <div class={props.error ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <label
        class={props.labelClass ? `govuk-label ${props.labelClass}` : "govuk-label"}
        for={props.id}
        id={`${props.id}-label`}
      >
        {props.label}
      </label>
      {props.hint !== undefined && (
        <div id={`${props.id}-hint`} class="govuk-hint">
          {props.hint}
        </div>
      )}
      {props.error && <ErrorMessage id={`${props.id}-error`} text={props.error} />}
      {props.children}
    </div>
  );
}

export function ErrorMessage(props: { readonly id: string; readonly text: string }) {
  return (
    <p id={props.id} class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> {props.text}
    </p>
  );
}

/** The ids a control names in `aria-describedby`: hint first, then error, as GOV.UK Frontend has them. */
export function describedBy(props: FormGroupProps): string | undefined {
  const ids: string[] = [];
  if (props.hint !== undefined) ids.push(`${props.id}-hint`);
  if (props.error) ids.push(`${props.id}-error`);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
