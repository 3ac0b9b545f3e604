import type { TableName } from "../../../workers/protocol.ts";
import { runFileName, writeRunFile } from "../../reproduce/run-descriptor.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { SummaryList, type SummaryRow } from "../components/summary-list.tsx";
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
  const { file } = open.summary;
  return (
    <>
      <h2 class="govuk-heading-m">What was used</h2>
      <SummaryList rows={usedRows(file)} />
      <h2 class="govuk-heading-m">What came out</h2>
      <SummaryList rows={foundRows(file)} />
      <p class="govuk-body">
        <button
          type="button"
          class="app-link-button"
          onClick={() => saveFile(new Blob([writeRunFile(file)]), runFileName(file))}
        >
          Save as a run file
        </button>
      </p>
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
    { key: "Answer", value: modeWords[run.mode].label },
    { key: "Organisations", value: (run.organisations ?? []).join(", ") || "none given" },
    { key: "Endpoints", value: (run.endpoints ?? []).join(", ") || "none given" },
    { key: "Day to run as", value: formatDate(run.today) },
    { key: "Entry date", value: run.entryDate ? formatDate(run.entryDate) : "none given" },
    { key: "Configuration", value: versionOf(configuration) },
    { key: "Specification", value: versionOf(specification) },
    { key: "Organisation list", value: versionOf(organisations) },
    { key: "Coordinates", value: run.transformation ?? "" },
    { key: "Tool", value: `${tool.version}, as ${tool.parity}` },
  ];
  return rows;
}

function versionOf({ label, hash }: { readonly label: string; readonly hash: string }) {
  return (
    <>
      {label}
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
