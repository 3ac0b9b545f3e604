import { useState } from "preact/hooks";
import type { FixFiles } from "../../../workers/reproduce-fix-protocol.ts";
import { runFileName, runFragment, writeRunFile } from "../../reproduce/run-descriptor.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { publisherMessage } from "../../rules/publisher-message.ts";
import { Button } from "../components/button.tsx";
import { Textarea } from "../components/textarea.tsx";
import { downloadName, saveFile } from "../save-file.ts";
import { useAnswer } from "../use-answer.ts";
import type { Fix } from "./fix-state.ts";
import { type OpenRunState, startRun } from "./run-state.ts";

/** A link longer than this does not belong in a ticket. */
const longestLink = 2000;

/** What is handed over: the changed tables, the text for the ticket, a message to the publisher, the run itself. */
export function FixDownloads({ open, fix }: { readonly open: OpenRunState; readonly fix: Fix }) {
  const { edits, cause, publisher } = fix;
  const changed = withEdits(open.summary.file, fix);
  const fragment = runFragment(changed);
  const link =
    fragment.length <= longestLink ? `${location.origin}${location.pathname}#run=${fragment}` : undefined;
  const files = useAnswer<FixFiles>(JSON.stringify([edits, cause, publisher]), () =>
    open.client.ask((worker) =>
      worker.fixFiles(edits, { cause, publisher, ...(link === undefined ? {} : { link }) }),
    ),
  );
  const [copied, setCopied] = useState(false);
  const { name } = open.summary.file.resource;
  const message = publisherMessage({ cause, publisher }, name, open.summary.file.run.dataset);
  const made = files.value;
  return (
    <section>
      <h3 class="govuk-heading-s">Hand it over</h3>
      {made && (
        <>
          <ul class="govuk-list">
            <li>
              <button
                type="button"
                class="app-link-button"
                onClick={() => saveFile(made.zip, downloadName(name, "configuration.zip"))}
              >
                Download the changed files (zip)
              </button>
            </li>
            <li>
              <button
                type="button"
                class="app-link-button"
                onClick={() => saveFile(new Blob([made.patch]), downloadName(name, "configuration.patch"))}
              >
                Download the changes as a patch for git
              </button>
            </li>
            <li>
              <button
                type="button"
                class="app-link-button"
                onClick={() => saveFile(new Blob([writeRunFile(changed)]), runFileName(changed))}
              >
                Save the run with the changes as a run file
              </button>
            </li>
          </ul>
          <Textarea
            id="fix-ticket"
            label="Text for the ticket"
            rows={12}
            value={made.ticket}
            spellcheck={false}
          />
          <p class="govuk-body">
            <button
              type="button"
              class="app-link-button"
              onClick={() => void navigator.clipboard.writeText(made.ticket).then(() => setCopied(true))}
            >
              Copy the text
            </button>{" "}
            <span aria-live="polite">{copied ? "Copied." : ""}</span>
          </p>
        </>
      )}
      {message !== "" && (
        <Textarea
          id="fix-message"
          label="Message to the publisher"
          hint="A rule is needed for as long as the publisher's data is wrong. Ask for the correction as well."
          rows={9}
          value={message}
        />
      )}
      <Button type="button" kind="secondary" onClick={() => void startRun({ ...open.run, edits })}>
        Keep the changes in this run
      </Button>
    </section>
  );
}

/** The run with the changes, before anybody has done it: without what came out. */
function withEdits({ expected: _, ...file }: RunFile, { edits }: Fix): RunFile {
  return { ...file, configuration: { ...file.configuration, edits: [...edits] } };
}
