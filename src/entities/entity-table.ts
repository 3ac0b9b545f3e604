import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";
import { bareReference, rows, type UnassignedReference } from "../repository/assign.ts";
import { type FieldDifference, fieldDifferences } from "./field-differences.ts";
import type { PlatformEntity, PlatformExtract } from "./platform-extract.ts";
import type { ResourceEntry } from "./resource-entries.ts";

/**
 * What an entity is, seen from the resource, the lookup and the platform together (service/data-team.md 5.3).
 *
 * `unknown`: no extract of the platform was given. `no-reference`: can never get a number. `same-key`: another reference
 * of this resource is the same text to the pipeline, so that one of both would take the other's number.
 */
export type EntityState =
  | "new"
  | "waiting"
  | "same"
  | "changed"
  | "redirected"
  | "lost-lookup"
  | "only-on-platform"
  | "only-in-lookup"
  | "unknown"
  | "no-reference"
  | "same-key";

export interface EntityRow {
  /** Tells rows apart; references repeat between organisations. */
  readonly key: string;
  readonly state: EntityState;
  readonly prefix: string;
  readonly organisation: string;
  readonly reference: string;
  readonly name: string;
  /** First line of the resource with it; 0 when it is not in the resource. */
  readonly lineNumber: number;
  /** Lines of the resource with this reference. */
  readonly lines: number;
  /** The number of the lookup or of the platform; `""` when it has none. */
  readonly entity: string;
  /** Where a redirection leads. */
  readonly redirectedTo: string;
  readonly inResource: boolean;
  readonly inLookup: boolean;
  readonly onPlatform: "yes" | "no" | "unknown";
  readonly differences: readonly FieldDifference[];
  /** Can be given a number. */
  readonly selectable: boolean;
  /** What else there is to say, one sentence. */
  readonly note: string;
  readonly fields: ReadonlyMap<string, string>;
}

export interface TableInput {
  readonly dataset: string;
  readonly entries: readonly ResourceEntry[];
  /** lookup.csv and old-entity.csv of the collection. */
  readonly lookups: string | undefined;
  readonly oldEntities: string | undefined;
  readonly extract: PlatformExtract | undefined;
  /** Publishers of the resource: whose entities are expected in it. CURIEs. */
  readonly organisations: readonly string[];
  /** CURIE of the organisation with this entity number; `""` when there is none. */
  readonly organisationOf: (organisationEntity: string) => string;
}

/** The one table: every entity of the resource in its order, then those only on the platform, then those only in lookup.csv. */
export function entityTable(input: TableInput): EntityRow[] {
  const platform = platformIndex(input);
  const redirects = redirectIndex(input.oldEntities);
  const context: Context = { input, platform, redirects, exact: exactReferences(input) };
  const shown = new Set<string>();
  const found = inResource(context, shown);
  return [...found, ...onlyOnPlatform(context, shown), ...onlyInLookup(context, shown)];
}

interface Context {
  readonly input: TableInput;
  readonly platform: PlatformIndex;
  readonly redirects: ReadonlyMap<string, { readonly status: string; readonly entity: string }>;
  /** Number by exact prefix, organisation and reference: as it is tested before a number is given. */
  readonly exact: ReadonlyMap<string, string>;
}

interface PlatformIndex {
  readonly byNumber: ReadonlyMap<string, PlatformEntity>;
  readonly byReference: ReadonlyMap<string, PlatformEntity>;
}

function inResource(context: Context, shown: Set<string>): EntityRow[] {
  const found = new Map<string, EntityRow>();
  /** New references by the text that they are to the pipeline. */
  const newKeys = new Map<string, string>();
  for (const entry of context.input.entries) {
    const key = keyOf(entry);
    const known = entry.reference === "" ? undefined : found.get(key);
    if (known) {
      found.set(key, { ...known, lines: known.lines + 1 });
      continue;
    }
    const row = resourceRow(entry, context, newKeys);
    found.set(row.key, row);
    if (row.entity !== "") shown.add(row.entity);
    if (row.redirectedTo !== "") shown.add(row.redirectedTo);
  }
  return [...found.values()];
}

function resourceRow(entry: ResourceEntry, context: Context, newKeys: Map<string, string>): EntityRow {
  const { prefix, organisation, reference, lineNumber, fields } = entry;
  const row: Omit<EntityRow, "state"> = {
    key: reference === "" ? `line ${lineNumber}` : keyOf(entry),
    prefix,
    organisation,
    reference,
    name: fields.get("name") ?? "",
    lineNumber,
    lines: 1,
    entity: "",
    redirectedTo: "",
    inResource: true,
    inLookup: false,
    onPlatform: context.input.extract ? "no" : "unknown",
    differences: [],
    selectable: false,
    note: "",
    fields,
  };
  if (reference === "" && entry.entity === "") {
    return { ...row, state: "no-reference", note: "A row without a reference can never be given a number." };
  }
  if (organisation === "" && entry.entity === "") {
    return {
      ...row,
      state: "no-reference",
      note: "A row without an organisation can never be given a number.",
    };
  }
  const entity = entry.entity || context.exact.get(keyOf(entry)) || "";
  if (entity !== "") return withNumber(row, entity, context);
  const lost = context.platform.byReference.get(platformKey(organisation, reference));
  if (lost) {
    return {
      ...row,
      state: "lost-lookup",
      entity: lost.entity,
      onPlatform: "yes",
      selectable: true,
      note: `${lost.entity} is on the platform, but lookup.csv has no row for it: use that number again.`,
    };
  }
  const asCompared = lookupKey({ prefix, organisation: currentOrganisation(organisation), reference });
  const other = newKeys.get(asCompared);
  if (other !== undefined) {
    return {
      ...row,
      state: "same-key",
      note: `To the pipeline this is the reference ${other}: it reads only letters, digits and hyphens. One must change.`,
    };
  }
  newKeys.set(asCompared, reference);
  return { ...row, state: context.input.extract ? "new" : "unknown", selectable: true };
}

