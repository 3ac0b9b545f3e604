import { useState } from "preact/hooks";
import type { TableName } from "../../workers/protocol.ts";
import { reportJson } from "../report/write-json.ts";
import { reportMarkdown } from "../report/write-markdown.ts";
import { downloadName, saveFile } from "./save-file.ts";
import type { DoneState } from "./state.ts";

interface Download {
  readonly kind: string;
  readonly words: string;
  readonly make: (done: DoneState) => Promise<Blob> | Blob;
  /** Made from the file, which must still be there. */
  readonly needsFile: boolean;
  /** A table of the pipeline, which saves none where it stops with an error. */
  readonly isTable?: boolean;
}

const table = (name: TableName, words: string): Download => ({
  kind: name,
  words,
  needsFile: true,
  isTable: true,
  make: (done) => clientOf(done).table(name),
});

const downloads: readonly Download[] = [
  {
    kind: "problems.csv",
    words: "Your rows with their problems (CSV)",
    needsFile: true,
    make: (done) => clientOf(done).problems(),
  },
  table("issue.csv", "Issue log (issue.csv)"),
  table("transformed.csv", "What is published (transformed.csv)"),
  table("column-field.csv", "Columns and fields (column-field.csv)"),
  {
    kind: "report.md",
    words: "Report for an email (Markdown)",
    needsFile: false,
    make: (done) => new Blob([reportMarkdown(done.report)], { type: "text/markdown" }),
  },
  {
    kind: "report.json",
    words: "Report for programs (JSON)",
    needsFile: false,
    make: (done) => new Blob([reportJson(done.report)], { type: "application/json" }),
  },
];

/** Everything that can be saved from a check. Made when asked for. */
export function Downloads({ done }: { readonly done: DoneState }) {
  const [making, setMaking] = useState<string | undefined>(undefined);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const save = async (download: Download) => {
    setMaking(download.kind);
    setFailed(undefined);
    try {
      saveFile(await download.make(done), downloadName(done.report.checked.name, download.kind));
    } catch {
      setFailed(download.kind);
    }
    setMaking(undefined);
  };
  return (
    <div class="app-no-print">
      <h2 class="govuk-heading-m">Save</h2>
      <ul class="govuk-list app-list-spaced">
        {downloads
          .filter((download) => !download.needsFile || done.client)
          .filter((download) => !download.isTable || !done.report.failure)
          .map((download) => (
            <li key={download.kind}>
              <button
                type="button"
                class="app-link-button"
                onClick={() => save(download)}
                disabled={making !== undefined}
              >
                {download.words}
              </button>
              {making === download.kind && <span class="app-small"> being made…</span>}
              {failed === download.kind && (
                <p class="govuk-error-message">
                  This file could not be made. Check the file again and retry.
                </p>
              )}
            </li>
          ))}
        <li>
          <button type="button" class="app-link-button" onClick={() => window.print()}>
            Print this page
          </button>
        </li>
      </ul>
      <p class="govuk-visually-hidden" role="status">
        {making !== undefined ? "The file is being made" : ""}
      </p>
    </div>
  );
}

function clientOf(done: DoneState) {
  if (!done.client) throw new Error("A download that needs the file was offered without it");
  return done.client;
}
