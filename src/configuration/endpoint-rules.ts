import type { ConfigurationTable, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, type TableRow } from "./table.ts";

/**
 * The rules of a table that the pipeline scopes by endpoint only: general, then the endpoints' in order.
 *
 * As the pipeline: a row with a resource and no endpoint counts as general, so it applies to every resource; a row that
 * ends before its endpoint column applies to none.
 */
export function endpointRules<T>(
  table: ConfigurationTable | undefined,
  scope: RunScope,
  parse: (row: TableRow) => T,
): Map<string, T> {
  const byEndpoint = new Map<string, Map<string, T>>();
  for (const row of rowsOfDataset(table, scope)) {
    if (row.cutShort("endpoint")) continue;
    const rule = parse(row);
    const field = row.required("field");
    entryOf(byEndpoint, row.optional("endpoint"), () => new Map<string, T>()).set(field, rule);
  }
  const rules = new Map(byEndpoint.get(""));
  for (const endpoint of scope.endpoints) layOver(rules, byEndpoint.get(endpoint));
  return rules;
}
