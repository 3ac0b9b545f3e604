import { readTable } from "../csv/read.ts";
import { csvText } from "../csv/write.ts";
import type { Cells } from "./files.ts";
import { endpointKey, sourceKey } from "./keys.ts";
import { collectionTables } from "./tables.ts";

/** endpoint.csv and source.csv of one collection as the command line keeps them between reading and saving. */
export interface Register {
  readonly endpoints: readonly Cells[];
  readonly sources: readonly Cells[];
}

/** One line of import.csv by column name, cells as written. */
export type ImportLine = ReadonlyMap<string, string>;

export function readRegister(endpointCsv: string, sourceCsv: string): Register {
  return { endpoints: tableRows(endpointCsv), sources: tableRows(sourceCsv) };
}

/**
 * Adds an endpoint and its source; `undefined` when the address is there already.
 *
 * As the command line: the keys of all sources are made anew, so that an old key changes.
 * Source: digital_land/collection.py, add_source_endpoint
 */
export function addToRegister(
  { endpoints, sources }: Register,
  line: ImportLine,
  collection: string,
  today: string,
): Register | undefined {
  const cell = (name: string) => line.get(name) ?? "";
  const url = cell("endpoint-url");
  const endpoint = endpointKey(url);
  if (endpoints.some((row) => row.get("endpoint") === endpoint && row.get("endpoint-url") === url)) {
    return undefined;
  }
  const dates: [string, string][] = [
    ["entry-date", cell("entry-date") || today],
    ["start-date", dayOf(cell("start-date"), today)],
    ["end-date", dayOf(cell("end-date"), today)],
  ];
  const added = new Map([
    ["endpoint", endpoint],
    ["endpoint-url", url],
    ["plugin", cell("plugin")],
    ["parameters", cell("parameters")],
    ...dates,
  ]);
  const source = new Map([
    ["attribution", cell("attribution")],
    ["collection", cell("collection") || collection],
    ["pipelines", cell("pipelines")],
    ["organisation", cell("organisation")],
    ["endpoint", endpoint],
    ["documentation-url", cell("documentation-url")],
    ["licence", cell("licence")],
    ...dates,
  ]);
  const rekeyed = [...sources, source].map((row) => {
    const key = sourceKey(
      row.get("collection") ?? "",
      row.get("organisation") ?? "",
      row.get("endpoint") ?? "",
    );
    return new Map(row).set("source", key);
  });
  return { endpoints: [...endpoints, added], sources: rekeyed };
}

/** Both files as the command line saves them: every row, in the schema's columns, CRLF. */
export function writeRegister(register: Register): { readonly endpoint: string; readonly source: string } {
  return {
    endpoint: csvText(columnsOf("endpoint.csv"), register.endpoints),
    source: csvText(columnsOf("source.csv"), register.sources),
  };
}

function columnsOf(file: string): readonly string[] {
  return collectionTables.find((table) => table.file === file)?.columns ?? [];
}

/** The rows of a table by column name. */
export function tableRows(csv: string): Cells[] {
  const { columns, records } = readTable(csv);
  return records.map((cells) => new Map(columns.map((name, index) => [name, cells[index] ?? ""])));
}

/** As the pipeline writes a date: `2026-3-5` and `05/03/2026` are read, blank stays blank, anything else becomes today. */
export function dayOf(text: string, today: string): string {
  if (text === "") return "";
  // As strptime: a day of one digit may have a space before it.
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2}| [1-9])$/.exec(text);
  const british = /^(\d{1,2}| [1-9])\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day =
    calendarDay(iso?.[1], iso?.[2], iso?.[3]) ?? calendarDay(british?.[3], british?.[2], british?.[1]);
  return day ?? today;
}

/** YYYY-MM-DD of a day that the calendar has. */
export function calendarDay(year = "", month = "", day = ""): string | undefined {
  if (year === "0000") return undefined;
  const text = `${year}-${month.padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
