import type { ConcatRule, ConfigurationTable, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, scopeOf, type TableRow } from "./table.ts";

/**
 * concat.csv: field to the columns it is joined from; general, then the resource's, then the endpoints'.
 * Source: digital_land/pipeline/main.py, load_concat and concatenations
 */
export function concatRules(table: ConfigurationTable | undefined, scope: RunScope): Map<string, ConcatRule> {
  const byScope = new Map<string, Map<string, ConcatRule>>();
  for (const row of rowsOfDataset(table, scope)) {
    const rule = concatRule(row);
    entryOf(byScope, scopeOf(row), () => new Map()).set(row.required("field"), rule);
  }
  const rules = new Map(byScope.get(""));
  if (scope.resource !== "") layOver(rules, byScope.get(scope.resource));
  for (const endpoint of scope.endpoints) layOver(rules, byScope.get(endpoint));
  return rules;
}

function concatRule(row: TableRow): ConcatRule {
  return {
    file: row.file,
    line: row.line,
    fields: (row.whole("fields") || row.required("fields")).split(";"),
    separator: row.required("separator"),
    prepend: joinable(row, "prepend"),
    append: joinable(row, "append"),
  };
}

/** This column may be missing, but a rule whose row ends before it is more than the pipeline can join. */
function joinable(row: TableRow, column: string): string {
  return row.cutShort(column) ? row.required(column) : row.optional(column);
}
