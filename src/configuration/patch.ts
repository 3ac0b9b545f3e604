import type { ConfigurationTable, PatchRule, RunScope } from "./configuration.ts";
import { entryOf, layOver, rowsOfDataset, scopeOf } from "./table.ts";

type Patterns = Map<string, PatchRule>;

/**
 * patch.csv: field (`""` for every field) to its patterns, in the order they are tried.
 *
 * As the pipeline: for one field the resource's whole set replaces the endpoints' whole set, and a later endpoint's an
 * earlier one's. The general patterns of the field come first all the same, with the replacement text of a specific rule
 * of the same pattern.
 * Source: digital_land/pipeline/main.py, load_patch and patches
 */
export function patchRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, readonly PatchRule[]> {
  const byScope = new Map<string, Map<string, Patterns>>();
  for (const row of rowsOfDataset(table, scope)) {
    const pattern = row.cutShort("pattern") ? row.required("pattern") : row.optional("pattern");
    const rule = { file: row.file, line: row.line, pattern, value: row.required("value") };
    const fields = entryOf(byScope, scopeOf(row), () => new Map<string, Patterns>());
    // A row that ends before its field is for no field, not for all.
    if (!row.cutShort("field")) entryOf(fields, row.optional("field"), () => new Map()).set(pattern, rule);
  }

  const fields = new Map<string, Patterns>();
  if (scope.resource !== "") {
    for (const endpoint of scope.endpoints) layOver(fields, byScope.get(endpoint));
    layOver(fields, byScope.get(scope.resource));
  }
  for (const [field, general] of byScope.get("") ?? []) {
    const patterns = new Map(general);
    layOver(patterns, fields.get(field));
    fields.set(field, patterns);
  }
  return new Map([...fields].map(([field, patterns]) => [field, [...patterns.values()]]));
}
