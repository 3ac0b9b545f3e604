import { readTable } from "../csv/read.ts";
import { endpointKey, sourceKey } from "./keys.ts";
import { pythonIsoDay } from "./python-iso-date.ts";

/** A row of endpoint.csv or source.csv by column name; `null`, as in the answer's JSON, for a cell a short record lacks. */
export type RegisterRow = Readonly<Record<string, string | null>>;

/** As the request API's `endpoint-summary`; `{}` when there is no address. */
export interface EndpointSummary {
  readonly endpoint_url_in_endpoint_csv?: boolean;
  readonly existing_endpoint_entry?: RegisterRow;
  readonly new_endpoint_entry?: RegisterRow;
}

/** As the request API's `source-summary`; `{}` when there is no endpoint. */
export interface SourceSummary {
  readonly documentation_url_in_source_csv?: boolean;
  readonly existing_source_entry?: RegisterRow;
  readonly new_source_entry?: RegisterRow;
  /** Endpoints already registered for exactly this organisation and dataset. */
  readonly existing_endpoint_for_organisation_dataset?: readonly string[];
  /** A known source that does not name this dataset yet: its `pipelines` with the dataset added (newer service). */
  readonly pipelines_append_required?: { readonly updated: string };
}

export interface Registration {
  readonly url: string;
  readonly documentationUrl: string;
  readonly collection: string;
  readonly organisation: string;
  readonly dataset: string;
  readonly licence: string;
  readonly plugin: string;
  /** As given; `""` takes today. */
  readonly startDate: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** False: as the service before July 2026, which passes over a known source that lacks the dataset. */
  readonly addsPipelines?: boolean;
}

const endpointColumns = [
  "endpoint",
  "endpoint-url",
  "parameters",
  "plugin",
  "entry-date",
  "start-date",
  "end-date",
];

/**
 * Whether an address is registered, by its trimmed text, or the row it becomes.
 *
 * @param csv endpoint.csv of the collection; `undefined` when there is none
 */
export function endpointSummary(csv: string | undefined, registration: Registration): EndpointSummary {
  const { url } = registration;
  if (url === "") return {};
  const table = readRows(csv);
  const all = table.rows;
  const short = table.columns.includes("endpoint-url")
    ? all.findIndex((row) => !row.has("endpoint-url"))
    : -1;
  // As the service: it gives up reading at a record that is too short.
  const read = short < 0 ? all : all.slice(0, short);
  const known = read.find((row) => trimmed(row, "endpoint-url") === url.trim());
  if (known) {
    const entry = entryOf(known, endpointColumns, table.columns);
    return { endpoint_url_in_endpoint_csv: true, existing_endpoint_entry: entry };
  }
  // As the service: an address that it only finds when it appends is neither known nor new.
  if (all.some((row) => row.get("endpoint-url") === url)) return { endpoint_url_in_endpoint_csv: false };
  return {
    endpoint_url_in_endpoint_csv: false,
    new_endpoint_entry: {
      endpoint: endpointKey(url),
      "endpoint-url": url,
      parameters: "",
      plugin: registration.plugin,
      "entry-date": registration.today,
      "start-date": calendarDate(registration.startDate || registration.today),
      "end-date": "",
    },
  };
}

/**
 * Whether the organisation is registered as a source of the endpoint, or the row it becomes.
 *
 * @param csv source.csv of the collection; `undefined` when there is none
 */
export function sourceSummary(
  csv: string | undefined,
  registration: Registration,
  endpoint: EndpointSummary,
): SourceSummary {
  const key = endpoint.existing_endpoint_entry?.endpoint || endpoint.new_endpoint_entry?.endpoint;
  if (!key) return {};
  const { collection, organisation, dataset } = registration;
  const { columns, rows: sources } = readRows(csv);
  const source = sourceKey(collection, organisation, key);
  const existingEndpoints = endpointsOf(sources, columns, organisation, dataset);
  if (sources.some((row) => row.get("source") === source)) {
    const known = sources.find((row) => trimmed(row, "source") === source) ?? new Map<string, string>();
    const pipelines = (known.get("pipelines") ?? "").split(";").filter((name) => name !== "");
    return {
      documentation_url_in_source_csv: true,
      existing_source_entry: entryOf(known, sourceColumns, columns),
      existing_endpoint_for_organisation_dataset: existingEndpoints,
      ...(pipelines.includes(dataset) || registration.addsPipelines === false
        ? {}
        : { pipelines_append_required: { updated: [...pipelines, dataset].join(";") } }),
    };
  }
  return {
    documentation_url_in_source_csv: false,
    new_source_entry: {
      source,
      attribution: "",
      collection,
      "documentation-url": registration.documentationUrl,
      endpoint: key,
      licence: registration.licence,
      organisation,
      pipelines: dataset,
      "entry-date": registration.today,
      "start-date": calendarDate(registration.startDate || registration.today),
      "end-date": "",
    },
    existing_endpoint_for_organisation_dataset: existingEndpoints,
  };
}

const sourceColumns = [
  "source",
  "attribution",
  "collection",
  "documentation-url",
  "endpoint",
  "licence",
  "organisation",
  "pipelines",
  "entry-date",
  "start-date",
  "end-date",
];

function trimmed(row: ReadonlyMap<string, string>, column: string): string {
  return (row.get(column) ?? "").trim();
}

interface Rows {
  readonly columns: readonly string[];
  /** By column name; a cell that a short record does not reach is absent. */
  readonly rows: readonly ReadonlyMap<string, string>[];
}

function readRows(csv: string | undefined): Rows {
  const { columns, records } = readTable(csv ?? "");
  const rows = records.map(
    (cells) => new Map(columns.slice(0, cells.length).map((name, at) => [name, cells[at] ?? ""])),
  );
  return { columns, rows };
}

function entryOf(
  row: ReadonlyMap<string, string>,
  wanted: readonly string[],
  columns: readonly string[],
): RegisterRow {
  return Object.fromEntries(
    wanted.map((column) => [column, row.get(column) ?? (columns.includes(column) ? null : "")]),
  );
}

/** Endpoints of exactly this organisation and dataset. As the service: none at all when a record is too short to tell. */
function endpointsOf(
  sources: Rows["rows"],
  columns: readonly string[],
  organisation: string,
  dataset: string,
): string[] {
  const wanted: readonly (readonly [string, (cell: string) => boolean])[] = [
    ["organisation", (cell) => cell === organisation.trim()],
    ["pipelines", (cell) => cell === dataset.trim()],
    ["endpoint", (cell) => cell !== ""],
  ];
  const found: string[] = [];
  for (const row of sources) {
    let fits = true;
    for (const [column, test] of wanted) {
      if (!row.has(column) && columns.includes(column)) return [];
      fits = test(trimmed(row, column));
      if (!fits) break;
    }
    if (fits) found.push(row.get("endpoint") ?? "");
  }
  return found;
}

/**
 * A date as the service writes it: ten characters with hyphens are kept, a time after `T` or a space is cut, anything
 * else stays as it was given.
 */
function calendarDate(text: string): string {
  if (text.length === 10 && text[4] === "-" && text[7] === "-") return text;
  if (text.includes("T")) return text.slice(0, text.indexOf("T"));
  return pythonIsoDay(text) ?? text;
}
