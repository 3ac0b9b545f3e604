import type { ConfigurationTable, FilterRule, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, scopeOf } from "./table.ts";

/**
 * filter.csv: field to the pattern its value must match; general, then the endpoints', then the resource's over them.
 * The pipeline filters twice: before the map phase without the endpoints' rules, after it with them.
 * Source: digital_land/pipeline/main.py, load_filter and filters
 */
export function filterRules(table: ConfigurationTable | undefined, scope: RunScope): Map<string, FilterRule> {
  const byScope = new Map<string, Map<string, FilterRule>>();
  for (const row of rowsOfDataset(table, scope)) {
    const rule = { file: row.file, line: row.line, pattern: row.required("pattern") };
    entryOf(byScope, scopeOf(row), () => new Map()).set(row.required("field"), rule);
  }
  const rules = new Map(byScope.get(""));
  for (const endpoint of scope.endpoints) layOver(rules, byScope.get(endpoint));
  if (scope.resource !== "") layOver(rules, byScope.get(scope.resource));
  return rules;
}
