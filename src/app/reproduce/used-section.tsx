import type { TableName } from "../../../workers/protocol.ts";
import { runFileCommand } from "../../reproduce/run-command.ts";
import { type RunDifference, reproducedWords } from "../../reproduce/run-differences.ts";
import type { RunChoices, RunFile } from "../../reproduce/run-file.ts";
import { editWords } from "../../rules/edit.ts";
import { InsetText } from "../components/inset-text.tsx";
import { SummaryList, type SummaryRow } from "../components/summary-list.tsx";
import { Table } from "../components/table.tsx";
import { modeWords } from "../content/modes.ts";
import { formatBytes, formatDate, formatNumber } from "../format.ts";
import { downloadName, saveFile } from "../save-file.ts";
import type { SectionProps } from "./sections.ts";

const tableNames: readonly TableName[] = [
  "transformed.csv",
  "issue.csv",
  "column-field.csv",
  "dataset-resource.csv",
  "harmonised.csv",
  "converted.csv",
];

/** Exactly what decided the run, with hashes, and what came out. */
export function UsedSection({ open }: SectionProps) {
  const { file, differences } = open.summary;
  return (
    <>
      {open.run.from && <Reproduced from={open.run.from} differences={differences} />}
      <h2 class="govuk-heading-m">What was used</h2>
      <SummaryList rows={usedRows(file)} />
      <h2 class="govuk-heading-m">What came out</h2>
      <SummaryList rows={foundRows(file)} />
      <p class="govuk-body">
        The same run on the command line, with the run file that “Share” saves:
        <code class="app-code app-block">{runFileCommand(file)}</code>
      </p>
      <h2 class="govuk-heading-m">The pipeline’s tables</h2>
      <ul class="govuk-list">
        {tableNames.map((name) => (
          <li key={name}>
            <button
              type="button"
              class="app-link-button"
              onClick={() =>
                void open.client
                  .table(name)
                  .then((blob) => saveFile(blob, downloadName(file.resource.name, name)))
              }
            >
              Save {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReproducedProps {
  readonly from: RunFile;
  readonly differences: readonly RunDifference[];
}

/** Whether the run of a run file or link came out the same, and if not, precisely what differs. */
function Reproduced({ from, differences }: ReproducedProps) {
  if (differences.length === 0) return <InsetText>{reproducedWords(from, differences)}</InsetText>;
  return (
    <Table
      caption="What differs from the run it was opened from"
      head={[{ text: "What" }, { text: "Then" }, { text: "Now" }]}
      firstCellIsHeader
      rows={differences.map(({ kind, what, expected, found }) => [
        `${what} (${kind === "input" ? "went in" : "came out"})`,
        <span class="app-hash" key="expected">
          {expected || "none"}
        </span>,
        <span class="app-hash" key="found">
          {found || "none"}
        </span>,
      ])}
    />
  );
}

function usedRows({
  resource,
  run,
  configuration,
  specification,
  organisations,
  tool,
}: RunFile): SummaryRow[] {
  const rows: SummaryRow[] = [
    { key: "Resource", value: `${resource.name}, ${formatBytes(resource.bytes)}` },
    { key: "SHA-256 of the resource", value: <code class="app-hash">{resource.sha256}</code> },
    { key: "Dataset", value: run.dataset },
    { key: "Which run", value: modeWords[run.mode].label },
    { key: "Organisations", value: (run.organisations ?? []).join(", ") || "none given" },
    { key: "Endpoints", value: (run.endpoints ?? []).join(", ") || "none given" },
    { key: "Day to run as", value: formatDate(run.today) },
    { key: "Entry date", value: run.entryDate ? formatDate(run.entryDate) : "none given" },
    { key: "Configuration", value: versionOf(configuration) },
    { key: "Specification", value: versionOf(specification) },
    { key: "Organisation list", value: versionOf(organisations) },
    { key: "Coordinates", value: run.transformation ?? "" },
    ...chosenRows(run),
    ...(configuration.edits
      ? [{ key: "Changes to the configuration", value: <Lines texts={configuration.edits.map(editWords)} /> }]
      : []),
    { key: "Tool", value: `${tool.version}, as ${tool.parity}` },
  ];
  return rows;
}

/** What few runs have. */
function chosenRows({
  resource,
  columnMapping,
  geometryType,
  categoryValues,
  charset,
}: RunChoices): SummaryRow[] {
  const rows: [string, string[]][] = [
    ["Name of the resource", resource === undefined ? [] : [resource]],
    ["Column mapping", Object.entries(columnMapping ?? {}).map(([column, field]) => `${column} is ${field}`)],
    ["A column called WKT holds", geometryType === undefined ? [] : [geometryType]],
    ["Allowed values given for", Object.keys(categoryValues ?? {})],
    ["Character set", charset === undefined ? [] : [charset]],
  ];
  return rows.flatMap(([key, texts]) =>
    texts.length === 0 ? [] : [{ key, value: <Lines texts={texts} /> }],
  );
}

function Lines({ texts }: { readonly texts: readonly string[] }) {
  return (
    <>
      {texts.map((text) => (
        <span class="app-block" key={text}>
          {text}
        </span>
      ))}
    </>
  );
}

function versionOf({ label, hash, folderHash }: RunFile["organisations"]) {
  return (
    <>
      {label}
      {folderHash !== undefined && (
        <span class="app-small app-block">
          In the pipeline’s dataset-resource log: <code class="app-hash">{folderHash}</code>
        </span>
      )}
      {hash !== "" && <code class="app-hash app-block">{hash}</code>}
    </>
  );
}

function foundRows({ expected }: RunFile): SummaryRow[] {
  if (!expected) return [];
  return [
    { key: "Entries", value: formatNumber(expected.entries) },
    { key: "Facts", value: formatNumber(expected.facts) },
    { key: "Issues", value: formatNumber(expected.issues) },
    ...Object.entries(expected.tables).map(([name, hash]) => ({
      key: `SHA-256 of ${name}`,
      value: <code class="app-hash">{hash}</code>,
    })),
  ];
}
