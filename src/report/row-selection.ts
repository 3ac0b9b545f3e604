import type { LineKey } from "./line-index.ts";
import type { RowQuery } from "./rows.ts";
import type { RunRecord } from "./run-record.ts";

/** Which data records a query means, as line numbers in the order asked for. The last few answers are remembered. */
export class RowSelection {
  readonly #record: RunRecord;
  readonly #remembered = new Map<string, Uint32Array>();

  constructor(record: RunRecord) {
    this.#record = record;
  }

  select(query: RowQuery): Uint32Array {
    const { records } = this.#record;
    const { offset: _offset, limit: _limit, ...condition } = query;
    const key = JSON.stringify([condition, records.records, this.#record.issues.count]);
    const known = this.#remembered.get(key);
    if (known) return known;
    const found = this.#sorted(this.#filtered(query), query.sort);
    // Paging asks the same again and again; only a few different questions are alive at a time.
    if (this.#remembered.size >= 4) this.#remembered.delete(this.#remembered.keys().next().value ?? "");
    this.#remembered.set(key, found);
    return found;
  }

  #filtered({ lineId, group, field, text, dropped }: RowQuery): Uint32Array {
    const { records, lines } = this.#record;
    let found = this.#dataRecords();
    const keepLines = (wanted: readonly LineKey[]) => {
      // A line about the file or a column is about all of its rows.
      if (wanted.some((line) => line.about !== "row")) return;
      const marks = new Uint8Array(records.records + 1);
      for (const line of wanted) for (const entry of line.entries) marks[records.lineOf(entry)] = 1;
      found = found.filter((line) => marks[line] === 1);
    };
    if (lineId !== undefined) {
      const line = lines.get(lineId);
      if (line) keepLines([line]);
    }
    const rowLines = () => lines.all().filter((line) => line.about === "row");
    if (group !== undefined) keepLines(rowLines().filter((line) => line.group === group));
    if (field !== undefined) keepLines(rowLines().filter((line) => line.field === field));
    if (dropped !== undefined)
      found = found.filter((line) => (records.dropOf(line) !== undefined) === dropped);
    if (text !== undefined && text !== "") {
      const marks = new Uint8Array(records.records + 1);
      for (const line of records.search(text)) marks[line] = 1;
      found = found.filter((line) => marks[line] === 1);
    }
    return found;
  }

  #dataRecords(): Uint32Array {
    const { records, headerLine } = this.#record.records;
    const lines = new Uint32Array(records);
    for (let line = 1; line <= records; line++) lines[line - 1] = line;
    return headerLine === 0 ? lines : lines.filter((line) => line !== headerLine);
  }

  #sorted(lines: Uint32Array, sort: RowQuery["sort"]): Uint32Array {
    if (!sort) return lines;
    const { records } = this.#record;
    const keys = Array.from(lines, (line) => records.cells(line)[sort.column] ?? "");
    // Numbers by size when all are numbers; blanks last either way.
    const filled = keys.filter((key) => key.trim() !== "");
    const numeric = filled.length > 0 && filled.every((key) => Number.isFinite(Number(key)));
    const order = Array.from(lines.keys());
    const direction = sort.descending ? -1 : 1;
    const values = numeric ? keys.map(Number) : keys.map((key) => key.trim().toLowerCase());
    order.sort((a, b) => {
      const [isBlankA, isBlankB] = [(keys[a] ?? "").trim() === "", (keys[b] ?? "").trim() === ""];
      if (isBlankA || isBlankB) return Number(isBlankA) - Number(isBlankB) || a - b;
      const [left, right] = [values[a] ?? "", values[b] ?? ""];
      return left < right ? -direction : left > right ? direction : a - b;
    });
    return Uint32Array.from(order, (at) => lines[at] ?? 0);
  }
}
