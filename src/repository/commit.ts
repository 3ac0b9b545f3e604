import { readTable } from "../csv/read.ts";
import {
  cellText,
  isTrue,
  type Json,
  type JsonObject,
  object,
  objects,
  pythonJson,
} from "./add-data-response.ts";
import { appendRows, columnsOf, type RepositoryFiles, updateRows } from "./files.ts";

export interface CommitOptions {
  /** YYYY-MM-DD: end-date of retired rows. */
  readonly today: string;
  /** Endpoint hashes; a text may hold several, joined by commas. */
  readonly retire?: readonly string[];
  readonly unretire?: readonly string[];
  /** Last word of the commit's label. */
  readonly triggeredBy?: string;
}

export type CommitReply =
  | {
      readonly outcome: "done";
      /** `add <dataset> <organisation> <who>`. */
      readonly label: string;
      /** What was done and passed over, for people. */
      readonly messages: readonly string[];
      readonly files: RepositoryFiles;
    }
  | { readonly outcome: "refused"; readonly message: string };

const oldEntityColumns = ["old-entity", "status", "entity", "notes", "end-date", "entry-date", "start-date"];
const endpointColumns = [
  "endpoint",
  "endpoint-url",
  "parameters",
  "plugin",
  "entry-date",
  "start-date",
  "end-date",
];
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
const lookupColumns = [
  "prefix",
  "resource",
  "endpoint",
  "entry-number",
  "organisation",
  "reference",
  "entity",
  "entry-date",
  "start-date",
  "end-date",
];

/**
 * Turns the request API's add-data answer into changes of the configuration repository, rows appended in the order in
 * which the repository's commit script does it, byte for byte: retire, unretire, old-entity, endpoint, source, lookup,
 * column, entity-organisation.
 *
 * One difference, on purpose (service/data-team.md 2): a column mapping for an endpoint that is already registered is
 * written with that endpoint's hash; the script leaves the endpoint blank, which makes it a rule for everybody.
 *
 * @returns the whole repository after the change, or why nothing is changed
 */
export function commitAddData(files: RepositoryFiles, request: Json, options: CommitOptions): CommitReply {
  const { status, params: rawParams, response: rawResponse } = object(request);
  const params = object(rawParams);
  const response = object(rawResponse);
  if (status !== "COMPLETE") {
    return refused(
      `The request's status is "${cellText(status)}", not "COMPLETE". Wait until the check has finished.`,
    );
  }
  if (response.error) return refused(`The request failed: ${pythonJson(response.error)}`);
  const collection = cellText(params.collection);
  if (collection === "") return refused("The request names no collection, so its rows have no place.");
  for (const folder of [`collection/${collection}/`, `pipeline/${collection}/`]) {
    if (![...files.keys()].some((path) => path.startsWith(folder)))
      return refused(`The repository has no folder ${folder}`);
  }

  const data = object(response.data);
  const pipelineSummary = object(data["pipeline-summary"]);
  const endpointSummary = object(data["endpoint-summary"]);
  const change = new Change(files);
  const path = (name: string) => `pipeline/${collection}/${name}`;
  const endpointPath = `collection/${collection}/endpoint.csv`;
  const sourcePath = `collection/${collection}/source.csv`;

  endDate(change, [endpointPath, sourcePath], hashes(options.retire), options.today);
  endDate(change, [endpointPath, sourcePath], hashes(options.unretire), "");
  appendOldEntities(change, path("old-entity.csv"), objects(pipelineSummary["old-entity"]));
  appendEndpoint(change, endpointPath, endpointSummary);
  appendSource(change, sourcePath, object(data["source-summary"]));
  appendCells(change, path("lookup.csv"), lookupColumns, objects(pipelineSummary["new-entities"]));
  appendColumns(change, path("column.csv"), params, endpointSummary);
  if (isTrue(params.authoritative)) {
    const entries = objects(pipelineSummary["entity-organisation"]);
    appendRanges(change, path("entity-organisation.csv"), entries);
  }
  const label = ["add", params.dataset, params.organisation, options.triggeredBy]
    .map((part) => cellText(part).trim())
    .filter((part) => part !== "")
    .join(" ");
  return { outcome: "done", label, messages: change.messages, files: change.files };
}

function refused(message: string): CommitReply {
  return { outcome: "refused", message };
}

class Change {
  readonly files: Map<string, string>;
  readonly messages: string[] = [];

  constructor(files: RepositoryFiles) {
    this.files = new Map(files);
  }

  append(path: string, rows: readonly (readonly string[])[]): void {
    this.files.set(path, appendRows(this.files.get(path) ?? "", rows));
    if (rows.length)
      this.messages.push(`${path}: ${rows.length} ${rows.length === 1 ? "row" : "rows"} added`);
  }

  passedOver(message: string): undefined {
    this.messages.push(message);
  }
}

/** Texts with several hashes joined by commas, taken apart. */
function hashes(texts: readonly string[] = []): ReadonlySet<string> {
  return new Set(
    texts
      .flatMap((text) => text.split(","))
      .map((text) => text.trim())
      .filter((text) => text !== ""),
  );
}

