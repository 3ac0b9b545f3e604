import type { ConfigurationFile } from "../configuration/configuration.ts";

/** Cells of a row of a configuration table, by column; a column that is not there is blank. */
export type RowCells = Readonly<Record<string, string>>;

/**
 * One change of a configuration table. Plain data: edits are part of a run's description, so that a link shows the same.
 * `line` is the record's number in the table before any edit, header = 1.
 */
export type RuleEdit =
  | { readonly op: "add"; readonly file: ConfigurationFile; readonly cells: RowCells }
  | {
      readonly op: "change";
      readonly file: ConfigurationFile;
      readonly line: number;
      /** The cells that change; the others stay. */
      readonly cells: RowCells;
    }
  | { readonly op: "delete"; readonly file: ConfigurationFile; readonly line: number };

/** One line for people: what an edit does. */
export function editWords(edit: RuleEdit): string {
  switch (edit.op) {
    case "add":
      return `add to ${edit.file}: ${cellWords(edit.cells)}`;
    case "change":
      return `change line ${edit.line} of ${edit.file}: ${cellWords(edit.cells)}`;
    case "delete":
      return `take line ${edit.line} out of ${edit.file}`;
  }
}

function cellWords(cells: RowCells): string {
  return Object.entries(cells)
    .filter(([, value]) => value !== "")
    .map(([column, value]) => `${column}=${value}`)
    .join(", ");
}

/** A table that can be edited. */
export type RuleFile = ConfigurationFile;
