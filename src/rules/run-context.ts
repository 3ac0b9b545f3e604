import type {
  Configuration,
  ConfigurationFile,
  ConfigurationTable,
  Rule,
} from "../configuration/configuration.ts";
import type { RowCells } from "./edit.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { hasDataset, ruleTable } from "./rule-table.ts";

/** The collection whose tables a run used: its folder in the repository. */
export function collectionOf({ run }: ObservedRun): string {
  return run.tables.specification.datasets.get(run.settings.dataset)?.collection ?? run.settings.dataset;
}

/**
 * The cells that make a new row apply to this run and little else: its endpoint, so that the next download keeps it; the
 * resource where no endpoint is known; nothing for tables that know neither (service/data-team.md 4, 12).
 */
export function scopeCells({ run }: ObservedRun, file: ConfigurationFile): RowCells {
  const table = ruleTable(file);
  const { dataset, endpoints, resource } = run.settings;
  const [endpoint] = endpoints;
  const own: Record<string, string> = hasDataset(table) ? { dataset } : {};
  if (table.scope === "none" || file === "lookup.csv" || file === "lookup-rule.csv") return own;
  if (endpoint !== undefined) return { ...own, endpoint };
  return table.scope === "resource" ? { ...own, resource } : own;
}

/** Cells of a configuration row by column, as it stands in the table the run read; empty for a rule of no file. */
export function rowOf({ tables }: Configuration, { file, line }: Rule): RowCells {
  const table = tables.get(file);
  const cells = line < 2 ? undefined : table?.records[line - 2];
  if (!table || !cells) return {};
  return Object.fromEntries(table.columns.map((column, at) => [column, cells[at] ?? ""]));
}

/** A configuration row for people: `patch.csv line 41 (field=name, pattern=^x)`. */
export function ruleWords(configuration: Configuration, rule: Rule): string {
  const row = rowOf(configuration, rule);
  if (rule.line === 0) return "the settings of the run";
  const shown = ruleTable(rule.file)
    .asked.map((column) => [column, row[column] ?? ""] as const)
    .filter(([, value]) => value !== "")
    .map(([column, value]) => `${column}=${value.length > 60 ? `${value.slice(0, 59)}…` : value}`);
  return `${rule.file} line ${rule.line} (${shown.join(", ")})`;
}

/** Which files a row of a table is for: `resource`, `endpoint`, or `global` for all of the dataset. */
export function levelOf(row: RowCells): "resource" | "endpoint" | "global" {
  if (row.resource) return "resource";
  return row.endpoint ? "endpoint" : "global";
}

/** Rows of a table with their line numbers, by column. */
export function* tableRows(
  table: ConfigurationTable | undefined,
): Generator<{ readonly line: number; readonly row: RowCells }> {
  if (!table) return;
  const own = table.records.length - table.drafted;
  for (let at = 0; at < own; at += 1) {
    const cells = table.records[at] ?? [];
    yield {
      line: at + 2,
      row: Object.fromEntries(table.columns.map((column, place) => [column, cells[place] ?? ""])),
    };
  }
}

/** The entry on a line, when the record became one. */
export function entryAt({ entries }: ObservedRun, lineNumber: number): ObservedEntry | undefined {
  for (const entry of entries.values()) if (entry.lineNumber === lineNumber) return entry;
  return undefined;
}

/** "line 3", "lines 3, 9 and 12", "lines 3, 9, 12 and 5 more". */
export function lineWords(lines: readonly number[]): string {
  const shown = lines.slice(0, 3);
  const more = lines.length - shown.length;
  if (lines.length === 1) return `line ${shown[0]}`;
  if (more > 0) return `lines ${shown.join(", ")} and ${more} more`;
  return `lines ${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
