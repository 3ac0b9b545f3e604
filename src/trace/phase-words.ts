/** The phases of a run in the engine's order, from the bytes to the facts. `filter` runs twice. */
export const phaseNames = [
  "fetch",
  "convert",
  "normalise",
  "parse",
  "concat",
  "filter",
  "map",
  "filter-fields",
  "patch",
  "harmonise",
  "default",
  "migrate",
  "organisation",
  "field-prune",
  "entity-reference",
  "entity-prefix",
  "entity-lookup",
  "entity-prune",
  "priority",
  "pivot",
  "fact-combine",
  "factor",
  "fact-reference",
  "fact-lookup",
  "fact-prune",
  "duplicate-check",
] as const;

export type PhaseName = (typeof phaseNames)[number];

export interface PhaseWords {
  /** What the data team calls it. */
  readonly name: string;
  /** One sentence: what it does. */
  readonly does: string;
}

export const phaseWords: Readonly<Record<PhaseName, PhaseWords>> = {
  fetch: { name: "Fetch", does: "The bytes, named by their SHA-256." },
  convert: { name: "Convert", does: "Whatever the format, it becomes CSV." },
  normalise: {
    name: "Normalise",
    does: "Spaces are trimmed, words for nothing (null, n/a, ---) blanked, blank records and those of skip.csv left out.",
  },
  parse: { name: "Parse", does: "The first record is the header; the others are numbered." },
  concat: { name: "Concat", does: "Columns are joined as concat.csv says." },
  filter: {
    name: "Filter, by columns",
    does: "filter.csv, on column names: rules for everything and this resource.",
  },
  map: { name: "Map", does: "Columns become fields: by column.csv, else by their own name." },
  "filter-fields": { name: "Filter, by fields", does: "filter.csv, on fields: all rules." },
  patch: { name: "Patch", does: "Whole values are replaced as patch.csv says." },
  harmonise: {
    name: "Harmonise",
    does: "Each value is brought to its field’s form; what cannot be is blanked.",
  },
  default: {
    name: "Default",
    does: "Blank fields are filled: default.csv, default-value.csv, the only provider, the entry date.",
  },
  migrate: {
    name: "Migrate",
    does: "Old fields are renamed as transform.csv says; fields outside the schema go.",
  },
  organisation: { name: "Organisation", does: "The organisation’s value becomes its code." },
  "field-prune": { name: "Prune fields", does: "Fields whose time is over go." },
  "entity-reference": { name: "Entity reference", does: "Prefix and reference are set." },
  "entity-prefix": { name: "Entity prefix", does: "A missing prefix becomes the dataset." },
  "entity-lookup": {
    name: "Entity lookup",
    does: "lookup.csv gives the entity number; old-entity.csv redirects or retires it.",
  },
  "entity-prune": { name: "Prune entities", does: "Rows without an entity go." },
  priority: {
    name: "Priority",
    does: "entity-organisation.csv says whose number it is: the owner’s facts win.",
  },
  pivot: { name: "Pivot", does: "The row becomes facts, one for each field." },
  "fact-combine": {
    name: "Combine",
    does: "Values of several rows of one entity are merged as combine.csv says.",
  },
  factor: { name: "Factor", does: "Each fact is named by the SHA-256 of entity, field and value." },
  "fact-reference": {
    name: "Fact reference",
    does: "Values that refer to something are split into prefix and reference.",
  },
  "fact-lookup": { name: "Fact lookup", does: "lookup.csv gives the entity they refer to." },
  "fact-prune": { name: "Prune facts", does: "Facts without a value go." },
  "duplicate-check": { name: "Duplicate check", does: "References that occur twice are reported." },
};