function endDate(
  change: Change,
  paths: readonly string[],
  endpoints: ReadonlySet<string>,
  date: string,
): void {
  if (endpoints.size === 0) return;
  for (const path of paths) {
    const text = change.files.get(path);
    if (text === undefined) continue;
    const columns = columnsOf(text);
    if (!columns.includes("endpoint") || !columns.includes("end-date")) {
      change.passedOver(`${path} has no endpoint or end-date column: not changed`);
      continue;
    }
    const updated = updateRows(text, (row) => endpoints.has(row.get("endpoint") ?? ""), "end-date", date);
    change.files.set(path, updated.text);
    change.passedOver(
      `${path}: end-date ${date === "" ? "cleared" : `set to ${date}`} in ${updated.count} rows`,
    );
  }
}

function appendOldEntities(change: Change, path: string, entries: readonly JsonObject[]): undefined {
  if (entries.length === 0) return;
  const text = change.files.get(path) ?? appendRows("", [oldEntityColumns]);
  change.files.set(path, text);
  const { columns, records } = readTable(text);
  const at = columns.indexOf("old-entity");
  const known = new Set(records.map((cells) => cells[at] ?? ""));
  const rows: string[][] = [];
  for (const entry of entries) {
    const oldEntity = entry["old-entity"];
    if (isNothing(oldEntity) || isNothing(entry.status)) {
      change.passedOver("An old entity without a number or status was left out");
      continue;
    }
    if (known.has(cellText(oldEntity))) {
      change.passedOver(`Old entity ${cellText(oldEntity)} is there already`);
      continue;
    }
    known.add(cellText(oldEntity));
    rows.push(oldEntityColumns.map((column) => cellText(entry[column])));
  }
  change.append(path, rows);
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

function appendEndpoint(change: Change, path: string, summary: JsonObject): undefined {
  if (isTrue(summary.endpoint_url_in_endpoint_csv))
    return change.passedOver("The endpoint is registered already");
  const entry = object(summary.new_endpoint_entry);
  if (Object.keys(entry).length === 0) return change.passedOver("There is no new endpoint");
  const { parameters } = entry;
  const text = isFilled(parameters) ? pythonJson(parameters) : "";
  change.append(path, [
    endpointColumns.map((column) => (column === "parameters" ? text : cellText(entry[column]))),
  ]);
}

/** What Python takes for true: not nothing, blank, zero or empty. */
function isFilled(value: Json | undefined): value is Json {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function appendSource(change: Change, path: string, summary: JsonObject): undefined {
  if (isTrue(summary.documentation_url_in_source_csv)) {
    addPipelines(change, path, summary);
    return;
  }
  const entry = object(summary.new_source_entry);
  if (Object.keys(entry).length === 0) return change.passedOver("There is no new source");
  change.append(path, [sourceColumns.map((column) => cellText(entry[column]))]);
}

/** A known source that also feeds a further dataset: one cell of its row is changed. */
function addPipelines(change: Change, path: string, summary: JsonObject): undefined {
  const pipelines = cellText(object(summary.pipelines_append_required).updated).trim();
  const source = cellText(object(summary.existing_source_entry).source).trim();
  const text = change.files.get(path);
  if (pipelines === "" || source === "" || text === undefined) {
    return change.passedOver("The source is registered already");
  }
  const updated = updateRows(text, (row) => row.get("source") === source, "pipelines", pipelines);
  change.files.set(path, updated.text);
  change.passedOver(`${path}: pipelines set to ${pipelines} in ${updated.count} rows`);
}

function appendCells(
  change: Change,
  path: string,
  columns: readonly string[],
  entries: readonly JsonObject[],
): void {
  if (entries.length === 0) return;
  change.append(
    path,
    entries.map((entry) => columns.map((column) => cellText(entry[column]))),
  );
}

function appendColumns(change: Change, path: string, params: JsonObject, summary: JsonObject): undefined {
  const mapping = Object.entries(object(params.column_mapping));
  if (mapping.length === 0) return;
  const added = object(summary.new_endpoint_entry);
  const known = object(summary.existing_endpoint_entry);
  const entry = Object.keys(added).length > 0 ? added : known;
  const dataset = cellText(params.dataset);
  const endpoint = cellText(entry.endpoint);
  const start = cellText(added["start-date"]);
  const entered = cellText(added["entry-date"]);
  change.append(
    path,
    mapping.map(([column, field]) => [dataset, endpoint, "", column, cellText(field), start, "", entered]),
  );
}

function appendRanges(change: Change, path: string, entries: readonly JsonObject[]): void {
  const numbered = entries.filter(
    (entry) => !isNothing(entry["entity-minimum"]) && !isNothing(entry["entity-maximum"]),
  );
  if (numbered.length < entries.length) change.passedOver("A range without numbers was left out");
  appendCells(change, path, ["dataset", "entity-minimum", "entity-maximum", "organisation"], numbered);
}
