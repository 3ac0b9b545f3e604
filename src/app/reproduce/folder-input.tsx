import { useState } from "preact/hooks";
import { FormGroup, type FormGroupProps } from "../components/form-group.tsx";
import { countOf } from "../format.ts";

interface FolderInputProps extends FormGroupProps {
  readonly onFolder: (files: readonly File[]) => void;
}

/** Known to every browser, though not to the types of form controls. */
const wholeFolder = { webkitdirectory: true };

/** Chooses a folder; its files keep their paths in `webkitRelativePath`. */
export function FolderInput({ onFolder, ...group }: FolderInputProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  return (
    <FormGroup {...group}>
      <input
        class="govuk-file-upload"
        id={group.id}
        type="file"
        {...wholeFolder}
        aria-describedby={group.hint === undefined ? undefined : `${group.id}-hint`}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          setFiles(chosen);
          onFolder(chosen);
        }}
      />
      {files[0] && (
        <p class="govuk-body-s" role="status">
          {files[0].webkitRelativePath.split("/")[0]}, {countOf(files.length, "file")}
        </p>
      )}
    </FormGroup>
  );
}
