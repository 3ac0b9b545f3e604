import { useMemo, useState } from "preact/hooks";
import { longestResultFragment, resultFragment, writeSharedResult } from "../../reproduce/shared-result.ts";
import type { StoredSettings } from "../../store/checks.ts";
import { CheckGate } from "../check-gate.tsx";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { formatNumber } from "../format.ts";
import { routes } from "../routes.ts";
import { downloadName, saveFile } from "../save-file.ts";
import type { DoneState } from "../state.ts";

/** A link and a file that show somebody else the same result, without a server and without the data. */
export function SharePage() {
  return <CheckGate>{(done) => <Share done={done} />}</CheckGate>;
}

function Share({ done }: { readonly done: DoneState }) {
  const { report } = done;
  const result = useMemo(() => ({ at: done.at, run: runOf(done), report }), [done.id]);
  const fragment = useMemo(() => resultFragment(result), [result]);
  const link = `${location.origin}${routes.shared}#${fragment}`;
  const [copied, setCopied] = useState<"" | "copied" | "refused">("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied("copied");
    } catch {
      setCopied("refused");
    }
  };
  const save = () =>
    saveFile(
      new Blob([writeSharedResult(result)], { type: "application/json" }),
      downloadName(report.checked.name, "result.json"),
    );
  const { checked } = report;
  return (
    <Page
      heading="Share this result"
      caption={checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            Whoever opens the link or the file sees the same result: what was found, in how many rows, and on
            which lines. No value of your data is in it, and no server keeps anything: the result is in the
            link itself. To see rows they need your file too.
          </p>
          {fragment.length <= longestResultFragment ? (
            <section aria-labelledby="share-link">
              <h2 class="govuk-heading-m" id="share-link">
                A link
              </h2>
              <div class="govuk-form-group">
                <label class="govuk-label" for="link">
                  Link to this result
                </label>
                <div class="govuk-hint" id="link-hint">
                  {formatNumber(link.length)} characters: a chat may cut it, a mail will not.
                </div>
                <input
                  class="govuk-input"
                  id="link"
                  aria-describedby="link-hint"
                  readOnly
                  value={link}
                  onFocus={(event) => event.currentTarget.select()}
                />
              </div>
              <Button type="button" onClick={() => void copy()}>
                Copy the link
              </Button>
              <p class="govuk-body" role="status">
                {copied === "copied" && "The link is copied."}
                {copied === "refused" &&
                  "The browser did not let us copy it. Select the link and copy it yourself."}
              </p>
            </section>
          ) : (
            <InsetText>
              This result is too long for a link (mail programs cut long ones), so share it as a file.
            </InsetText>
          )}
          <section aria-labelledby="share-file">
            <h2 class="govuk-heading-m" id="share-file">
              A file
            </h2>
            <p class="govuk-body">
              The same as a small file, for a mail or a ticket. It is opened under “Your checks”.
            </p>
            <Button type="button" kind="secondary" onClick={save}>
              Save the result as a file
            </Button>
          </section>
          {done.settings.configuration && (
            <InsetText>
              This check used rules of your own ({done.settings.configuration.name}). They are not in the link
              or the file: without them the same data gives another result, and the other person is told so.
            </InsetText>
          )}
          <h2 class="govuk-heading-m">How the other person can tell that it is the same</h2>
          <SummaryList
            rows={[
              { key: "File (SHA-256)", value: <code class="app-code">{checked.sha256}</code> },
              { key: "Tool", value: checked.versions.tool },
              {
                key: "Specification",
                value: <code class="app-code">{checked.versions.specification.hash}</code>,
              },
              {
                key: "Configuration",
                value: <code class="app-code">{checked.versions.configuration.hash}</code>,
              },
            ]}
          />
        </div>
      </div>
    </Page>
  );
}

/** What was asked, in the words of a run; rules and lists of a person's own stay with them. */
function runOf({ settings, report }: DoneState) {
  const {
    dataset,
    mode,
    organisation,
    endpoints,
    entryDate,
    columnMapping,
    geometryType,
    categoryValues,
    charset,
  } = settings satisfies StoredSettings;
  return {
    dataset,
    mode,
    today: report.checked.today,
    ...(organisation && { organisations: [organisation] }),
    ...(endpoints && { endpoints: [...endpoints] }),
    ...(entryDate && { entryDate }),
    ...(columnMapping && { columnMapping: { ...columnMapping } }),
    ...(geometryType && { geometryType }),
    ...(charset && { charset }),
    ...(categoryValues && {
      categoryValues: Object.fromEntries(
        Object.entries(categoryValues).map(([field, values]) => [field, [...values]]),
      ),
    }),
  };
}
