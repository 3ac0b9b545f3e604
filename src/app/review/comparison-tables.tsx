import { fieldLabel } from "../../issues/field-label.ts";
import { issueWords } from "../../issues/text.ts";
import {
  compareEvidence,
  isSame,
  reasonsToDiffer,
  type SentAndNow,
  type VersionSentAndNow,
} from "../../request/compare-evidence.ts";
import type { Evidence } from "../../request/endpoint-request.ts";
import { Details } from "../components/details.tsx";
import { Table } from "../components/table.tsx";
import { Tag } from "../components/tag.tsx";
import { modeWords } from "../content/modes.ts";
import { formatBytes, formatDate, formatNumber, joinWords } from "../format.ts";

/** The publisher's check and the one made now, number by number. */
export function ComparisonTables({ sent, now }: { readonly sent: Evidence; readonly now: Evidence }) {
  const comparison = compareEvidence(sent, now);
  const { sameFile, issues, versions } = comparison;
  const reasons = reasonsToDiffer(comparison);
  const number = (what: string, pair: SentAndNow | undefined, words = formatNumber) =>
    pair ? [[what, words(pair.sent), words(pair.now), <Same pair={pair} key="same" />]] : [];
  const different = issues.filter((issue) => !isSame(issue));
  const same = issues.filter(isSame);
  const issueRows = (list: typeof issues) =>
    list.map((issue) => [
      <IssueName type={issue.type} field={issue.field} key="name" />,
      formatNumber(issue.sent),
      formatNumber(issue.now),
      <Same pair={issue} key="same" />,
    ]);
  return (
    <>
      <p class="govuk-body">
        <strong>
          {sameFile
            ? comparison.same
              ? "The same file as the publisher's, with the same result."
              : "The same file as the publisher's, but with another result."
            : "The file is not the one the publisher checked."}
        </strong>
        {reasons.length > 0 &&
          ` Not the same: ${joinWords(reasons.map(({ what }) => versionWords[what].toLowerCase()))}.`}
      </p>
      <Table
        caption="The file and its rows"
        captionClass="govuk-table__caption--s"
        head={heads("What")}
        rows={[
          [
            "Hash of the file (SHA-256)",
            <code class="app-inline-code app-nowrap" key="sent">
              {sent.sha256.slice(0, 12)}
            </code>,
            <code class="app-inline-code app-nowrap" key="now">
              {now.sha256.slice(0, 12)}
            </code>,
            <SameTag same={sameFile} key="same" />,
          ],
          ...number("Size", comparison.bytes, formatBytes),
          ...number("Rows", comparison.records),
          ...number("Rows that would be published", comparison.kept),
          ...number("Things that must be fixed", comparison.mustFix),
          ...number("Things that need fixing", comparison.needsFixing),
          ...number("References", comparison.references),
          ...number("References without an entity number", comparison.unassigned),
        ]}
      />
      {different.length > 0 && (
        <Table
          caption="Issues that differ"
          captionClass="govuk-table__caption--s"
          head={heads("Issue")}
          rows={issueRows(different)}
        />
      )}
      {issues.length === 0 && <p class="govuk-body">No issue on either side.</p>}
      {same.length > 0 && (
        <Details summary={`Issues that are the same (${formatNumber(same.length)})`}>
          <Table
            caption="Issues that are the same"
            captionHidden
            head={heads("Issue")}
            rows={issueRows(same)}
          />
        </Details>
      )}
      <Details summary="Versions both were made with">
        <Table
          caption="Versions"
          captionHidden
          head={heads("What")}
          rows={versions.map((version) => [
            versionWords[version.what],
            versionValue(version, version.sent),
            versionValue(version, version.now),
            <SameTag same={version.sent === version.now} key="same" />,
          ])}
        />
      </Details>
    </>
  );
}

const versionWords = {
  tool: "Version of this tool",
  specification: "Specification",
  configuration: "Configuration",
  mode: "Question asked of the file",
  date: "Day of the check",
} as const;

function versionValue({ what }: VersionSentAndNow, value: string): string {
  if (what === "date") return formatDate(value);
  if (what === "mode") return Object.entries(modeWords).find(([mode]) => mode === value)?.[1].label ?? value;
  return value;
}

function heads(first: string) {
  return [
    { text: first },
    { text: "Sent", numeric: true },
    { text: "Now", numeric: true },
    { text: "Compared" },
  ];
}

function Same({ pair }: { readonly pair: SentAndNow }) {
  return <SameTag same={isSame(pair)} />;
}

function SameTag({ same }: { readonly same: boolean }) {
  return same ? <>Same</> : <Tag text="Differs" colour="yellow" />;
}

function IssueName({ type, field }: { readonly type: string; readonly field: string }) {
  return (
    <>
      <code class="app-inline-code">{type}</code>
      {field !== "" && ` in ${fieldLabel(field)}`}
      <br />
      <span class="app-small">{issueWords(type, "what", field)}</span>
    </>
  );
}
