import { useEffect, useRef, useState } from "preact/hooks";
import { describedBy, FormGroup, type FormGroupProps } from "./form-group.tsx";

export interface FileDropProps extends FormGroupProps {
  /** Name of the file chosen so far. */
  readonly fileName?: string | undefined;
  readonly accept?: string;
  readonly onFile?: (file: File) => void;
  /** Several files were dropped at once. */
  readonly onTooMany?: () => void;
}

/**
 * GOV.UK file upload with its drop zone; https://design-system.service.gov.uk/components/file-upload/
 * The button names the file, the label and the instruction, as GOV.UK Frontend's own script builds it. A file may be
 * dropped anywhere on the page: people miss small targets, and a browser would otherwise open the file instead.
 */
export function FileDrop(props: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [dragging, setDragging] = useState(false);
  const callbacks = useRef(props);
  callbacks.current = props;

  useEffect(() => {
    const take = (files: FileList | undefined) => {
      if (!files || files.length === 0) return;
      const file = files[0];
      if (files.length > 1 || !file) callbacks.current.onTooMany?.();
      else callbacks.current.onFile?.(file);
    };
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDragging(true);
    };
    // `relatedTarget` is empty when the pointer leaves the window, and filled when it only changes element.
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDragging(false);
      take(event.dataTransfer.files);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);

  const classes = ["govuk-file-upload-button"];
  if (props.fileName === undefined) classes.push("govuk-file-upload-button--empty");
  if (dragging) classes.push("govuk-file-upload-button--dragging");
  return (
    <FormGroup {...props}>
      <div class="govuk-file-upload-wrapper">
        <button
          class={classes.join(" ")}
          type="button"
          id={props.id}
          aria-describedby={describedBy(props)}
          aria-labelledby={`${props.id}-label ${props.id}-comma ${props.id}`}
          onClick={() => input.current?.click()}
        >
          <span class="govuk-body govuk-file-upload-button__status" aria-live="polite">
            {props.fileName ?? "No file chosen"}
          </span>
          <span class="govuk-visually-hidden" id={`${props.id}-comma`}>
            ,{" "}
          </span>
          <span class="govuk-file-upload-button__pseudo-button-container">
            <span class="govuk-button govuk-button--secondary govuk-file-upload-button__pseudo-button">
              {props.fileName === undefined ? "Choose file" : "Choose another file"}
            </span>{" "}
            <span class="govuk-body govuk-file-upload-button__instruction">or drop file</span>
          </span>
        </button>
        <input
          ref={input}
          class={props.error ? "govuk-file-upload govuk-file-upload--error" : "govuk-file-upload"}
          id={`${props.id}-input`}
          name={props.id}
          type="file"
          hidden
          tabIndex={-1}
          accept={props.accept}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) props.onFile?.(file);
            // So that choosing the same file again, after it was saved, is noticed.
            event.currentTarget.value = "";
          }}
        />
      </div>
      <span class="govuk-file-upload-announcements govuk-visually-hidden" aria-live="assertive">
        {dragging ? "Entered drop zone" : ""}
      </span>
    </FormGroup>
  );
}

export const examples = {
  default: { id: "file-upload-1", label: "Upload a file" },
  "with a file": { id: "file-upload-2", label: "Upload a file", fileName: "conservation-areas.csv" },
  "with error message and hint": {
    id: "file-upload-3",
    label: "Upload a file",
    hint: "Your photo may be in your Pictures, Photos, Downloads or Desktop folder.",
    error: "Choose a file",
  },
} as const satisfies Record<string, FileDropProps>;
