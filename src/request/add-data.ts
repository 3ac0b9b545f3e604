import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { resourceName } from "../check/sha256.ts";
import type { ConfigurationFile } from "../configuration/configuration.ts";
import { readConfiguration } from "../configuration/read.ts";
import { readTable } from "../csv/read.ts";
import { csvLine } from "../csv/write.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import type { Issue } from "../issues/issue.ts";
import { type AssignedReference, assignEntities, type UnassignedReference } from "../repository/assign.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import { endpointKey } from "../repository/keys.ts";
import {
  type EndpointSummary,
  endpointSummary,
  type SourceSummary,
  sourceSummary,
} from "../repository/registration.ts";
import { hasUnknownEntities, numberRange, runForFacts, unassignedReferences } from "./facts-run.ts";

/** A request to add an endpoint, as far as the data team's side needs it. */
export interface AddDataRequest {
  readonly collection: string;
  readonly dataset: string;
  readonly organisation: string;
  readonly url: string;
  readonly documentationUrl: string;
  readonly licence: string;
  readonly startDate: string;
  /** Column to field or `IGNORE`. */
  readonly columnMapping?: Readonly<Record<string, string>>;
  readonly geometryType?: "point" | "polygon";
}

export interface AddDataInput {
  readonly request: AddDataRequest;
  /** What was collected from the address, and the plugin that could read it. */
  readonly source: ByteSource;
  readonly plugin: "" | "arcgis" | "wfs";
  /** The configuration repository, at least the two folders of the collection. */
  readonly repository: RepositoryFiles;
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  /** False: as the service before July 2026, which passes over a known source that lacks the dataset. */
  readonly addsPipelines?: boolean;
}

/** As the request API's `pipeline-summary` has it. Entity numbers are proposals: somebody else may take them first. */
export interface PipelineSummary {
  readonly "new-in-resource": number;
  readonly "existing-in-resource": number;
  readonly "new-entities": readonly Readonly<Record<string, string>>[];
  readonly "existing-entities": readonly { readonly entity: string; readonly reference: string }[];
  readonly "entity-organisation": readonly {
    readonly dataset: string;
    readonly "entity-minimum": number;
    readonly "entity-maximum": number;
    readonly organisation: string;
  }[];
}

export interface AddDataAnswer {
  readonly "pipeline-summary": PipelineSummary;
  readonly "endpoint-summary": EndpointSummary;
  readonly "source-summary": SourceSummary;
}

export type AddDataReply =
  | {
      readonly ok: true;
      readonly answer: AddDataAnswer;
      /** SHA-256 hex of the bytes: the resource's name. */
      readonly resource: string;
      /** Issues of the last run, as logged: only double references name an entity. */
      readonly issues: readonly Issue[];
      /** transformed.csv of the last run, with the proposed numbers. */
      readonly transformed: string;
      /** References the range had no number for. */
      readonly withoutNumber: readonly UnassignedReference[];
    }
  | { readonly ok: false; readonly message: string };

/** The tables the add-data service fetches: lookup-rule.csv is not among them. */
export const serviceFiles: ReadonlySet<ConfigurationFile> = new Set([
  "column.csv",
  "combine.csv",
  "concat.csv",
  "default-value.csv",
  "default.csv",
  "filter.csv",
  "lookup.csv",
  "old-entity.csv",
  "patch.csv",
  "skip.csv",
  "transform.csv",
]);

/**
 * What adding this endpoint would do: entities that exist, numbers proposed for those that do not, and the rows of
 * endpoint.csv and source.csv. Nothing is written; `commitAddData` (src/repository/commit.ts) makes the rows.
 *
 * Source: engine/check-service.md 9, engine/identifiers.md 7
 */
