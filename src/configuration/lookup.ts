import type { ConfigurationTable, LookupTable, RunScope } from "./configuration.ts";
import { rowsOf, type TableRow } from "./table.ts";

const otherCharacters = /[^a-z0-9-]/g;

/** How the pipeline compares parts of a lookup: lower case, everything but `a-z0-9-` deleted. */
export function normaliseKeyPart(text: string): string {
  return text.toLowerCase().replace(otherCharacters, "");
}

/** Parts of a lookup key; what is left out is blank. */
export interface LookupKeyParts {
  readonly entryNumber?: number | string;
  readonly prefix?: string;
  readonly reference?: string;
  readonly organisation?: string;
}

/** The key `entry-number,prefix,reference,organisation` under which lookups are found. */
export function lookupKey({
  entryNumber = "",
  prefix = "",
  reference = "",
  organisation = "",
}: LookupKeyParts): string {
  return `${entryNumber},${normaliseKeyPart(prefix)},${normaliseKeyPart(reference)},${normaliseKeyPart(organisation)}`;
}

/** Old tables and data write `local-authority-eng` for `local-authority`. */
export function currentOrganisation(organisation: string): string {
  return organisation.replaceAll("local-authority-eng", "local-authority");
}

/**
 * lookup.csv: the general rows, overlaid by the resource's; of every dataset, a later row of one key winning.
 * Indexed when first asked, because a table can have 40,000 rows and many runs ask nothing.
 * Source: digital_land/pipeline/main.py, load_lookup and lookups; digital_land/phase/lookup.py
 */
export function lookupTable(table: ConfigurationTable | undefined, scope: RunScope): LookupTable {
  refuseUnusable(table, scope);
  let entities: Map<string, string> | undefined;
  let keys: Map<string, string[]> | undefined;
  const byKey = () => {
    entities ??= entitiesByKey(table, scope);
    return entities;
  };
  return {
    loaded: table !== undefined,
    get: (key) => byKey().get(key) || undefined,
    organisationsOf(entity) {
      keys ??= keysByEntity(byKey());
      // An entry number may hold commas; the pipeline takes the fourth part whatever it is.
      return (keys.get(entity) ?? []).flatMap((key) => key.split(",")[3] ?? []);
    },
  };
}

function entitiesByKey(table: ConfigurationTable | undefined, scope: RunScope): Map<string, string> {
  const general = new Map<string, string>();
  const ofResource = new Map<string, string>();
  for (const row of rowsOf(table, scope)) {
    if (row.cutShort("resource")) continue;
    const resource = row.optional("resource");
    if (resource !== "" && resource !== scope.resource) continue;
    const entities = resource === "" ? general : ofResource;
    entities.set(keyOf(row), row.optional("entity"));
  }
  for (const [key, entity] of ofResource) general.set(key, entity);
  return general;
}

function keyOf(row: TableRow): string {
  return lookupKey({
    // As the pipeline: the entry number of a row that ends before it is the text "None", which no entry has.
    entryNumber: row.cutShort("entry-number") ? "None" : row.optional("entry-number"),
    prefix: row.optional("prefix") || row.optional("dataset") || row.optional("pipeline"),
    reference: row.optional("reference") || row.optional("value"),
    organisation: currentOrganisation(row.optional("organisation")),
  });
}

function keysByEntity(entities: ReadonlyMap<string, string>): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const [key, entity] of entities) {
    const ofEntity = keys.get(entity);
    if (ofEntity === undefined) keys.set(entity, [key]);
    else ofEntity.push(key);
  }
  return keys;
}

/** Faults the pipeline meets while reading the table, before anything is looked up. */
function refuseUnusable(table: ConfigurationTable | undefined, scope: RunScope): void {
  if (table === undefined) return;
  const hasEntity = table.columns.includes("entity");
  const someShort = table.records.some((record) => record.length < table.columns.length);
  if (hasEntity && !someShort) return;
  for (const row of rowsOf(table, scope)) {
    row.whole("organisation");
    if (!hasEntity) row.required("entity");
  }
}
