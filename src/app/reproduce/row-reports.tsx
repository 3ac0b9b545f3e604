import { useState } from "preact/hooks";
import { type RowReport, reporterReport, ticketReport } from "../../reproduce/row-report.ts";
import { Button } from "../components/button.tsx";
import { TextInput } from "../components/text-input.tsx";
import { Textarea } from "../components/textarea.tsx";
import { fragment } from "../fragment.ts";
import { saveFile } from "../save-file.ts";
import { MarkdownReport } from "./markdown-report.tsx";
import type { SectionProps } from "./sections.ts";

type Kind = "reporter" | "ticket";

/** A report about one row: for whoever reported it, or as the text of a ticket. */
export function RowReports({ open, link }: SectionProps & { readonly link: string | undefined }) {
  const [line, setLine] = useState(fragment.peek().get("line") ?? "");
  const [reported, setReported] = useState("");
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<{ readonly kind: Kind; readonly text: string; readonly line: number }>();
  const make = async (kind: Kind) => {
    const lineNumber = Number(line.trim());
    if (!Number.isInteger(lineNumber) || lineNumber < 1) {
      setProblem("Enter the row’s line number, for example 77");
      return;
    }
    setProblem(undefined);
    const [account, before] = await Promise.all([
      open.client.ask((worker) => worker.trace(lineNumber)),
      open.client.ask((worker) => worker.traceWithoutEdits(lineNumber)),
    ]).catch(() => []);
    if (!account || account.trace.ending.kind === "not-there") {
      setProblem("The file has no such line");
      return;
    }
    const report: RowReport = { file: open.summary.file, reported, ...account, before, link };
    setMade({
      kind,
      line: lineNumber,
      text: kind === "ticket" ? ticketReport(report) : reporterReport(report),
    });
  };
  return (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">A report about one row</h2>
      <form class="app-no-print" noValidate onSubmit={(event) => event.preventDefault()}>
        <TextInput
          id="report-line"
          label="Line of the row"
          width={10}
          error={problem}
          value={line}
          onInput={setLine}
        />
        <Textarea
          id="reported"
          label="What was reported (optional)"
          hint="In the reporter’s words. It stays on this computer unless you pass the report on."
          rows={2}
          value={reported}
          onInput={setReported}
        />
        <div class="govuk-button-group">
          <Button type="button" kind="secondary" onClick={() => void make("reporter")}>
            Report for the reporter
          </Button>
          <Button type="button" kind="secondary" onClick={() => void make("ticket")}>
            Text for the ticket
          </Button>
        </div>
      </form>
      {made && (
        <section aria-label="The report" class="app-report">
          <div class="govuk-button-group app-no-print">
            <Button
              type="button"
              kind="secondary"
              onClick={() =>
                saveFile(
                  new Blob([made.text], { type: "text/markdown" }),
                  `${made.kind}-line-${made.line}.md`,
                )
              }
            >
              Save as Markdown
            </Button>
            <button type="button" class="app-link-button" onClick={() => print()}>
              Print
            </button>
          </div>
          {made.kind === "ticket" ? (
            <pre class="app-code">{made.text}</pre>
          ) : (
            <MarkdownReport text={made.text} />
          )}
        </section>
      )}
    </>
  );
}
