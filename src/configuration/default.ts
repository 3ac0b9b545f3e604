import type { ConfigurationTable, DefaultFieldRule, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, scopeOf } from "./table.ts";

/**
 * default.csv: field to the field whose value it takes when blank; general, then the resource's, then the endpoints'
 * (an endpoint wins over the resource here).
 * Source: digital_land/pipeline/main.py, load_default_fields and default_fields
 */
export function defaultFieldRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, DefaultFieldRule> {
  const byScope = new Map<string, Map<string, DefaultFieldRule>>();
  for (const row of rowsOfDataset(table, scope)) {
    const rule = { file: row.file, line: row.line, defaultField: row.required("default-field") };
    entryOf(byScope, scopeOf(row), () => new Map()).set(row.required("field"), rule);
  }
  const rules = new Map(byScope.get(""));
  // As the pipeline: a run without a resource still looks, and finds nothing.
  if (scope.resource !== "") layOver(rules, byScope.get(scope.resource));
  for (const endpoint of scope.endpoints) layOver(rules, byScope.get(endpoint));
  return rules;
}
