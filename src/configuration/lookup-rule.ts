import type { ConfigurationTable, LookupRule, RunScope } from "./configuration.ts";
import { requiredInteger } from "./integer.ts";
import { currentOrganisation } from "./lookup.ts";
import { ConfigurationError, rowsOf, type TableRow } from "./table.ts";

const allowedColumns = new Set([
  "prefix",
  "dataset",
  "organisation",
  "resource",
  "offset",
  "entity-minimum",
  "entity-maximum",
  "entry-date",
  "start-date",
  "end-date",
  "pipeline",
]);

/**
 * lookup-rule.csv: entity numbers by counting from a reference, the general rules and then the resource's.
 * Of every dataset: the prefix decides. Rows without offset or bounds are no rules; an unexpected column is a fault.
 * Source: digital_land/pipeline/main.py, load_lookup_rule and lookup_rules
 */
export function lookupRules(table: ConfigurationTable | undefined, scope: RunScope): LookupRule[] {
  if (table === undefined || table.records.length === 0) return [];
  refuseUnexpectedColumns(table);
  const general: LookupRule[] = [];
  const ofResource: LookupRule[] = [];
  for (const row of rowsOf(table, scope)) {
    const rule = lookupRule(row);
    if (rule === undefined || row.cutShort("resource")) continue;
    const resource = row.optional("resource");
    if (resource === "") general.push(rule);
    else if (resource === scope.resource) ofResource.push(rule);
  }
  return [...general, ...ofResource];
}

function lookupRule(row: TableRow): LookupRule | undefined {
  const organisation = currentOrganisation(row.whole("organisation"));
  const bounds = ["offset", "entity-minimum", "entity-maximum"];
  if (bounds.some((column) => row.optional(column) === "")) return undefined;
  return {
    file: row.file,
    line: row.line,
    prefix: row.optional("prefix") || row.optional("dataset") || row.optional("pipeline"),
    organisation,
    offset: requiredInteger(row, "offset"),
    entityMinimum: requiredInteger(row, "entity-minimum"),
    entityMaximum: requiredInteger(row, "entity-maximum"),
  };
}

function refuseUnexpectedColumns({ file, columns, records }: ConfigurationTable): void {
  const unexpected = columns.filter((column) => !allowedColumns.has(column)).sort();
  const long = records.findIndex((record) => record.length > columns.length);
  if (unexpected.length === 0 && long < 0) return;
  throw new ConfigurationError({
    file,
    line: unexpected.length > 0 ? 1 : long + 2,
    column: unexpected[0] ?? "",
    detail:
      unexpected.length > 0
        ? `unexpected columns in lookup-rule.csv: ${unexpected.join(", ")}`
        : "the row has more cells than the table has columns",
    exception: unexpected.length > 0 ? "RuntimeError" : "TypeError",
    raisedIn: "main.load_lookup_rule",
  });
}
