import { readTable } from "../csv/read.ts";
import { type Cells, factOf, whole } from "./fact-cells.ts";
import { isDetailRecords, readDetails } from "./read-details.ts";
import { isRequestObject, readRequestOutput } from "./read-request-object.ts";
import type { IssueRow, RunOutput, RunSource } from "./run-output.ts";

/** One file of a run: its name, and its text. */
export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

export type OutputReply =
  | { readonly ok: true; readonly output: RunOutput }
  /** In plain words: why the files are no run. */
  | { readonly ok: false; readonly detail: string };

/**
 * Reads what a run left behind: the nightly tables (issue.csv, transformed.csv, column-field.csv, dataset-resource.csv,
 * under any name: their headers tell), the answer of the live check (either generation), or its response details.
 * Other files are passed over; with none that can be read the reply says so.
 */
export function readRunOutput(files: readonly OutputFile[], label: string): OutputReply {
  const parts: Partial<RunOutput>[] = [];
  const unknown: string[] = [];
  for (const file of files) {
    const part = readPart(file);
    if (part) parts.push(part);
    else unknown.push(file.name);
  }
  if (parts.length === 0) {
    return {
      ok: false,
      detail: `${unknown.join(", ") || "nothing"} is no issue.csv, transformed.csv, column-field.csv or dataset-resource.csv, and no answer of the live check.`,
    };
  }
  const source: RunSource = Object.assign({}, ...parts.map((part) => part.source ?? {}));
  return { ok: true, output: Object.assign({}, ...parts, { label, ours: false, source }) };
}

/** Whether a text is one of the files of a run, by its beginning: to tell it from a resource. */
export function looksLikeOutput({ text }: OutputFile): boolean {
  if (/^\s*[[{]/.test(text.slice(0, 200))) {
    const json = parsed(text);
    return isDetailRecords(json) || isRequestObject(json);
  }
  const { columns } = readTable(text.slice(0, 2000));
  return readers.some(({ needed }) => needed.every((column) => columns.includes(column)));
}

function readPart({ text }: OutputFile): Partial<RunOutput> | undefined {
  if (/^\uFEFF?\s*[[{]/.test(text.slice(0, 200))) {
    const json = parsed(text);
    if (isDetailRecords(json)) return readDetails(json);
    return isRequestObject(json) ? readRequestOutput(json) : undefined;
  }
  const { columns, records } = readTable(text.replace(/^\uFEFF/, ""));
  const reader = readers.find(({ needed }) => needed.every((column) => columns.includes(column)));
  if (!reader) return undefined;
  const places = new Map(columns.map((column, at) => [column, at]));
  const cells = records.map(
    (record) =>
      (column: string): string =>
        record[places.get(column) ?? -1] ?? "",
  );
  return reader.read(cells);
}

interface Reader {
  readonly needed: readonly string[];
  read(rows: readonly Cells[]): Partial<RunOutput>;
}

const readers: readonly Reader[] = [
  {
    needed: ["issue-type", "field", "line-number"],
    read: (rows) => ({
      issues: rows.map(
        (cell): IssueRow => ({
          issueType: cell("issue-type"),
          field: cell("field"),
          value: cell("value"),
          message: cell("message"),
          lineNumber: whole(cell("line-number")),
          entryNumber: whole(cell("entry-number")),
          // As the pipeline: a table with gaps has entities as decimals.
          entity: cell("entity").replace(/\.0$/, ""),
        }),
      ),
      source: resourceOf(rows),
    }),
  },
  {
    needed: ["fact", "field", "value", "entity"],
    read: (rows) => ({ facts: rows.map(factOf), source: resourceOf(rows) }),
  },
  {
    needed: ["entity-count", "entry-count", "line-count"],
    read([cell]) {
      if (!cell) return {};
      return {
        counts: {
          entries: whole(cell("entry-count")),
          entities: whole(cell("entity-count")),
          lines: whole(cell("line-count")),
        },
        source: {
          ...resourceOf([cell]),
          ...filled("configHash", cell("config-hash")),
          ...filled("specificationHash", cell("specification-hash")),
          ...filled("codeVersion", cell("code-version")),
        },
      };
    },
  },
  {
    needed: ["dataset", "resource", "column", "field"],
    read: (rows) => ({
      columnFields: rows.map((cell) => ({ column: cell("column"), field: cell("field") })),
      source: resourceOf(rows),
    }),
  },
];

function resourceOf([cell]: readonly Cells[]): RunSource {
  return cell ? { ...filled("resource", cell("resource")), ...filled("dataset", cell("dataset")) } : {};
}

function filled<Key extends string>(key: Key, value: string): { [K in Key]?: string } {
  return value === "" ? {} : ({ [key]: value } as { [K in Key]: string });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
