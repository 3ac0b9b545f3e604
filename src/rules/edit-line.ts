import { csvLine } from "../csv/write.ts";
import type { RuleEdit } from "./edit.ts";
import { ruleTable } from "./rule-table.ts";

/** A row as it stands in the table, or what is done to one. */
export function editLine(edit: RuleEdit): string {
  if (edit.op === "delete") return `take line ${edit.line} out`;
  if (edit.op === "change") {
    const cells = Object.entries(edit.cells).map(([column, value]) => `${column}: ${value || "(blank)"}`);
    return `change line ${edit.line}: ${cells.join(", ")}`;
  }
  const { columns } = ruleTable(edit.file);
  return csvLine(columns.map((column) => edit.cells[column] ?? "")).trimEnd();
}
