import { useLocation } from "preact-iso";
import type { ItemResult } from "../../batch/item-result.ts";
import { type GroupSummary, type SummaryTable, summarise, summaryTables } from "../../batch/summarise.ts";
import { fieldLabel } from "../../issues/field-label.ts";
import type { Mode } from "../../report/mode.ts";
import type { BatchRunItem } from "../../store/batch-runs.ts";
import { Table } from "../components/table.tsx";
import { Tag } from "../components/tag.tsx";
import { groupWords } from "../content/groups.ts";
import { countOf, formatNumber } from "../format.ts";
import { routes } from "../routes.ts";
import { saveFile } from "../save-file.ts";
import { startCheck } from "../state.ts";

const shownTypes = 100;

/** What was found, item by item and summed up. */
export function BatchResults({
  items,
  mode,
}: {
  readonly items: readonly BatchRunItem[];
  readonly mode: Mode;
}) {
  const results = items.flatMap(({ result }) => result ?? []);
  const summary = summarise(results);
  return (
    <>
      <p class="govuk-body">
        {`${countOf(summary.checked, "file")} checked, ${formatNumber(summary.mustFix)} with something to fix, ${formatNumber(summary.failed)} could not be checked. ${countOf(summary.records, "row")}, ${formatNumber(summary.kept)} would be published, ${countOf(summary.issues, "issue")}.`}
      </p>
      <Downloads results={results} />
      <Table
        caption="Each file"
        head={[
          { text: "File or address" },
          { text: "Dataset" },
          { text: "Result" },
          { text: "Rows", numeric: true },
          { text: "Issues", numeric: true },
        ]}
        rows={items.map((one) => [
          <Name key="name" one={one} mode={mode} />,
          one.item.dataset,
          <Verdict key="verdict" result={one.result} />,
          one.result ? formatNumber(one.result.counts.records) : "",
          one.result ? formatNumber(one.result.counts.issues) : "",
        ])}
      />
      {summary.byType.length > 0 && (
        <Table
          caption="By what was found"
          head={[
            { text: "Issue" },
            { text: "Field" },
            { text: "List" },
            { text: "How many", numeric: true },
            { text: "In files", numeric: true },
          ]}
          rows={summary.byType
            .slice(0, shownTypes)
            .map(({ type, field, group, count, items: within }) => [
              type,
              field === "" ? "" : fieldLabel(field),
              groupWords[group].heading,
              formatNumber(count),
              formatNumber(within),
            ])}
        />
      )}
      <Groups caption="By organisation" first="Organisation" groups={summary.byOrganisation} />
      <Groups caption="By dataset" first="Dataset" groups={summary.byDataset} />
    </>
  );
}

/** Opens the file as a check of its own: the ordinary result page, with rows and map. */
function Name({ one, mode }: { readonly one: BatchRunItem; readonly mode: Mode }) {
  const { route } = useLocation();
  const { item, file, result } = one;
  if (!file || !result) return <>{item.target}</>;
  const open = () => {
    const [organisation] = item.organisations;
    const address = /^https?:/i.test(item.target);
    void startCheck(file, {
      name: item.target,
      dataset: item.dataset,
      mode: item.mode ?? mode,
      ...(organisation ? { organisation } : {}),
      ...(address ? { endpoints: [item.target] } : {}),
      ...(item.entryDate === undefined ? {} : { entryDate: item.entryDate }),
    });
    route(routes.result);
  };
  return (
    <button type="button" class="app-link-button" onClick={open}>
      {item.target}
    </button>
  );
}

const mustFixTag = { text: "Must fix", colour: "red" } as const;
const needsFixingTag = { text: "Needs fixing", colour: "orange" } as const;
const fineTag = { text: "Fine", colour: "green" } as const;

function Verdict({ result }: { readonly result: ItemResult | undefined }) {
  if (!result) return <Tag text="Waiting" colour="grey" />;
  if (result.outcome === "failed") {
    return (
      <>
        <Tag text="Not checked" colour="grey" /> <span class="app-small">{result.failure?.message}</span>
      </>
    );
  }
  const { mustFix, needsFixing, lost } = result.counts;
  return (
    <>
      <Tag {...(mustFix > 0 ? mustFixTag : needsFixing + lost > 0 ? needsFixingTag : fineTag)} />{" "}
      <span class="app-small">{result.verdict}</span>
    </>
  );
}

function Groups({
  caption,
  first,
  groups,
}: {
  readonly caption: string;
  readonly first: string;
  readonly groups: readonly GroupSummary[];
}) {
  const [only] = groups;
  if (!only || (groups.length === 1 && only.name === "")) return undefined;
  return (
    <Table
      caption={caption}
      head={[
        { text: first },
        { text: "Files", numeric: true },
        { text: "To fix", numeric: true },
        { text: "Not checked", numeric: true },
        { text: "Rows", numeric: true },
        { text: "Issues", numeric: true },
      ]}
      rows={groups.map(({ name, items, mustFix, failed, records, issues }) => [
        name === "" ? "(none)" : name,
        ...[items, mustFix, failed, records, issues].map(formatNumber),
      ])}
    />
  );
}

const downloads: readonly (readonly [SummaryTable, string])[] = [
  ["items.csv", "Each file"],
  ["item-issues.csv", "What was found in each file"],
  ["by-issue-type.csv", "By what was found"],
  ["by-organisation.csv", "By organisation"],
  ["by-dataset.csv", "By dataset"],
];

function Downloads({ results }: { readonly results: readonly ItemResult[] }) {
  if (results.length === 0) return undefined;
  const save = (table: SummaryTable) =>
    saveFile(new Blob([summaryTables(results).get(table) ?? ""], { type: "text/csv" }), table);
  return (
    <ul class="govuk-list app-no-print">
      {downloads.map(([table, words]) => (
        <li key={table}>
          <button type="button" class="app-link-button" onClick={() => save(table)}>
            Download {words.toLowerCase()} (CSV)
          </button>
        </li>
      ))}
    </ul>
  );
}