function withNumber(row: Omit<EntityRow, "state">, entity: string, context: Context): EntityRow {
  const { platform, redirects } = context;
  const redirect = redirects.get(entity);
  const written = context.exact.has(row.key) || !row.inResource;
  const looked = {
    ...row,
    entity,
    inLookup: true,
    note: written ? "" : "lookup.csv has this reference written in another way, or finds it by a rule.",
  };
  if (redirect?.status === "410") {
    return { ...looked, state: "waiting", note: `${entity} was removed (410 in old-entity.csv).` };
  }
  const current = redirect?.status === "301" ? redirect.entity : entity;
  const redirectedTo = current === entity ? "" : current;
  const published = platform.byNumber.get(current);
  if (!context.input.extract) return { ...looked, redirectedTo, state: "unknown" };
  if (!published) {
    const why =
      redirectedTo === ""
        ? "Has a number, but is not published: not run yet, removed, or the row was lost on the way."
        : `Redirected to ${redirectedTo}, which is not on the platform.`;
    return { ...looked, redirectedTo, state: "waiting", note: looked.note || why };
  }
  if (redirectedTo !== "") {
    return {
      ...looked,
      redirectedTo,
      onPlatform: "yes",
      state: "redirected",
      note: `${entity} was redirected to ${redirectedTo}.`,
    };
  }
  const differences = fieldDifferences(row.fields, published.fields);
  return { ...looked, onPlatform: "yes", differences, state: differences.length > 0 ? "changed" : "same" };
}

function onlyOnPlatform({ input, exact }: Context, shown: Set<string>): EntityRow[] {
  const numbers = new Set(exact.values());
  const own = new Set(input.organisations);
  const found: EntityRow[] = [];
  for (const { entity, reference, dataset, organisationEntity, fields } of input.extract?.entities ?? []) {
    const organisation = input.organisationOf(organisationEntity);
    if (shown.has(entity) || dataset !== input.dataset || !own.has(organisation)) continue;
    shown.add(entity);
    found.push({
      key: `platform ${entity}`,
      state: "only-on-platform",
      prefix: fields.get("prefix") ?? dataset,
      organisation,
      reference,
      name: fields.get("name") ?? "",
      lineNumber: 0,
      lines: 0,
      entity,
      redirectedTo: "",
      inResource: false,
      inLookup: numbers.has(entity),
      onPlatform: "yes",
      differences: [],
      selectable: false,
      note: fields.has("end-date")
        ? `Ended on ${fields.get("end-date")}.`
        : "Gone from the publisher's data: ended, retired, or this is the wrong file.",
      fields,
    });
  }
  return found;
}

function onlyInLookup({ input, redirects }: Context, shown: Set<string>): EntityRow[] {
  const own = new Set(input.organisations);
  const found: EntityRow[] = [];
  for (const row of rows(input.lookups)) {
    const [prefix, entity, reference] = [row("prefix"), row("entity"), bareReference(row("reference"))];
    const organisation = currentOrganisation(row("organisation"));
    if (entity === "" || shown.has(entity) || prefix !== input.dataset || !own.has(organisation)) continue;
    shown.add(entity);
    const redirect = redirects.get(entity);
    found.push({
      key: `lookup ${entity}`,
      state: "only-in-lookup",
      prefix,
      organisation,
      reference,
      name: "",
      lineNumber: 0,
      lines: 0,
      entity,
      redirectedTo: redirect?.status === "301" ? redirect.entity : "",
      inResource: false,
      inLookup: true,
      onPlatform: input.extract ? "no" : "unknown",
      differences: [],
      selectable: false,
      note: redirect?.status === "410" ? "Was removed (410 in old-entity.csv)." : "",
      fields: new Map(),
    });
  }
  return found;
}

function keyOf({ prefix, organisation, reference }: UnassignedReference): string {
  return JSON.stringify([prefix, currentOrganisation(organisation), bareReference(reference)]);
}

function platformKey(organisation: string, reference: string): string {
  return JSON.stringify([currentOrganisation(organisation), reference]);
}

function exactReferences({ lookups }: TableInput): Map<string, string> {
  const exact = new Map<string, string>();
  for (const row of rows(lookups)) {
    const entity = row("entity");
    if (entity === "") continue;
    exact.set(
      keyOf({ prefix: row("prefix"), organisation: row("organisation"), reference: row("reference") }),
      entity,
    );
  }
  return exact;
}

function platformIndex({ extract, dataset, organisationOf }: TableInput): PlatformIndex {
  const byNumber = new Map<string, PlatformEntity>();
  const byReference = new Map<string, PlatformEntity>();
  for (const entity of extract?.entities ?? []) {
    byNumber.set(entity.entity, entity);
    if (entity.dataset !== dataset) continue;
    byReference.set(platformKey(organisationOf(entity.organisationEntity), entity.reference), entity);
  }
  return { byNumber, byReference };
}

function redirectIndex(oldEntities: string | undefined): Context["redirects"] {
  const found = new Map<string, { status: string; entity: string }>();
  for (const row of rows(oldEntities)) {
    if (row("old-entity") !== "")
      found.set(row("old-entity"), { status: row("status"), entity: row("entity") });
  }
  return found;
}
