import { useRef } from "preact/hooks";
import { InsetText } from "../components/inset-text.tsx";
import { FixDownloads } from "./fix-downloads.tsx";
import { FixEditor } from "./fix-editor.tsx";
import { FixProposals } from "./fix-proposals.tsx";
import { FixResultView } from "./fix-result-view.tsx";
import { useFix } from "./fix-state.ts";
import type { SectionProps } from "./sections.ts";

/** What is wrong, which configuration row would put it right, what that row changes, and the files to hand over. */
export function FixSection({ open }: SectionProps) {
  const fix = useFix(open);
  const editor = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <h2 class="govuk-heading-m">Try a fix</h2>
      <p class="govuk-body">
        Say what is wrong, or write a configuration row yourself. The file is run again with the row, and
        nothing is changed anywhere until you hand the files over.
      </p>
      {open.summary.file.run.mode === "check" && (
        <InsetText>
          This run is as the live check does it, with column.csv and transform.csv only. Rows of other tables
          change nothing in it: open the file as the nightly run to try them.
        </InsetText>
      )}
      <FixProposals
        open={open}
        onUse={({ edits, cause, publisher, asks }) => {
          fix.use(edits, cause, publisher, asks.length === 0);
          // For people who cannot see that the editor below has filled.
          setTimeout(() => editor.current?.focus(), 0);
        }}
      />
      <h3 class="govuk-heading-s" tabIndex={-1} ref={editor}>
        The changes to try
      </h3>
      <FixEditor open={open} fix={fix} />
      <div aria-live="polite">
        <FixResultView fix={fix} />
      </div>
      {fix.reply?.result && fix.edits.length > 0 && !fix.working && <FixDownloads open={open} fix={fix} />}
    </>
  );
}
