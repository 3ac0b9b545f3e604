import { readTable } from "../csv/read.ts";
import { endpointKey, sourceKey } from "./keys.ts";

/** A row of endpoint.csv or source.csv by column name. */
export type RegisterRow = Readonly<Record<string, string>>;

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
  const known = rows(csv).find((row) => (row.get("endpoint-url") ?? "").trim() === url.trim());
  if (known) {
    const entry = Object.fromEntries(endpointColumns.map((column) => [column, known.get(column) ?? ""]));
    return { endpoint_url_in_endpoint_csv: true, existing_endpoint_entry: entry };
  }
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
  const sources = rows(csv);
  const source = sourceKey(collection, organisation, key);
  const existingEndpoints = sources
    .filter(
      (row) =>
        trimmed(row, "organisation") === organisation.trim() && trimmed(row, "pipelines") === dataset.trim(),
    )
    .map((row) => row.get("endpoint") ?? "")
    .filter((text) => text.trim() !== "");
  const known = sources.find((row) => row.get("source") === source);
  if (known) {
    const pipelines = (known.get("pipelines") ?? "").split(";").filter((name) => name !== "");
    return {
      documentation_url_in_source_csv: true,
      existing_source_entry: Object.fromEntries(
        sourceColumns.map((column) => [column, known.get(column) ?? ""]),
      ),
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

function rows(csv: string | undefined): ReadonlyMap<string, string>[] {
  const { columns, records } = readTable(csv ?? "");
  return records.map((cells) => new Map(columns.map((name, index) => [name, cells[index] ?? ""])));
}

/**
 * A date as the service writes it: ten characters with hyphens are kept, a time after `T` or a space is cut, anything
 * else stays as it was given.
 */
function calendarDate(text: string): string {
  if (text.length === 10 && text[4] === "-" && text[7] === "-") return text;
  if (text.includes("T")) return text.slice(0, text.indexOf("T"));
  // As the service: what datetime.fromisoformat reads (a time after any one character, or no hyphens) becomes its date.
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:.\d\d.*)?$/.exec(text);
  return iso ? `${iso[1]}-${iso[2]}-${iso[3]}` : text;
}
