import { readTable } from "../csv/read.ts";
import type { Mode } from "../report/mode.ts";
import { type BatchItem, itemIdentity } from "./item.ts";

export interface RefusedLine {
  readonly line: number;
  readonly message: string;
}

export type ListReply =
  | {
      readonly ok: true;
      readonly items: readonly BatchItem[];
      /** Lines without a target or dataset, and what else cannot be understood. */
      readonly refused: readonly RefusedLine[];
      /** Lines that say the same as an earlier one. */
      readonly repeated: number;
      readonly unknownColumns: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

const modes: readonly Mode[] = ["added", "check", "pipeline"];
const targetColumns = ["file", "endpoint-url", "url"];
const datasetColumns = ["dataset", "pipelines", "pipeline"];
const known = new Set([
  ...targetColumns,
  ...datasetColumns,
  "organisation",
  "endpoint",
  "mode",
  "entry-date",
  "resource",
  // Of import.csv, for adding data: nothing for a check.
  "documentation-url",
  "start-date",
  "end-date",
  "plugin",
  "licence",
]);

/**
 * Reads the list of a batch: import.csv of the Planning Data team, or a CSV with `file` (or `url`), `dataset` and
 * `organisation`. Columns in any order; several datasets or organisations of one line are separated by `;`, and each
 * dataset is an item of its own.
 */
export function readBatchList(csv: string): ListReply {
  const { columns: raw, records } = readTable(csv.replace(/^\uFEFF/, ""));
  const columns = raw.map((name) => name.trim().toLowerCase());
  if (columns.length === 0) return { ok: false, message: "The list is empty." };
  if (!targetColumns.some((name) => columns.includes(name))) {
    return { ok: false, message: 'The list needs a column "file", "url" or "endpoint-url".' };
  }
  if (!datasetColumns.some((name) => columns.includes(name))) {
    return { ok: false, message: 'The list needs a column "dataset" (or "pipelines").' };
  }
  const items: BatchItem[] = [];
  const refused: RefusedLine[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  for (const [index, cells] of records.entries()) {
    const line = index + 2;
    const cell = (name: string) => (cells[columns.indexOf(name)] ?? "").trim();
    const first = (names: readonly string[]) => names.map(cell).find((text) => text !== "") ?? "";
    const target = first(targetColumns);
    const datasets = parts(first(datasetColumns));
    const mode = modeOf(cell("mode"));
    const problem = problemOf(target, datasets, cell("mode"), mode, cell("entry-date"));
    if (problem !== undefined) {
      refused.push({ line, message: problem });
      continue;
    }
    for (const dataset of datasets) {
      const item: BatchItem = {
        line,
        target,
        dataset,
        organisations: parts(cell("organisation")),
        endpoints: parts(cell("endpoint")),
        ...(mode ? { mode } : {}),
        ...(cell("entry-date") === "" ? {} : { entryDate: cell("entry-date") }),
        ...(cell("resource") === "" ? {} : { resource: cell("resource") }),
      };
      const identity = itemIdentity(item);
      if (seen.has(identity)) repeated += 1;
      else items.push(item);
      seen.add(identity);
    }
  }
  return { ok: true, items, refused, repeated, unknownColumns: columns.filter((name) => !known.has(name)) };
}

function problemOf(
  target: string,
  datasets: readonly string[],
  modeText: string,
  mode: Mode | undefined,
  entryDate: string,
): string | undefined {
  if (target === "") return "names neither a file nor an address";
  if (datasets.length === 0) return "names no dataset";
  if (modeText !== "" && !mode) return `has the mode "${modeText}", which must be one of ${modes.join(", ")}`;
  if (entryDate !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(entryDate)) {
    return `has the entry-date "${entryDate}", which must be written like 2026-03-27`;
  }
  return undefined;
}

function modeOf(text: string): Mode | undefined {
  return modes.find((mode) => mode === text);
}

function parts(text: string): string[] {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
