import { FileDrop } from "../components/file-drop.tsx";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { formatBytes } from "../format.ts";
import { FolderInput } from "./folder-input.tsx";

/** Where the resource comes from, as chosen so far. */
export interface ResourceChoice {
  readonly from: "file" | "address" | "archive";
  readonly file?: File;
  /** Its name, where it is not the file's: of a check made before. */
  readonly name?: string;
  readonly url: string;
  readonly hash: string;
  /** Files of a folder of downloads, named by their hash: looked at before the archive is asked. */
  readonly downloads?: readonly File[];
  /** Where the archive is. */
  readonly archive: string;
}

interface ResourceSourceProps {
  readonly choice: ResourceChoice;
  readonly error: (target: string) => string | undefined;
  readonly change: (changes: Partial<ResourceChoice>) => void;
  readonly onFile: (file: File) => void;
  readonly onTooMany: () => void;
}

/** A file on this computer, an address, or a resource the platform has collected, by its hash. */
export function ResourceSource({ choice, error, change, onFile, onTooMany }: ResourceSourceProps) {
  return (
    <>
      <Radios
        name="from"
        legend="Where is the file?"
        legendClass="govuk-fieldset__legend--m"
        small
        inline
        value={choice.from}
        items={[
          { value: "file", text: "On this computer" },
          { value: "address", text: "At a web address" },
          { value: "archive", text: "In the platform’s archive" },
        ]}
        onChange={(from) => change({ from: from === "address" || from === "archive" ? from : "file" })}
      />
      {choice.from === "file" && (
        <FileDrop
          id="file"
          label="The file"
          hint="Any file the pipeline reads; or a run file, or a request file, that somebody saved here. It stays on this computer."
          error={error("file")}
          fileName={choice.file && `${choice.name ?? choice.file.name}, ${formatBytes(choice.file.size)}`}
          onFile={onFile}
          onTooMany={onTooMany}
        />
      )}
      {choice.from === "address" && (
        <TextInput
          id="url"
          type="url"
          label="Address"
          hint="It is asked when you press Run, as the collector would; rules of this endpoint apply."
          error={error("url")}
          value={choice.url}
          spellcheck={false}
          onInput={(url) => change({ url })}
        />
      )}
      {choice.from === "archive" && (
        <>
          <TextInput
            id="hash"
            label="Hash of the resource"
            hint="The 64 characters by which the platform names the file."
            error={error("hash")}
            value={choice.hash}
            spellcheck={false}
            onInput={(hash) => change({ hash })}
          />
          <TextInput
            id="archive"
            type="url"
            label="Where the archive is"
            hint={
              <>
                Followed by{" "}
                <code class="app-hash">{"/<collection>-collection/collection/resource/<hash>"}</code>, or an
                address with {"{collection}"} and {"{hash}"} in it. Remembered on this computer.
              </>
            }
            error={error("archive")}
            value={choice.archive}
            spellcheck={false}
            onInput={(archive) => change({ archive })}
          />
          <FolderInput
            id="downloads"
            label="Or a folder of downloads (optional)"
            hint="Where you keep resources under their hashes, such as collection/resource of a collection. It is looked at first, and read here only."
            onFolder={(downloads) => change({ downloads })}
          />
        </>
      )}
    </>
  );
}
