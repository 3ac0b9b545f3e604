import { readTable } from "../csv/read.ts";
import { csvLine } from "../csv/write.ts";
import { compareCodePoints } from "../engine/python-text.ts";
import type { ManagedTable } from "./tables.ts";

type Record = readonly string[];

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
  const added = rows.map((row) => columns.map((name) => row.get(name) ?? ""));
  return tableText(columns, insertRecords(columns, records, table, added));
}

/** The same for records in the order of `columns`. */
export function insertRecords(
  columns: readonly string[],
  records: readonly Record[],
  { sortBy }: ManagedTable,
  added: readonly Record[],
): Record[] {
  if (sortBy.length === 0 || added.length === 0) return [...records, ...added];
  const places = sortBy.map((name) => columns.indexOf(name));
  const keyOf = (cells: Record) => places.map((place) => (cells[place] ?? "").toLowerCase());
  const keys = records.map(keyOf);
  // The least key from each place to the end rises with the place, whatever the order of the rows: so the last row whose
  // key is not greater can be searched for.
  const leastFrom: (readonly string[])[] = new Array(keys.length);
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const key = keys[at] ?? [];
    const after = leastFrom[at + 1];
    leastFrom[at] = after && compareKeys(after, key) <= 0 ? after : key;
  }
  const placed = added
    .map((cells) => ({ cells, key: keyOf(cells) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ cells, key }) => ({ cells, at: placeOf(leastFrom, key) }));
  const result: Record[] = [];
  let next = 0;
  for (let at = 0; at <= records.length; at += 1) {
    for (; placed[next]?.at === at; next += 1) result.push(placed[next]?.cells ?? []);
    const record = records[at];
    if (record) result.push(record);
  }
  return result;
}

/** How many places from the start have a least key that is not greater. */
function placeOf(leastFrom: readonly (readonly string[])[], key: readonly string[]): number {
  let [low, high] = [0, leastFrom.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(leastFrom[middle] ?? [], key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A table in canonical form: CRLF after every line, short records filled up. */
export function tableText(columns: readonly string[], records: readonly Record[]): string {
  const { length } = columns;
  let text = csvLine(columns);
  for (const cells of records) {
    text += csvLine(
      cells.length >= length ? cells : [...cells, ...Array<string>(length - cells.length).fill("")],
    );
  }
  return text;
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
