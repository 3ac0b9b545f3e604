import { configurationFiles } from "../configuration/read.ts";
import { specificationFiles } from "../specification/read.ts";
import type { GivenTables } from "./open-run.ts";

/** The tables of a specification that are looked at: other files of its folder have no say in its version. */
export function usedSpecification({ files }: GivenTables): ReadonlyMap<string, string> {
  return new Map([...files].filter(([file]) => specificationFiles.includes(file)));
}

/** The tables of a configuration that are looked at. */
export function usedConfiguration({ files }: GivenTables): ReadonlyMap<string, string> {
  return new Map([...files].filter(([file]) => configurationFiles.some((name) => name === file)));
}
