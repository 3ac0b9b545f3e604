/**
 * The managed tables of the configuration repository: the columns a new file gets, and the canonical order of rows.
 * Source: service/data-team.md 10.
 */
export interface ManagedTable {
  readonly file: string;
  readonly columns: readonly string[];
  /** Sorted by these, as text in lower case, blanks last, stable; empty: the order is as it came. */
  readonly sortBy: readonly string[];
}

const table = (file: string, columns: string, sortBy: string): ManagedTable => ({
  file,
  columns: columns.split(" "),
  sortBy: sortBy === "" ? [] : sortBy.split(" "),
});

/** Tables below `collection/<collection>/`. */
export const collectionTables: readonly ManagedTable[] = [
  table(
    "endpoint.csv",
    "endpoint endpoint-url parameters plugin entry-date start-date end-date",
    "entry-date endpoint",
  ),
  table(
    "source.csv",
    "source attribution collection documentation-url endpoint licence organisation pipelines entry-date start-date end-date",
    "entry-date endpoint",
  ),
  table("old-resource.csv", "old-resource status resource notes", ""),
];

/** Tables below `pipeline/<collection>/`. */
export const pipelineTables: readonly ManagedTable[] = [
  table(
    "lookup.csv",
    "prefix resource endpoint entry-number organisation reference entity entry-date start-date end-date",
    "prefix entity",
  ),
  table(
    "column.csv",
    "dataset endpoint resource column field start-date end-date entry-date",
    "dataset endpoint resource field",
  ),
  table(
    "entity-organisation.csv",
    "dataset entity-minimum entity-maximum organisation",
    "dataset organisation entity-minimum",
  ),
  table("old-entity.csv", "old-entity status entity notes end-date entry-date start-date", "old-entity"),
  table(
    "concat.csv",
    "dataset resource field fields separator entry-date start-date end-date endpoint prepend append",
    "dataset endpoint resource field",
  ),
  table(
    "combine.csv",
    "dataset endpoint field separator entry-date start-date end-date resource",
    "dataset endpoint field",
  ),
  table(
    "default.csv",
    "dataset resource field default-field entry-date start-date end-date entry-number endpoint",
    "dataset field default-field",
  ),
  table(
    "default-value.csv",
    "dataset end-date endpoint entry-date entry-number field resource start-date value",
    "dataset field",
  ),
  table(
    "filter.csv",
    "dataset end-date endpoint entry-date entry-number field pattern resource start-date",
    "dataset endpoint field",
  ),
  table(
    "patch.csv",
    "dataset resource field pattern value entry-number start-date end-date entry-date endpoint",
    "dataset endpoint field",
  ),
  table(
    "skip.csv",
    "dataset resource pattern entry-number start-date end-date entry-date endpoint",
    "dataset endpoint pattern",
  ),
  table(
    "transform.csv",
    "dataset field replacement-field entry-number resource start-date end-date entry-date endpoint",
    "dataset replacement-field",
  ),
  table(
    "expect.csv",
    "datasets organisations operation parameters name description notes severity responsibility end-date entry-date start-date schedule",
    "datasets operation organisations",
  ),
];

/** The managed table at a path such as `pipeline/tree/lookup.csv`; `undefined` for any other file. */
export function managedTable(path: string): ManagedTable | undefined {
  const [folder, collection = "", file, ...more] = path.split("/");
  // A name of a collection, so that a path never leads out of the repository.
  if (more.length > 0 || !/^[a-z0-9][a-z0-9-]*$/i.test(collection)) return undefined;
  if (folder === "collection") return collectionTables.find((one) => one.file === file);
  return folder === "pipeline" ? pipelineTables.find((one) => one.file === file) : undefined;
}
