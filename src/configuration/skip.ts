import type { ConfigurationTable, RunScope, SkipRule } from "./configuration.ts";
import { entryOf, rowsOfDataset, scopeOf } from "./table.ts";

/**
 * skip.csv: patterns of lines to leave out, the resource's, then the general ones, then the endpoints'.
 * Without a resource, the general ones only.
 * Source: digital_land/pipeline/main.py, load_skip_patterns and skip_patterns
 */
export function skipRules(table: ConfigurationTable | undefined, scope: RunScope): SkipRule[] {
  const byScope = new Map<string, SkipRule[]>();
  for (const row of rowsOfDataset(table, scope)) {
    const rules = entryOf(byScope, scopeOf(row), () => []);
    rules.push({ file: row.file, line: row.line, pattern: row.required("pattern") });
  }
  const { resource, endpoints } = scope;
  const scopes = resource === "" ? [""] : [resource, "", ...endpoints];
  return scopes.flatMap((key) => byScope.get(key) ?? []);
}
