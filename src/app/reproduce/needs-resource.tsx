import { useState } from "preact/hooks";
import type { RunFile } from "../../reproduce/run-file.ts";
import { Button } from "../components/button.tsx";
import { FileDrop } from "../components/file-drop.tsx";
import { Page } from "../components/page.tsx";
import { formatBytes } from "../format.ts";
import { routes } from "../routes.ts";
import { openRunFile } from "./run-state.ts";

/** The run file names a resource that is not in it: whoever has the file gives it. Another file is run too, and said so. */
export function NeedsResource({ file }: { readonly file: RunFile }) {
  const [chosen, setChosen] = useState<File>();
  const { name, bytes, sha256, url } = file.resource;
  return (
    <Page
      heading="Choose the file of this run"
      caption={`Run of ${file.run.dataset}`}
      back={{ href: routes.reproduce, text: "Open another run" }}
    >
      <p class="govuk-body">
        The file is too large to be part of the link or the run file. It is {name}, {formatBytes(bytes)}, with
        the SHA-256 <code class="app-hash">{sha256}</code>.
      </p>
      {url && <p class="govuk-body">It was fetched from {url}. What is there today may be another file.</p>}
      <FileDrop
        id="resource"
        label="The file"
        hint="If you choose another file it is run all the same, and the page says that it differs."
        fileName={chosen && `${chosen.name}, ${formatBytes(chosen.size)}`}
        onFile={setChosen}
      />
      {chosen && (
        <Button type="button" onClick={() => void openRunFile(file, chosen)}>
          Run it
        </Button>
      )}
    </Page>
  );
}
