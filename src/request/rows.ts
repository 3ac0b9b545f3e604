import { pythonJson } from "../repository/add-data-response.ts";
import { type AssignedReference, assignEntities, type UnassignedReference } from "../repository/assign.ts";
import { type CellEdit, ChangeSet, type RowOrder } from "../repository/change-set.ts";
import { type Cells, columnsOf, type RepositoryFiles } from "../repository/files.ts";
import { endpointKey, sourceKey } from "../repository/keys.ts";
import { proposeRanges } from "../repository/ranges.ts";
import { tableRows } from "../repository/register.ts";
import type { Specification } from "../specification/specification.ts";
import type { AddRequest, ChangeRequest, EndpointRequest, RetireRequest } from "./endpoint-request.ts";
import { numberRange } from "./facts-run.ts";
import { requestReference } from "./reference.ts";

/** A request with what a run found out about its data. */
export interface RequestWithData {
  readonly request: EndpointRequest;
  /**
   * Dataset to the references that have no entity number, in the order of the data; a dataset that is not here is not
   * known (lookups were not loaded, or the data was not at hand).
   */
  readonly references?: ReadonlyMap<string, readonly UnassignedReference[]>;
}

export interface RowsInput {
  /** In the order in which numbers are given: no two requests share one. */
  readonly requests: readonly RequestWithData[];
  /** The configuration repository as far as it is at hand; a file that is not there is a file that does not exist. */
  readonly repository: RepositoryFiles;
  readonly order: RowOrder;
  /** YYYY-MM-DD: entry-date of new rows, end-date of retired ones. */
  readonly today: string;
  readonly specification: Specification;
}

/** Something a person must decide before the rows can be used. */
export interface RowProblem {
  /** Reference of the request. */
  readonly request: string;
  readonly message: string;
}

export interface RepositoryChange {
  /** Files that are not what they were, by path. */
  readonly changed: ReturnType<ChangeSet["changed"]>;
  /** Only the new rows, as CSV with header, by path. */
  readonly added: ReadonlyMap<string, string>;
  readonly edits: readonly CellEdit[];
  /** Proposed numbers: somebody else may take them first. */
  readonly assigned: readonly AssignedReference[];
  readonly problems: readonly RowProblem[];
  /** What was passed over or is not known here, for people. */
  readonly notes: readonly RowProblem[];
  readonly rowsAdded: number;
}

/**
 * What one or more requests change in the configuration repository. Source: service/data-team.md 2, 5, 7, 8, 10
 */
export function changedFiles(input: RowsInput): RepositoryChange {
  const change = new Change(input);
  for (const one of input.requests) change.apply(one);
  return {
    changed: change.set.changed(),
    added: change.set.addedRows(),
    edits: change.set.edits,
    assigned: change.assigned,
    problems: change.problems,
    notes: change.notes,
    rowsAdded: change.set.addedCount(),
  };
}

class Change {
  readonly set: ChangeSet;
  readonly assigned: AssignedReference[] = [];
  readonly problems: RowProblem[] = [];
  readonly notes: RowProblem[] = [];
  readonly #input: RowsInput;
  #request = "";

  constructor(input: RowsInput) {
    this.#input = input;
    this.set = new ChangeSet(input.repository, input.order);
  }

  apply({ request, references }: RequestWithData): void {
    this.#request = requestReference(request.idempotencyKey);
    const collection = this.#collectionOf(request.datasets);
    if (collection === undefined) return;
    switch (request.kind) {
      case "add":
        this.#add(request, collection, references);
        break;
      case "change-details":
        this.#changeDetails(request, collection);
        break;
      case "retire":
        this.#retire(request, collection);
        break;
    }
  }

