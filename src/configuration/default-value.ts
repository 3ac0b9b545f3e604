import type { ConfigurationTable, DefaultValueRule, RunScope } from "./configuration.ts";
import { endpointRules } from "./endpoint-rules.ts";

/**
 * default-value.csv: field to the value it gets when blank. By endpoint only: see endpoint-rules.ts.
 * Source: digital_land/pipeline/main.py, load_default_values and default_values
 */
export function defaultValueRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, DefaultValueRule> {
  return endpointRules(table, scope, (row) => ({
    file: row.file,
    line: row.line,
    value: row.required("value"),
  }));
}
