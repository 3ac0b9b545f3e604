import { FileInput } from "../components/file-input.tsx";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { FolderInput } from "./folder-input.tsx";

/** Which version of tables is used, as chosen so far. */
export interface TablesChoice {
  readonly from: "bundle" | "zip" | "folder" | "commit";
  readonly zip?: File;
  readonly folder?: readonly File[];
  readonly commit: string;
}

export const bundleTables: TablesChoice = { from: "bundle", commit: "" };

interface TablesSourceProps {
  /** `configuration` or `specification`. */
  readonly id: "configuration" | "specification";
  readonly legend: string;
  readonly zipHint: string;
  readonly choice: TablesChoice;
  readonly error: (target: string) => string | undefined;
  readonly change: (choice: TablesChoice) => void;
}

/** The tables that come with the tool, a zip, a folder, or a commit of their repository. */
export function TablesSource({ id, legend, zipHint, choice, error, change }: TablesSourceProps) {
  const commits = id === "configuration" ? [{ value: "commit", text: "A commit on GitHub" }] : [];
  return (
    <>
      <Radios
        name={`${id}-from`}
        legend={legend}
        legendClass="govuk-fieldset__legend--s"
        small
        inline
        value={choice.from}
        items={[
          { value: "bundle", text: "As they come with this tool" },
          { value: "zip", text: "A zip" },
          { value: "folder", text: "A folder" },
          ...commits,
        ]}
        onChange={(from) =>
          change({
            ...choice,
            from: from === "zip" || from === "folder" || from === "commit" ? from : "bundle",
          })
        }
      />
      {choice.from === "zip" && (
        <FileInput
          id={`${id}-zip`}
          label="Zip file"
          hint={zipHint}
          error={error(`${id}-zip`)}
          fileName={choice.zip?.name}
          accept=".zip,application/zip"
          onFile={(zip) => change({ ...choice, zip })}
        />
      )}
      {choice.from === "folder" && (
        <FolderInput
          id={`${id}-folder`}
          label="Folder"
          hint={`${zipHint} Your browser may call it an upload: the files are read here and go nowhere.`}
          error={error(`${id}-folder`)}
          onFolder={(folder) => change({ ...choice, folder })}
        />
      )}
      {choice.from === "commit" && (
        <TextInput
          id={`${id}-commit`}
          type="url"
          label="Address of the commit"
          hint="For example https://github.com/digital-land/config/commit/ and the commit’s hash. The repository is fetched as a zip when you press Run, which may take minutes."
          error={error(`${id}-commit`)}
          value={choice.commit}
          spellcheck={false}
          onInput={(commit) => change({ ...choice, commit })}
        />
      )}
    </>
  );
}