  #collectionOf(datasets: readonly string[]): string | undefined {
    const { specification } = this.#input;
    const collections = new Set(
      datasets.map((dataset) => specification.datasets.get(dataset)?.collection ?? ""),
    );
    const [collection = ""] = collections;
    if (collections.size === 1 && collection !== "") return collection;
    this.#problem(`${datasets.join(", ")} ${datasets.length > 1 ? "are" : "is"} not of one known collection`);
    return undefined;
  }

  #problem(message: string): void {
    this.problems.push({ request: this.#request, message });
  }

  #note(message: string): void {
    this.notes.push({ request: this.#request, message });
  }

  #add(request: AddRequest, collection: string, references: RequestWithData["references"]): void {
    for (const { endpoint, retire } of request.existingEndpoints)
      if (retire) this.#end(collection, endpoint, true);
    const endpoint = this.#addEndpoint(request, collection);
    this.#addSource(request, collection, endpoint);
    for (const dataset of request.datasets) {
      const found = references?.get(dataset);
      if (found === undefined)
        this.#note(
          `Which references of ${dataset} have no entity number is not known here: lookup.csv is unchanged`,
        );
      else this.#addLookups(request, collection, dataset, found);
    }
    this.#addMapping(request, collection, endpoint);
    this.set.add(
      `pipeline/${collection}/filter.csv`,
      request.shares.map(({ dataset, field, pattern }) =>
        cells({
          dataset,
          endpoint,
          "entry-date": this.#input.today,
          field,
          pattern,
          "start-date": request.startDate,
        }),
      ),
    );
  }

  /** The hash of the endpoint, in a new row unless the address is registered. */
  #addEndpoint(request: AddRequest, collection: string): string {
    const path = `collection/${collection}/endpoint.csv`;
    const url = request.endpointUrl.trim();
    const known = tableRows(this.set.text(path) ?? "").find((row) => row.get("endpoint-url")?.trim() === url);
    if (known) {
      this.#note(
        `The endpoint is registered already (${known.get("endpoint-url")}): no endpoint row is added`,
      );
      if ((known.get("end-date") ?? "") !== "") {
        this.#problem(
          `The endpoint was retired on ${known.get("end-date")}. Decide whether it is taken up again, then clear its end-date`,
        );
      }
      return known.get("endpoint") ?? "";
    }
    const endpoint = endpointKey(url);
    const parameters = Object.keys(request.parameters).length > 0 ? pythonJson(request.parameters) : "";
    this.set.add(path, [
      cells({
        endpoint,
        "endpoint-url": url,
        parameters,
        plugin: request.plugin,
        "entry-date": this.#input.today,
        "start-date": request.startDate,
      }),
    ]);
    return endpoint;
  }

  #addSource(request: AddRequest, collection: string, endpoint: string): void {
    const path = `collection/${collection}/source.csv`;
    const { organisation, datasets } = request;
    const documentationUrl = request.documentationUrl.trim();
    const own = (row: Cells) => row.get("endpoint") === endpoint && row.get("organisation") === organisation;
    const known = tableRows(this.set.text(path) ?? "").find(own);
    if (known) {
      const pipelines = (known.get("pipelines") ?? "").split(";").filter((name) => name !== "");
      const missing = datasets.filter((dataset) => !pipelines.includes(dataset));
      if (missing.length === 0) this.#note("The source is registered already");
      else this.set.edit(path, own, "pipelines", () => [...pipelines, ...missing].join(";"));
      this.set.edit(path, own, "documentation-url", () => documentationUrl);
      return;
    }
    this.set.add(path, [
      cells({
        source: sourceKey(collection, organisation, endpoint),
        collection,
        "documentation-url": documentationUrl,
        endpoint,
        licence: request.licence,
        organisation,
        pipelines: datasets.join(";"),
        "entry-date": this.#input.today,
        "start-date": request.startDate,
      }),
    ]);
  }

  #addLookups(
    request: AddRequest,
    collection: string,
    dataset: string,
    references: readonly UnassignedReference[],
  ): void {
    const path = (file: string) => `pipeline/${collection}/${file}`;
    const range = numberRange(this.#input.specification, dataset);
    const { assigned, withoutNumber } = assignEntities(
      references,
      range,
      this.set.text(path("lookup.csv")),
      this.set.text(path("old-entity.csv")),
    );
    if (withoutNumber.length > 0) {
      this.#problem(
        `No numbers are left for ${withoutNumber.length} references of ${dataset}: ${range.entityMinimum} to ${range.entityMaximum} are taken`,
      );
    }
    if (assigned.some(({ entity }) => BigInt(entity) === range.entityMaximum)) {
      this.#note(
        `${range.entityMaximum} is the last number of ${dataset}; the pipeline reports it as out of range`,
      );
    }
    this.assigned.push(...assigned);
    this.set.add(
      path("lookup.csv"),
      assigned.map(({ prefix, organisation, reference, entity }) =>
        cells({ prefix, organisation, reference, entity }),
      ),
    );
    if (!request.authoritative) return;
    const file = path("entity-organisation.csv");
    const { ranges, overlaps } = proposeRanges(dataset, assigned, this.set.text(file));
    for (const overlap of overlaps) {
      this.#problem(
        `${overlap.entity} of ${overlap.organisation} lies in line ${overlap.line} of ${file}: ${overlap.with.entityMinimum} to ${overlap.with.entityMaximum} are ${overlap.with.organisation}'s`,
      );
    }
    this.set.add(
      file,
      ranges.map(({ entityMinimum, entityMaximum, organisation }) =>
        cells({
          dataset,
          "entity-minimum": String(entityMinimum),
          "entity-maximum": String(entityMaximum),
          organisation,
        }),
      ),
    );
  }

  #addMapping(request: AddRequest, collection: string, endpoint: string): void {
    const { specification, today } = this.#input;
    const chosen = Object.entries(request.columnMapping);
    const path = `pipeline/${collection}/column.csv`;
    const known = tableRows(this.set.text(path) ?? "");
    for (const dataset of request.datasets) {
      const fields = specification.datasetFields.get(dataset);
      // As the live check: how trees are drawn is asked only when no column is matched by hand.
      const polygons = chosen.length === 0 && dataset === "tree" && request.geometryType === "polygon";
      const mapping = polygons ? [["WKT", "geometry"]] : chosen;
      const wanted = mapping.filter(([, field = ""]) => field === "IGNORE" || fields?.has(field));
      const rows = wanted.flatMap(([column = "", field = ""]) => {
        const row = {
          dataset,
          endpoint,
          column,
          field,
          "start-date": request.startDate,
          "entry-date": today,
        };
        const there = known.some((one) =>
          Object.entries({ dataset, endpoint, column, field }).every(
            ([name, cell]) => one.get(name) === cell,
          ),
        );
        return there ? [] : [cells(row)];
      });
      this.set.add(path, rows);
    }
  }

  #changeDetails(request: ChangeRequest, collection: string): void {
    const path = `collection/${collection}/source.csv`;
    const own = (row: Cells) =>
      row.get("endpoint") === request.endpoint && row.get("organisation") === request.organisation;
    let found = 0;
    const { documentationUrl, licence } = request;
    if (documentationUrl !== undefined)
      found = this.set.edit(path, own, "documentation-url", () => documentationUrl.trim());
    if (licence !== undefined) found = this.set.edit(path, own, "licence", () => licence);
    if (found === 0) this.#missing(path, request.endpointUrl);
  }

  #retire(request: RetireRequest, collection: string): void {
    for (const { endpoint, retire } of request.endpoints) this.#end(collection, endpoint, retire);
  }

  /** Sets or clears the end-date of an endpoint and of every source that uses it. */
  #end(collection: string, endpoint: string, retire: boolean): void {
    const date = retire ? this.#input.today : "";
    const same = (row: Cells) => row.get("endpoint") === endpoint;
    const day = () => date;
    const endpoints = this.set.edit(`collection/${collection}/endpoint.csv`, same, "end-date", day);
    const sources = this.set.edit(`collection/${collection}/source.csv`, same, "end-date", day);
    if (endpoints === 0) this.#missing(`collection/${collection}/endpoint.csv`, endpoint);
    if (sources > 1)
      this.#note(`${sources} sources use the endpoint ${endpoint}: all of them ${retire ? "end" : "go on"}`);
  }

  #missing(path: string, what: string): void {
    const known = this.set.text(path) !== undefined && columnsOf(this.set.text(path) ?? "").length > 0;
    if (known) this.#problem(`${path} has no row for ${what}`);
    else this.#note(`${path} is not at hand: the row for ${what} cannot be changed here`);
  }
}

function cells(row: Readonly<Record<string, string>>): Cells {
  return new Map(Object.entries(row));
}
