import type { ConfigurationTable, MigrationRule, RunScope } from "./configuration.ts";
import { rowsOfDataset } from "./table.ts";

/**
 * transform.csv: replacement field to the old field whose value it takes. A second row for one replacement field is a fault.
 * Source: digital_land/pipeline/main.py, load_migrate
 */
export function migrationRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, MigrationRule> {
  const rules = new Map<string, MigrationRule>();
  for (const row of rowsOfDataset(table, scope)) {
    if (row.cutShort("replacement-field")) continue;
    const replacement = row.required("replacement-field");
    if (replacement === "") continue;
    if (rules.has(replacement)) {
      throw row.fault(
        "replacement-field",
        `replacement-field ${replacement} has more than one entry`,
        "ValueError",
      );
    }
    const field = row.cutShort("field") ? "" : row.required("field");
    rules.set(replacement, { file: row.file, line: row.line, field });
  }
  return rules;
}
