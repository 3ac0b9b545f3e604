import { readTable } from "../csv/read.ts";
import type { Configuration, ConfigurationFile, ConfigurationTable } from "./configuration.ts";

/** Every table a configuration may have; other files of a folder are not configuration of the engine. */
export const configurationFiles: readonly ConfigurationFile[] = [
  "column.csv",
  "combine.csv",
  "concat.csv",
  "default.csv",
  "default-value.csv",
  "entity-organisation.csv",
  "filter.csv",
  "lookup.csv",
  "lookup-rule.csv",
  "old-entity.csv",
  "patch.csv",
  "skip.csv",
  "transform.csv",
];

/**
 * Reads the tables of one collection.
 * @param files CSV text by file name; names that are no configuration table are left out. Decode as UTF-8 and keep a
 *   byte order mark, as the pipeline does.
 * @param label what people call it; `hash` names the exact version
 */
export function readConfiguration(
  files: ReadonlyMap<string, string>,
  label: string,
  hash = "",
): Configuration {
  const tables = new Map<ConfigurationFile, ConfigurationTable>();
  for (const file of configurationFiles) {
    const csv = files.get(file);
    if (csv !== undefined) tables.set(file, { file, ...readTable(csv), drafted: 0 });
  }
  return { label, hash, tables };
}

/** `over` laid on `under`: its tables replace those of the same name as a whole. */
export function layConfiguration(under: Configuration | undefined, over: Configuration): Configuration {
  if (under === undefined) return over;
  return {
    label: under.label === over.label ? under.label : `${under.label}, ${over.label}`,
    hash: under.hash + over.hash,
    tables: new Map([...under.tables, ...over.tables]),
  };
}
