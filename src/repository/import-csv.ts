import { readTable } from "../csv/read.ts";
import { csvText } from "../csv/write.ts";

/** One line of import.csv: an endpoint to add. Source: service/data-team.md 3. */
export interface ImportRow {
  /** Record number in the file, header = 1. */
  readonly line: number;
  readonly organisation: string;
  readonly endpointUrl: string;
  readonly documentationUrl: string;
  readonly startDate: string;
  /** Datasets, in order. */
  readonly pipelines: readonly string[];
  readonly plugin: string;
  readonly licence: string;
  readonly entryDate: string;
  readonly endDate: string;
  /** What makes the line itself doubtful: more cells than the header, a line break inside a cell. */
  readonly fault?: "surplus-cells" | "line-break";
}

export type ImportReply =
  | {
      readonly ok: true;
      readonly rows: readonly ImportRow[];
      /** Columns that are not used. */
      readonly unknownColumns: readonly string[];
      /** Rows that say the same as an earlier one (same address, organisation and datasets), by line. */
      readonly duplicates: readonly { readonly line: number; readonly of: number }[];
    }
  | { readonly ok: false; readonly missingColumns: readonly string[] }
  | { readonly ok: false; readonly tooMany: number };

const required = ["organisation", "endpoint-url", "documentation-url", "start-date", "pipelines", "licence"];
const written = [
  "organisation",
  "endpoint-url",
  "documentation-url",
  "start-date",
  "pipelines",
  "plugin",
  "licence",
];
const known = new Set([...written, "entry-date", "end-date"]);

/** The most rows of one import. */
export const importLimit = 1000;

/**
 * Reads import.csv: columns in any order, UTF-8 with or without a byte order mark, any line ends. A missing column or
 * too many rows is a fault of the file; everything else is judged row by row (validate.ts).
 */
export function readImport(csv: string): ImportReply {
  const { columns: raw, records } = readTable(csv.replace(/^\uFEFF/, ""));
  const columns = raw.map((name) => name.trim().toLowerCase());
  const missingColumns = required.filter((name) => !columns.includes(name));
  if (missingColumns.length > 0) return { ok: false, missingColumns };
  if (records.length > importLimit) return { ok: false, tooMany: records.length };
  const rows = records.map((cells, index): ImportRow => {
    const cell = (name: string) => (cells[columns.indexOf(name)] ?? "").trim();
    return {
      line: index + 2,
      organisation: cell("organisation"),
      endpointUrl: cell("endpoint-url"),
      documentationUrl: cell("documentation-url"),
      startDate: cell("start-date"),
      pipelines: cell("pipelines")
        .split(";")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
      plugin: cell("plugin"),
      licence: cell("licence"),
      entryDate: cell("entry-date"),
      endDate: cell("end-date"),
      ...faultOf(cells, columns.length),
    };
  });
  const first = new Map<string, number>();
  const duplicates: { line: number; of: number }[] = [];
  const distinct = rows.filter((row) => {
    const key = JSON.stringify([row.endpointUrl, row.organisation, [...row.pipelines].sort()]);
    const of = first.get(key);
    if (of === undefined) first.set(key, row.line);
    else duplicates.push({ line: row.line, of });
    return of === undefined;
  });
  return { ok: true, rows: distinct, unknownColumns: columns.filter((name) => !known.has(name)), duplicates };
}

/** A comma in an address that is not quoted makes cells too many; a quote that is never closed swallows lines. */
function faultOf(cells: readonly string[], columns: number): Pick<ImportRow, "fault"> {
  if (cells.slice(columns).some((cell) => cell.trim() !== "")) return { fault: "surplus-cells" };
  return cells.some((cell) => /[\r\n]/.test(cell.trim())) ? { fault: "line-break" } : {};
}

/** import.csv with the columns the Planning Data team uses, CRLF. */
export function writeImport(
  rows: readonly Omit<ImportRow, "line" | "entryDate" | "endDate" | "fault">[],
): string {
  return csvText(
    written,
    rows.map(
      (row) =>
        new Map([
          ["organisation", row.organisation],
          ["endpoint-url", row.endpointUrl],
          ["documentation-url", row.documentationUrl],
          ["start-date", row.startDate],
          ["pipelines", row.pipelines.join(";")],
          ["plugin", row.plugin],
          ["licence", row.licence],
        ]),
    ),
  );
}
