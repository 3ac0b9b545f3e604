import type { Configuration, ConfigurationFile, Rule } from "../configuration/configuration.ts";
import type { RuleUse } from "./row-trace.ts";

/** default-value.csv and combine.csv do not look at the resource: such a row is for everything. */
const withoutResource: ReadonlySet<ConfigurationFile> = new Set(["default-value.csv", "combine.csv"]);

/** A rule as a trace shows it: its place, what it is for, and its cells. */
export function ruleUse({ tables }: Configuration, { file, line }: Rule, field: string): RuleUse {
  const table = tables.get(file);
  const record = line < 2 ? undefined : table?.records[line - 2];
  const cells: Record<string, string> = {};
  for (const [at, column] of (table?.columns ?? []).entries()) {
    const cell = record?.[at] ?? "";
    if (cell !== "") cells[column] = cell;
  }
  const level = (): RuleUse["level"] => {
    if (record === undefined) return "run";
    if (cells.resource !== undefined && !withoutResource.has(file)) return "resource";
    return cells.endpoint === undefined ? "general" : "endpoint";
  };
  return { file, line, level: level(), field, cells };
}
