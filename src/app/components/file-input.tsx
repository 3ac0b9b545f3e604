import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface FileInputProps extends FormGroupProps {
  /** What was read, once something was. */
  readonly fileName?: string | undefined;
  readonly accept?: string;
  readonly onFile?: (file: File) => void;
}

/** GOV.UK file upload without a drop zone, for a second file on a page; https://design-system.service.gov.uk/components/file-upload/ */
export function FileInput(props: FileInputProps) {
  return (
    <FormGroup {...props}>
      <input
        class={props.error ? "govuk-file-upload govuk-file-upload--error" : "govuk-file-upload"}
        id={props.id}
        name={props.id}
        type="file"
        accept={props.accept}
        aria-describedby={describedBy(props)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) props.onFile?.(file);
        }}
      />
      {props.fileName !== undefined && (
        <p class="govuk-body-s" role="status">
          {props.fileName}
        </p>
      )}
    </FormGroup>
  );
}

export const examples = {
  default: { id: "file-upload-1", label: "Upload a file" },
  "with error message and hint": {
    id: "file-upload-3",
    label: "Upload a file",
    hint: "Your photo may be in your Pictures, Photos, Downloads or Desktop folder. Or in an app like iPhoto.",
    error: "Error message goes here",
  },
} as const satisfies Record<string, FileInputProps>;
