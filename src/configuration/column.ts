import type { ColumnRule, ConfigurationTable, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, scopeOf } from "./table.ts";

/** How the pipeline compares column names: `_` becomes `-`, lower case, everything but `a-z0-9-_` deleted. */
export function normaliseColumn(name: string): string {
  return name
    .replaceAll("_", "-")
    .toLowerCase()
    .replace(/[^a-z0-9-_]/g, "");
}

/**
 * column.csv: normalised column name to field.
 *
 * Endpoints' rows in the endpoints' order, a later endpoint winning; the resource's rows over them; then each general row
 * whose column is not there yet and whose field none of the specific rows fills. Without a resource, general rows only.
 * Source: digital_land/pipeline/main.py, load_column and columns
 */
export function columnRules(table: ConfigurationTable | undefined, scope: RunScope): Map<string, ColumnRule> {
  const byScope = new Map<string, Map<string, ColumnRule>>();
  for (const row of rowsOfDataset(table, scope)) {
    // Old tables call the columns `pattern` and `value`.
    const column = row.optional("column") || row.required("pattern");
    const field = row.optional("field") || row.required("value");
    const rules = entryOf(byScope, scopeOf(row), () => new Map<string, ColumnRule>());
    rules.set(normaliseColumn(column), { file: row.file, line: row.line, field });
  }
  const general = byScope.get("") ?? new Map<string, ColumnRule>();
  if (scope.resource === "") return general;

  const rules = new Map<string, ColumnRule>();
  for (const endpoint of scope.endpoints) layOver(rules, byScope.get(endpoint));
  const taken = new Set([...rules.values()].map((rule) => rule.field));
  const ofResource = byScope.get(scope.resource);
  layOver(rules, ofResource);
  for (const rule of ofResource?.values() ?? []) taken.add(rule.field);
  for (const [column, rule] of general) {
    if (!rules.has(column) && !taken.has(rule.field)) rules.set(column, rule);
  }
  return rules;
}
