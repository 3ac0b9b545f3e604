import type { ConfigurationTable, RedirectRule, RunScope } from "./configuration.ts";
import { rowsOf } from "./table.ts";

/**
 * old-entity.csv: entity numbers that moved (301) or are gone (410). Rows without old entity or status are no rules;
 * of two rows for one entity the later counts.
 * Source: digital_land/pipeline/main.py, load_redirect_lookup
 */
export function redirectRules(
  table: ConfigurationTable | undefined,
  scope: RunScope,
): Map<string, RedirectRule> {
  const rules = new Map<string, RedirectRule>();
  for (const row of rowsOf(table, scope)) {
    const oldEntity = row.optional("old-entity");
    const status = row.optional("status");
    if (oldEntity === "" || status === "") continue;
    rules.set(oldEntity, { file: row.file, line: row.line, entity: row.optional("entity"), status });
  }
  return rules;
}
