import type { AssignedReference, UnassignedReference } from "../repository/assign.ts";
import type { AddedRows, CellEdit, ChangeSet, RowOrder } from "../repository/change-set.ts";
import { collisions } from "../repository/collisions.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import type { Specification } from "../specification/specification.ts";
import type { Decisions } from "./decisions.ts";
import type { AddRequest, ChangeRequest, RetireRequest } from "./endpoint-request.ts";
import { requestReference } from "./reference.ts";
import { addRows } from "./rows-add.ts";
import { RowsContext } from "./rows-context.ts";
import { decideRedirects, decideResources } from "./rows-decisions.ts";
import { changeDetailRows, checkLeftEndpoints, retireRows } from "./rows-retire.ts";

/** What the rows of a new endpoint are made of: a finished request has it, and a row of import.csv. */
export type AddRowsRequest = Pick<
  AddRequest,
  | "kind"
  | "idempotencyKey"
  | "organisation"
  | "datasets"
  | "endpointUrl"
  | "documentationUrl"
  | "licence"
  | "startDate"
  | "existingEndpoints"
  | "shares"
  | "columnMapping"
  | "geometryType"
  | "plugin"
  | "parameters"
> & {
  /** Absent: nobody has said, so no range is claimed. */
  readonly authoritative?: boolean | undefined;
  readonly evidence?: AddRequest["evidence"];
};

export type RowsRequest = AddRowsRequest | ChangeRequest | RetireRequest;

/** A request with what a run found out about its data. */
export interface RequestWithData {
  readonly request: RowsRequest;
  /** What people call it; absent: its reference. */
  readonly label?: string;
  /**
   * Dataset to the references that have no entity number, in the order of the data; a dataset that is not here is not
   * known (lookups were not loaded, or the data was not at hand).
   */
  readonly references?: ReadonlyMap<string, readonly UnassignedReference[]>;
  /** What the data team decides about its numbers. */
  readonly decisions?: Decisions;
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
  /** Collection to numbers that are promised elsewhere and not in the repository yet: they are not given. */
  readonly reserved?: ReadonlyMap<string, readonly string[]>;
}

/** Something a person must decide before the rows can be used. */
export interface RowProblem {
  /** Reference of the request. */
  readonly request: string;
  readonly message: string;
}

export interface RetiredSource {
  readonly collection: string;
  readonly endpoint: string;
  readonly source: string;
}

export interface RepositoryChange {
  /** Files that are not what they were, by path. */
  readonly changed: ReturnType<ChangeSet["changed"]>;
  /** Only the new rows, as CSV with header, by path. */
  readonly added: ReadonlyMap<string, string>;
  /** The same, cell by cell. */
  readonly addedRows: ReadonlyMap<string, AddedRows>;
  readonly edits: readonly CellEdit[];
  /** Proposed numbers: somebody else may take them first. */
  readonly assigned: readonly AssignedReference[];
  /** Numbers that are there and that a new lookup row shares, because somebody decided so. */
  readonly sharedEntities: readonly string[];
  /** Endpoints that are retired, with every source that ends with them: rows of the command's retire.csv. */
  readonly retired: readonly RetiredSource[];
  readonly problems: readonly RowProblem[];
  /** What was passed over or is not known here, for people. */
  readonly notes: readonly RowProblem[];
  readonly rowsAdded: number;
}

/**
 * What one or more requests change in the configuration repository. Source: service/data-team.md 2, 5, 6.2, 7, 8, 10
 */
export function changedFiles(input: RowsInput): RepositoryChange {
  const context = new RowsContext(input);
  for (const one of input.requests) applyRequest(context, one);
  checkLeftEndpoints(context);
  checkCollisions(context);
  return {
    changed: context.set.changed(),
    added: context.set.added(),
    addedRows: context.set.addedRows(),
    edits: context.set.edits,
    assigned: context.assigned,
    sharedEntities: context.sharedEntities,
    retired: context.retired,
    problems: context.problems,
    notes: context.notes,
    rowsAdded: context.set.addedCount(),
  };
}

/** Says which new rows cannot stand beside what is there: two references that read alike, two columns for a field. */
function checkCollisions(context: RowsContext): void {
  const found = collisions({
    rowsOf: (path) => context.set.existing(path),
    added: context.set.newRows(),
    sharedEntities: new Set(context.sharedEntities),
  });
  for (const { path, row, message } of found) {
    // Overlapping ranges were told with the number that overlaps.
    if (path.endsWith("/entity-organisation.csv")) continue;
    context.begin(context.labelOf(path, row));
    context.problem(message.charAt(0).toUpperCase() + message.slice(1));
  }
}

function applyRequest(context: RowsContext, one: RequestWithData): void {
  const { request, decisions } = one;
  context.begin(one.label ?? requestReference(request.idempotencyKey));
  const collection = collectionOf(context, request.datasets);
  if (collection === undefined) return;
  switch (request.kind) {
    case "add":
      addRows(context, collection, request, one);
      break;
    case "change-details":
      changeDetailRows(context, collection, request);
      break;
    case "retire":
      retireRows(context, collection, request);
      break;
  }
  if (!decisions) return;
  // With a new endpoint they were decided beside its numbers: they may lead to one.
  if (request.kind !== "add") decideRedirects(context, collection, decisions);
  decideResources(context, collection, decisions);
}

function collectionOf(context: RowsContext, datasets: readonly string[]): string | undefined {
  const { specification } = context.input;
  const collections = new Set(
    datasets.map((dataset) => specification.datasets.get(dataset)?.collection ?? ""),
  );
  const [collection = ""] = collections;
  if (collections.size === 1 && collection !== "") return collection;
  context.problem(`${datasets.join(", ")} ${datasets.length > 1 ? "are" : "is"} not of one known collection`);
  return undefined;
}
