import type { CombineRule, ConfigurationTable, RunScope } from "./configuration.ts";
import { endpointRules } from "./endpoint-rules.ts";

/**
 * combine.csv: field to the separator that joins an entity's values of it. By endpoint only: see endpoint-rules.ts.
 * Source: digital_land/pipeline/main.py, load_combine_fields and combine_fields
 */
export function combineRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, CombineRule> {
  return endpointRules(table, scope, (row) => ({
    file: row.file,
    line: row.line,
    separator: row.required("separator"),
  }));
}
