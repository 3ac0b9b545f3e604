import type { AuthorityRule, ConfigurationTable, RunScope } from "./configuration.ts";
import { rowsOf, type TableRow } from "./table.ts";

/**
 * entity-organisation.csv: which organisation is the authority for a range of entity numbers.
 *
 * As the pipeline: its SQLite query takes the range with the smallest maximum first (it goes by the index on the maximum),
 * file order between equal ones; a row without a bound matches nothing. The dataset is not looked at.
 * Source: digital_land/configuration/main.py, get_entity_organisation
 */
export function authorityRules(table: ConfigurationTable | undefined, scope: RunScope): AuthorityRule[] {
  const rules: AuthorityRule[] = [];
  for (const row of rowsOf(table, scope)) {
    const entityMinimum = bound(row, "entity-minimum");
    const entityMaximum = bound(row, "entity-maximum");
    if (entityMinimum === undefined || entityMaximum === undefined) continue;
    rules.push({
      file: row.file,
      line: row.line,
      dataset: row.optional("dataset"),
      entityMinimum,
      entityMaximum,
      organisation: row.optional("organisation"),
    });
  }
  return rules.sort((a, b) =>
    a.entityMaximum < b.entityMaximum ? -1 : a.entityMaximum > b.entityMaximum ? 1 : 0,
  );
}

const decimal = /^\s*([+-]?)(\d+)(?:\.\d*)?\s*$/;

/** A whole number, what follows a decimal point cut off; `undefined` when blank. */
function bound(row: TableRow, column: string): bigint | undefined {
  const text = row.optional(column);
  if (text === "") return undefined;
  const match = decimal.exec(text.replaceAll("_", ""));
  if (match === null) throw row.fault(column, `"${text}" is not a number`, "InvalidOperation");
  const magnitude = BigInt(match[2] ?? "0");
  return match[1] === "-" ? -magnitude : magnitude;
}
