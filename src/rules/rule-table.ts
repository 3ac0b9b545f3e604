import type { ConfigurationFile } from "../configuration/configuration.ts";
import { configurationFiles } from "../configuration/read.ts";
import { type ManagedTable, pipelineTables } from "../repository/tables.ts";

/** What a person must know to write a row of a table. */
export interface RuleTable extends ManagedTable {
  readonly file: ConfigurationFile;
  /** One sentence: what a row does. */
  readonly does: string;
  /** Columns a row is nothing without. */
  readonly needed: readonly string[];
  /** Columns to write, in the order in which a person thinks of them; the rest are dates and keys. */
  readonly asked: readonly string[];
  /** The narrowest thing a row can be for. As the pipeline: combine and default-value do not know resources. */
  readonly scope: "resource" | "endpoint" | "none";
}

type Words = Pick<RuleTable, "does" | "needed" | "asked" | "scope">;

const words: Readonly<Record<ConfigurationFile, Words>> = {
  "column.csv": {
    does: "reads a column as a field, or leaves it out (IGNORE)",
    needed: ["column", "field"],
    asked: ["column", "field"],
    scope: "resource",
  },
  "patch.csv": {
    does: "replaces values of a field that match a pattern",
    needed: [],
    asked: ["field", "pattern", "value"],
    scope: "resource",
  },
  "concat.csv": {
    does: "makes a column out of other columns",
    needed: ["field", "fields"],
    asked: ["field", "fields", "separator", "prepend", "append"],
    scope: "resource",
  },
  "filter.csv": {
    does: "keeps only the rows whose field matches a pattern",
    needed: ["field", "pattern"],
    asked: ["field", "pattern"],
    scope: "resource",
  },
  "skip.csv": {
    does: "leaves out lines that match a pattern, before the header is read",
    needed: ["pattern"],
    asked: ["pattern"],
    scope: "resource",
  },
  "default.csv": {
    does: "fills a blank field from another field",
    needed: ["field", "default-field"],
    asked: ["field", "default-field"],
    scope: "resource",
  },
  "default-value.csv": {
    does: "fills a blank field with a fixed value",
    needed: ["field", "value"],
    asked: ["field", "value"],
    scope: "endpoint",
  },
  "combine.csv": {
    does: "joins what several rows of one entity say in a field",
    needed: ["field"],
    asked: ["field", "separator"],
    scope: "endpoint",
  },
  "transform.csv": {
    does: "gives a field the value of an old field",
    needed: ["field", "replacement-field"],
    asked: ["field", "replacement-field"],
    scope: "none",
  },
  "lookup.csv": {
    does: "gives a reference its entity number",
    needed: ["prefix", "reference", "entity"],
    asked: ["prefix", "organisation", "reference", "entity", "entry-number"],
    scope: "resource",
  },
  "lookup-rule.csv": {
    does: "makes entity numbers by counting from a numeric reference",
    needed: ["prefix", "offset", "entity-minimum", "entity-maximum"],
    asked: ["prefix", "organisation", "offset", "entity-minimum", "entity-maximum"],
    scope: "resource",
  },
  "old-entity.csv": {
    does: "sends an entity number to another (301), or takes it out (410)",
    needed: ["old-entity", "status"],
    asked: ["old-entity", "status", "entity", "notes"],
    scope: "none",
  },
  "entity-organisation.csv": {
    does: "says which organisation a range of entity numbers belongs to",
    needed: ["dataset", "entity-minimum", "entity-maximum", "organisation"],
    asked: ["entity-minimum", "entity-maximum", "organisation"],
    scope: "none",
  },
};

/** Not among the repository's sorted tables; the engine reads these columns. */
const lookupRule: ManagedTable = {
  file: "lookup-rule.csv",
  columns: [
    "prefix",
    "resource",
    "organisation",
    "offset",
    "entity-minimum",
    "entity-maximum",
    "entry-date",
    "start-date",
    "end-date",
  ],
  sortBy: [],
};

/** Every table that can be edited, in the order in which the pipeline reads them. */
export const ruleTables: ReadonlyMap<ConfigurationFile, RuleTable> = new Map(
  configurationFiles.map((file) => {
    const managed = pipelineTables.find((table) => table.file === file) ?? lookupRule;
    return [file, { ...managed, ...words[file], file }];
  }),
);

/** A table by its name. @throws Error for a name that is no table, which is a bug */
export function ruleTable(file: ConfigurationFile): RuleTable {
  const table = ruleTables.get(file);
  if (!table) throw new Error(`${file} is no configuration table`);
  return table;
}

/** Whether a table's rows are for one dataset, which their column `dataset` names. */
export function hasDataset({ columns }: ManagedTable): boolean {
  return columns.includes("dataset");
}
