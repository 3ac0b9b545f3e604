import { readTable } from "../csv/read.ts";
import { csvLine } from "../csv/write.ts";
import { compareCodePoints } from "../engine/python-text.ts";
import type { ManagedTable } from "./tables.ts";

/**
 * Puts new rows where the repository's evening sort would put them: after every row whose key is not greater, so that
 * the sort changes nothing afterwards. Rows that are there already keep their order and their bytes.
 *
 * @param text the file as it is; `""` for a new one, which gets the table's header
 * @param rows cells by column name; a column the file has and the row lacks is blank
 */
export function insertRows(
  text: string,
  table: ManagedTable,
  rows: readonly ReadonlyMap<string, string>[],
): string {
  const { columns: read, records } = readTable(text);
  const columns = read.length > 0 ? read : table.columns;
  const keyOf = (cells: readonly string[]) =>
    table.sortBy.map((name) => (cells[columns.indexOf(name)] ?? "").toLowerCase());
  const kept = records.map((cells) => ({ cells, key: keyOf(cells) }));
  for (const row of rows) {
    const cells = columns.map((name) => row.get(name) ?? "");
    const key = keyOf(cells);
    let at = kept.length;
    if (table.sortBy.length > 0) {
      while (at > 0 && compareKeys(kept[at - 1]?.key ?? [], key) > 0) at -= 1;
    }
    kept.splice(at, 0, { cells, key });
  }
  return [columns, ...kept.map(({ cells }) => padded(cells, columns.length))].map(csvLine).join("");
}

function padded(cells: readonly string[], length: number): readonly string[] {
  return cells.length >= length ? cells : [...cells, ...Array<string>(length - cells.length).fill("")];
}

/** Text order, blanks last. */
function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length; at += 1) {
    const left = a[at] ?? "";
    const right = b[at] ?? "";
    if (left === right) continue;
    if (left === "") return 1;
    if (right === "") return -1;
    return compareCodePoints(left, right);
  }
  return 0;
}

/** The table read and written anew: equal to `text` when it is in canonical form. */
export function rewritten(text: string): string {
  const { columns, records } = readTable(text);
  return columns.length === 0 ? "" : [columns, ...records].map(csvLine).join("");
}
