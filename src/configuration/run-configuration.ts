import { authorityRules } from "./authority.ts";
import { columnRules } from "./column.ts";
import { combineRules } from "./combine.ts";
import { concatRules } from "./concat.ts";
import type {
  Configuration,
  ConfigurationFile,
  RunConfiguration,
  RunConfigurationResult,
  RunScope,
} from "./configuration.ts";
import { defaultFieldRules } from "./default.ts";
import { defaultValueRules } from "./default-value.ts";
import { filterRules } from "./filter.ts";
import { lookupTable } from "./lookup.ts";
import { lookupRules } from "./lookup-rule.ts";
import { migrationRules } from "./migrate.ts";
import { patchRules } from "./patch.ts";
import { redirectRules } from "./redirect.ts";
import { skipRules } from "./skip.ts";
import { ConfigurationError } from "./table.ts";

/** The tables the live check uses. */
export const checkFiles: ReadonlySet<ConfigurationFile> = new Set(["column.csv", "transform.csv"]);

/**
 * The rules of a configuration that apply to one run, in the pipeline's precedence and order, or the first fault the
 * pipeline would stop at (it reads its tables in this order, before the resource).
 * @param configuration absent: no rules at all
 */
export function runConfiguration(
  configuration: Configuration | undefined,
  scope: RunScope,
): RunConfigurationResult {
  try {
    return { ok: true, configuration: rulesFor(configuration, scope) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, fault: error.fault };
    throw error;
  }
}

function rulesFor(configuration: Configuration | undefined, scope: RunScope): RunConfiguration {
  const table = (file: ConfigurationFile) =>
    scope.files === undefined || scope.files.has(file) ? configuration?.tables.get(file) : undefined;
  // Members are evaluated in the order the pipeline loads its tables.
  return {
    columns: columnRules(table("column.csv"), scope),
    skips: skipRules(table("skip.csv"), scope),
    patches: patchRules(table("patch.csv"), scope),
    defaultFields: defaultFieldRules(table("default.csv"), scope),
    defaultValues: defaultValueRules(table("default-value.csv"), scope),
    concats: concatRules(table("concat.csv"), scope),
    combines: combineRules(table("combine.csv"), scope),
    migrations: migrationRules(table("transform.csv"), scope),
    lookups: lookupTable(table("lookup.csv"), scope),
    lookupRules: lookupRules(table("lookup-rule.csv"), scope),
    redirects: redirectRules(table("old-entity.csv"), scope),
    filtersBeforeMap: filterRules(table("filter.csv"), { ...scope, endpoints: [] }),
    filters: filterRules(table("filter.csv"), scope),
    authorities: authorityRules(table("entity-organisation.csv"), scope),
  };
}