export async function addData(input: AddDataInput, effects: Effects): Promise<AddDataReply> {
  const { request, repository } = input;
  const { collection, dataset, organisation } = request;
  const endpoints = repository.get(`collection/${collection}/endpoint.csv`);
  const sources = repository.get(`collection/${collection}/source.csv`);
  if (endpoints === undefined || sources === undefined) {
    return {
      ok: false,
      message: `The collection "${collection}" has no endpoint.csv or source.csv to add to.`,
    };
  }
  const specification = await effects.tables.specification(dataset);
  let lookups = pipelineFile(input, "lookup.csv");
  let run = await runForFacts(addDataRun(input, lookups), effects);
  const existing = existingEntities(run.entities, lookups);
  let assigned: readonly AssignedReference[] = [];
  let withoutNumber: readonly UnassignedReference[] = [];
  if (hasUnknownEntities(run)) {
    const references = await unassignedReferences(addDataRun(input, lookups), effects);
    const range = numberRange(specification, dataset);
    ({ assigned, withoutNumber } = assignEntities(
      references,
      range,
      lookups,
      pipelineFile(input, "old-entity.csv"),
    ));
    lookups = withLookups(lookups, assigned);
    run = await runForFacts(addDataRun(input, lookups), effects);
  }
  const registration = {
    url: request.url,
    documentationUrl: request.documentationUrl,
    collection,
    organisation,
    dataset,
    licence: request.licence,
    plugin: input.plugin,
    startDate: request.startDate,
    today: effects.today(),
    ...(input.addsPipelines === undefined ? {} : { addsPipelines: input.addsPipelines }),
  };
  const endpoint = endpointSummary(endpoints, registration);
  return {
    ok: true,
    answer: {
      "pipeline-summary": {
        "new-in-resource": assigned.length,
        "existing-in-resource": existing.length,
        "new-entities": assigned.map(newEntity),
        "existing-entities": distinctEntities(existing),
        "entity-organisation": entityRange(assigned, dataset, organisation),
      },
      "endpoint-summary": endpoint,
      "source-summary": sourceSummary(sources, registration, endpoint),
    },
    resource: resourceName(input.source),
    issues: run.issues,
    transformed: run.transformed,
    withoutNumber,
  };
}

function pipelineFile({ request, repository }: AddDataInput, file: string): string | undefined {
  return repository.get(`pipeline/${request.collection}/${file}`);
}

/** The nightly run with these lookups, as the service does it: no entry date, nobody authoritative. */
export function addDataRun(input: AddDataInput, lookups: string | undefined): CheckInput {
  const { request } = input;
  const files = new Map<string, string>();
  for (const file of serviceFiles) {
    const text = file === "lookup.csv" ? lookups : pipelineFile(input, file);
    if (text !== undefined) files.set(file, text);
  }
  return {
    source: input.source,
    name: request.url,
    dataset: request.dataset,
    mode: "pipeline",
    organisations: [request.organisation],
    endpoints: [endpointKey(request.url)],
    configuration: readConfiguration(files, `pipeline/${request.collection}`),
    configurationFiles: serviceFiles,
    categoryValues: input.categoryValues ?? {},
    ...(request.columnMapping ? { columnMapping: request.columnMapping, mapsEndpoint: true } : {}),
    ...(request.geometryType ? { geometryType: request.geometryType } : {}),
  };
}

/** The entities of the run that lookup.csv holds; of several rows of one entity the last counts. */
function existingEntities(
  entities: ReadonlySet<string>,
  lookups: string | undefined,
): { entity: string; reference: string }[] {
  const { columns, records } = readTable(lookups ?? "");
  const entityAt = columns.indexOf("entity");
  const referenceAt = columns.indexOf("reference");
  const references = new Map(records.map((cells) => [cells[entityAt] ?? "", cells[referenceAt] ?? ""]));
  return [...entities].flatMap((entity) => {
    const reference = references.get(entity);
    return reference === undefined ? [] : [{ entity, reference }];
  });
}

function distinctEntities(existing: readonly { entity: string; reference: string }[]) {
  return existing
    .map(({ entity, reference }) => ({ entity: entity.trim(), reference: reference.trim() }))
    .filter(({ entity, reference }) => entity !== "" && reference !== "")
    .sort((a, b) => Number(a.entity) - Number(b.entity) || (a.reference < b.reference ? -1 : 1));
}

function newEntity({
  entity,
  prefix,
  reference,
  organisation,
}: AssignedReference): Readonly<Record<string, string>> {
  return {
    entity,
    prefix,
    "end-date": "",
    endpoint: "",
    resource: "",
    reference,
    "entry-date": "",
    "start-date": "",
    "entry-number": "",
    organisation,
  };
}

/** One range over all new numbers, as the service gives it; what is written is decided at the commit. */
function entityRange(assigned: readonly AssignedReference[], dataset: string, organisation: string) {
  const numbers = assigned.map(({ entity }) => Number(entity));
  if (numbers.length === 0) return [];
  const smallest = numbers.reduce((a, b) => Math.min(a, b));
  const largest = numbers.reduce((a, b) => Math.max(a, b));
  return [{ dataset, "entity-minimum": smallest, "entity-maximum": largest, organisation }];
}

/** lookup.csv with the proposed rows at its end, in the columns it has. */
function withLookups(lookups: string | undefined, assigned: readonly AssignedReference[]): string {
  const { columns: read } = readTable(lookups ?? "");
  const columns = read.length > 0 ? read : ["prefix", "resource", "organisation", "reference", "entity"];
  const before = lookups === undefined || lookups === "" ? csvLine(columns) : lookups;
  const ended = before.endsWith("\n") ? before : `${before}\r\n`;
  const rows = assigned.map((row) =>
    csvLine(columns.map((column) => ({ ...row })[column as keyof typeof row] ?? "")),
  );
  return ended + rows.join("");
}
