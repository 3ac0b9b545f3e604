import type { RunConfiguration } from "../configuration/configuration.ts";

/** The data team's tables whose rows a run may use; lookups are told by the mode. */
export type RuleTable =
  | "column.csv"
  | "combine.csv"
  | "concat.csv"
  | "default.csv"
  | "default-value.csv"
  | "filter.csv"
  | "patch.csv"
  | "skip.csv"
  | "transform.csv";

/** Rows of one table that apply to a file, whether or not one of them found anything to do. */
export interface RulesUsed {
  readonly table: RuleTable;
  readonly rows: number;
  /** Fields they are about; `""` stands for every field. */
  readonly fields: readonly string[];
}

/** The rules that apply to a run, by table, in the tables' order. A publisher's own mapping is none of them. */
export function rulesUsed(configuration: RunConfiguration): RulesUsed[] {
  const { columns, combines, concats, defaultFields, defaultValues, filters, patches, skips, migrations } =
    configuration;
  const mapped = [...columns.values()].filter(({ line }) => line > 0).map(({ field }) => field);
  const ofPatches = [...patches].flatMap(([field, rules]) => rules.map(() => field));
  const ofMigrations = [...migrations].flatMap(([field, rule]) => [field, rule.field]);
  const tables: [RuleTable, readonly string[], number?][] = [
    ["column.csv", mapped],
    ["combine.csv", [...combines.keys()]],
    ["concat.csv", [...concats.keys()]],
    ["default.csv", [...defaultFields.keys()]],
    ["default-value.csv", [...defaultValues.keys()]],
    ["filter.csv", [...filters.keys()]],
    ["patch.csv", ofPatches],
    ["skip.csv", skips.map(() => "")],
    ["transform.csv", ofMigrations, migrations.size],
  ];
  return tables
    .filter(([, fields]) => fields.length > 0)
    .map(([table, fields, rows]) => ({
      table,
      rows: rows ?? fields.length,
      fields: [...new Set(fields)].sort(),
    }));
}
