import type { Configuration, ConfigurationFile, ConfigurationTable } from "../configuration/configuration.ts";
import { readTable } from "../csv/read.ts";
import { csvLine } from "../csv/write.ts";
import { insertRows } from "../repository/canonical.ts";
import type { RowOrder } from "../repository/change-set.ts";
import { appendRows } from "../repository/files.ts";
import type { RuleEdit } from "./edit.ts";
import { ruleTable } from "./rule-table.ts";

/** An edit that cannot be made: its row is not there. */
export interface EditFault {
  readonly edit: number;
  readonly detail: string;
}

export interface EditedConfiguration {
  readonly configuration: Configuration;
  /** Edited tables as they are to be committed; `before` is `undefined` for a table that was not there. */
  readonly changed: ReadonlyMap<
    ConfigurationFile,
    { readonly before: string | undefined; readonly after: string }
  >;
  /** For each edit the line of its row in the new table; 0 when the row is gone or the edit could not be made. */
  readonly lines: readonly number[];
  readonly faults: readonly EditFault[];
}

/**
 * Lays edits over a configuration. The tables a run then reads are, record for record, the ones that are written out:
 * row order decides between rules, so a row is tried exactly where it will stand.
 *
 * @param order where new rows go: where the repository's evening sort puts them, or at the end as the commit script does.
 *   A changed row stays where it is unless the sort would move it.
 */
export function layEdits(
  configuration: Configuration,
  edits: readonly RuleEdit[],
  order: RowOrder = "canonical",
): EditedConfiguration {
  const tables = new Map(configuration.tables);
  const changed = new Map<ConfigurationFile, { before: string | undefined; after: string }>();
  const lines = edits.map(() => 0);
  const faults: EditFault[] = [];
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.flatMap((edit, at) => (edit.file === file ? [{ edit, at }] : []));
    const base = withoutDrafted(tables.get(file));
    const before = base && tableText(base);
    const after = editedText(file, base, own, order, faults);
    if (after.text === before) continue;
    const { columns, records } = readTable(after.text);
    for (const mark of after.marks) lines[mark.at] = lineOf(records, mark);
    const drafted = tables.get(file)?.records.slice(base?.records.length ?? 0) ?? [];
    const draftedCells = drafted.map((cells) => recast(cells, tables.get(file)?.columns ?? [], columns));
    tables.set(file, { file, columns, records: [...records, ...draftedCells], drafted: drafted.length });
    changed.set(file, { before, after: after.text });
  }
  const label = changed.size === 0 ? configuration.label : `${configuration.label || "none"}, edited`;
  return { configuration: { ...configuration, label, tables }, changed, lines, faults };
}

/** The text of a table as the repository keeps it: every cell, CRLF. */
export function tableText({ columns, records }: Pick<ConfigurationTable, "columns" | "records">): string {
  return [columns, ...records].map(csvLine).join("");
}

interface NumberedEdit {
  readonly edit: RuleEdit;
  readonly at: number;
}

/** The row an edit makes, to be found again in the new table. */
interface Mark {
  readonly at: number;
  readonly cells: readonly string[];
}

function editedText(
  file: ConfigurationFile,
  base: ConfigurationTable | undefined,
  edits: readonly NumberedEdit[],
  order: RowOrder,
  faults: EditFault[],
): { text: string; marks: Mark[] } {
  const table = ruleTable(file);
  const columns = base && base.columns.length > 0 ? base.columns : table.columns;
  const records: (readonly string[] | undefined)[] = [...(base?.records ?? [])];
  const added: ReadonlyMap<string, string>[] = [];
  const marks: Mark[] = [];
  const sortKey = (cells: readonly string[]) =>
    JSON.stringify(table.sortBy.map((column) => (cells[columns.indexOf(column)] ?? "").toLowerCase()));
  for (const { edit, at } of edits) {
    if (edit.op === "add") {
      added.push(new Map(Object.entries(edit.cells)));
      marks.push({ at, cells: columns.map((column) => edit.cells[column] ?? "") });
      continue;
    }
    const old = records[edit.line - 2];
    if (edit.line < 2 || old === undefined) {
      faults.push({ edit: at, detail: `${file} has no line ${edit.line}` });
      continue;
    }
    records[edit.line - 2] = undefined;
    if (edit.op === "delete") continue;
    const cells = columns.map((column, place) => edit.cells[column] ?? old[place] ?? "");
    marks.push({ at, cells });
    if (order === "append" || sortKey(cells) === sortKey(old)) records[edit.line - 2] = cells;
    else added.push(new Map(columns.map((column, place) => [column, cells[place] ?? ""])));
  }
  const kept = tableText({ columns, records: records.flatMap((cells) => (cells ? [cells] : [])) });
  if (added.length === 0) return { text: kept, marks };
  const rows = added.map((row) => columns.map((column) => row.get(column) ?? ""));
  return { text: order === "append" ? appendRows(kept, rows) : insertRows(kept, table, added), marks };
}

/** The last record equal to a row: new rows stand after their equals. */
function lineOf(records: readonly (readonly string[])[], { cells }: Mark): number {
  for (let at = records.length - 1; at >= 0; at -= 1) {
    const record = records[at];
    if (record?.length === cells.length && record.every((cell, place) => cell === cells[place]))
      return at + 2;
  }
  return 0;
}

function withoutDrafted(table: ConfigurationTable | undefined): ConfigurationTable | undefined {
  if (!table) return undefined;
  const own = table.records.length - table.drafted;
  // A table that holds nothing but a publisher's own mapping is no file.
  if (own === 0 && table.drafted > 0) return undefined;
  return { ...table, records: table.records.slice(0, own), drafted: 0 };
}

function recast(cells: readonly string[], from: readonly string[], to: readonly string[]): string[] {
  return to.map((column) => cells[from.indexOf(column)] ?? "");
}
