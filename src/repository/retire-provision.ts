import { readTable } from "../csv/read.ts";
import { csvText } from "../csv/write.ts";
import type { Cells } from "./files.ts";
import type { Register } from "./register.ts";

/** An endpoint of the same organisation and dataset that can still be ended. */
export interface RetirableSource {
  readonly source: string;
  readonly endpoint: string;
  readonly url: string;
}

/**
 * The endpoints of an organisation and dataset that are not ended, without the one just added.
 * Source: digital_land/utils/add_data_utils.py, get_existing_endpoints_summary
 */
export function retirableSources(
  { endpoints, sources }: Register,
  provision: { readonly organisation: string; readonly dataset: string; readonly endpoint: string },
): RetirableSource[] {
  return sources.flatMap((row) => {
    const cell = (name: string) => row.get(name) ?? "";
    const endpoint = cell("endpoint");
    const fed = cell("pipelines").split(";").includes(provision.dataset);
    if (cell("organisation") !== provision.organisation || !fed) return [];
    if (endpoint === "" || endpoint === provision.endpoint) return [];
    const registered = endpoints.find((one) => one.get("endpoint") === endpoint);
    const ended = cell("end-date") !== "" && (registered?.get("end-date") ?? "") !== "";
    return ended ? [] : [{ source: cell("source"), endpoint, url: registered?.get("endpoint-url") ?? "" }];
  });
}

/**
 * Puts today into `end-date` of the endpoints and of exactly these sources, in both files written anew. When one of
 * them is not in its file nothing is changed.
 *
 * As the command line, whose table library writes LF line ends and reads `NA`, `null` and the like as blank.
 * Source: digital_land/collection.py, retire_endpoints_and_sources
 */
export function retireSources(
  csv: { readonly endpoint: string; readonly source: string },
  retired: readonly RetirableSource[],
  today: string,
): { readonly endpoint: string; readonly source: string } {
  const endpoints = new Set(retired.map(({ endpoint }) => endpoint));
  const sources = new Set(retired.map(({ source }) => source));
  const ended = endRows(csv.endpoint, "endpoint", endpoints, today);
  const endedSources = endRows(csv.source, "source", sources, today);
  return ended === undefined || endedSources === undefined ? csv : { endpoint: ended, source: endedSources };
}

/** The table with `end-date` of these rows set; `undefined` when one of them is not there. */
function endRows(csv: string, column: string, keys: ReadonlySet<string>, today: string): string | undefined {
  const { columns, records } = readTable(csv);
  const at = columns.indexOf(column);
  const found = new Set(records.map((cells) => cells[at] ?? ""));
  if ([...keys].some((key) => !found.has(key))) return undefined;
  const rows: Cells[] = records.map((cells) => {
    const row = new Map(columns.map((name, index) => [name, known(cells[index] ?? "")]));
    return keys.has(cells[at] ?? "") ? row.set("end-date", today) : row;
  });
  return csvText(columns, rows).replaceAll("\r\n", "\n");
}

const readAsBlank = new Set(
  "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split(
    "|",
  ),
);

function known(cell: string): string {
  return readAsBlank.has(cell) ? "" : cell;
}
