import type { ConfigurationFile } from "../configuration/configuration.ts";
import type { RowCells } from "./edit.ts";
import type { ObservedRun } from "./observed-run.ts";
import { hasDataset, ruleTable } from "./rule-table.ts";
import { levelOf, tableRows } from "./run-context.ts";

/** A row of a configuration table, for choosing one to change. */
export interface ListedRow {
  readonly line: number;
  readonly cells: RowCells;
  readonly level: "resource" | "endpoint" | "global";
  /** How many rows of the data it acted on, where the run tells; rows of lookup.csv, filter.csv and skip.csv are not counted. */
  readonly acted?: number;
}

export interface RowList {
  readonly rows: readonly ListedRow[];
  /** All that fit the search. */
  readonly total: number;
}

const mostRows = 50;

/**
 * The rows of a table that are for this run's dataset and for its resource, its endpoints or all, that contain a text;
 * those that acted come first.
 */
export function listRows(observed: ObservedRun, file: ConfigurationFile, search: string): RowList {
  const { dataset, resource, endpoints } = observed.run.settings;
  const table = ruleTable(file);
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found: ListedRow[] = [];
  for (const { line, row } of tableRows(observed.configuration.tables.get(file))) {
    if (hasDataset(table) && row.dataset !== "" && row.dataset !== dataset) continue;
    if (table.scope !== "none") {
      if (row.resource ? row.resource !== resource : row.endpoint && !endpoints.includes(row.endpoint))
        continue;
    }
    const text = Object.values(row).join(" ").toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const acted = observed.uses.get(`${file}:${line}`)?.entries.size;
    found.push({ line, cells: row, level: levelOf(row), ...(acted === undefined ? {} : { acted }) });
  }
  found.sort((a, b) => (b.acted ?? 0) - (a.acted ?? 0) || a.line - b.line);
  return { rows: found.slice(0, mostRows), total: found.length };
}
