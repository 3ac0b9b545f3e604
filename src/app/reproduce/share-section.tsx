import { useState } from "preact/hooks";
import { readEdits } from "../../reproduce/read-edits.ts";
import { plainCommand, runFileCommand } from "../../reproduce/run-command.ts";
import {
  longestFragment,
  runFileName,
  runFragment,
  withoutBytes,
  writeRunFile,
} from "../../reproduce/run-descriptor.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { countOf, formatBytes } from "../format.ts";
import { fragment } from "../fragment.ts";
import { routes } from "../routes.ts";
import { saveFile } from "../save-file.ts";
import { RowReports } from "./row-reports.tsx";
import { startRun } from "./run-state.ts";
import type { SectionProps } from "./sections.ts";

/** The run as a file, a link and a command; and reports about one row of it. */
export function ShareSection({ open }: SectionProps) {
  const { file } = open.summary;
  const tried = readEdits(fragment.value.get("edits") ?? "[]") ?? [];
  const pending = JSON.stringify(tried) !== JSON.stringify(open.run.edits ?? []) && tried.length > 0;
  const embedded = file.resource.deflated !== undefined;
  const link = linkOf(file);
  const plain = plainCommand(file);
  return (
    <>
      {pending && (
        <InsetText>
          <p class="govuk-body">
            {countOf(tried.length, "change")} to the configuration {tried.length === 1 ? "is" : "are"} being
            tried and not part of this run yet.
          </p>
          <Button
            type="button"
            kind="secondary"
            onClick={() => {
              const { from: _, ...run } = open.run;
              void startRun({ ...run, edits: [...tried] });
            }}
          >
            Run with the changes
          </Button>
        </InsetText>
      )}
      <h2 class="govuk-heading-m">Pass the run on</h2>
      <p class="govuk-body">
        Whoever opens the file or the link sees the same run: the page compares the hashes of every input and
        table, and names what differs.
      </p>
      <p class="govuk-body">
        {embedded
          ? "The data is part of it."
          : `The data is not part of it, for it is large (${formatBytes(file.resource.bytes)}). The file names it by its hash, and asks for it.`}
      </p>
      <Button type="button" onClick={() => saveFile(new Blob([writeRunFile(file)]), runFileName(file))}>
        Save as a run file
      </Button>
      {link ? (
        <LinkBox link={link} />
      ) : (
        <p class="govuk-body">It is too long for a link. Pass on the run file.</p>
      )}
      <h2 class="govuk-heading-m">On the command line</h2>
      <p class="govuk-body">The same run, and a word on whether it came out the same:</p>
      <code class="app-code app-block">{runFileCommand(file)}</code>
      {plain && (
        <>
          <p class="govuk-body govuk-!-margin-top-4">With everything spelt out:</p>
          <code class="app-code app-block">{plain}</code>
        </>
      )}
      <RowReports open={open} link={link} />
    </>
  );
}

/** The link, without the data where it would be too long with it; `undefined` when even that is. */
export function linkOf(file: RunFile): string | undefined {
  for (const run of [file, withoutBytes(file)]) {
    const text = runFragment(run);
    if (text.length <= longestFragment) return `${location.origin}${routes.reproduceRun}#run=${text}`;
  }
  return undefined;
}

function LinkBox({ link }: { readonly link: string }) {
  const [copied, setCopied] = useState<"yes" | "no">();
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied("yes"),
      () => setCopied("no"),
    );
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for="run-link">
        Link
      </label>
      <div class="govuk-hint" id="run-link-hint">
        What stands behind the # is never sent to a server.
      </div>
      <input
        class="govuk-input govuk-!-margin-bottom-2"
        id="run-link"
        readOnly
        aria-describedby="run-link-hint"
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="app-link-button" onClick={() => void copy()}>
        Copy the link
      </button>
      <span role="status" class="app-small">
        {copied === "yes" && " Copied."}
        {copied === "no" && " Your browser does not allow it: select the link and copy it."}
      </span>
    </div>
  );
}
