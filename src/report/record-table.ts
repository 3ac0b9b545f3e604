import type { Drop } from "../engine/sink.ts";
import { NumberList } from "./number-list.ts";
import type { RowLossReason } from "./report.ts";
import { joinParts, splitParts, TextStore } from "./text-store.ts";

const reasons: readonly RowLossReason[] = [
  "blank-record",
  "skip-pattern",
  "filter",
  "no-entity",
  "retired-entity",
  "no-facts",
  "no-reference",
  "not-reached",
];

export interface RecordedDrop {
  readonly reason: RowLossReason;
  readonly detail: string;
}

/** Every record of the file as published, which entry it became, and why it went no further. */
export class RecordTable {
  readonly #cells = new TextStore();
  readonly #entryOfLine = new NumberList();
  readonly #lineOfEntry = new NumberList();
  /** By line: 0, or 1 + the index of the reason. */
  readonly #reason = new NumberList();
  readonly #detail = new NumberList();
  readonly #details: string[] = [""];
  #header = 0;
  #lostEntries = 0;

  /** Records of any kind, the header included. */
  get records(): number {
    return this.#cells.length;
  }

  get entries(): number {
    return Math.max(0, this.#lineOfEntry.length - 1);
  }

  /** Line number of the header; 0 when there is none. */
  get headerLine(): number {
    return this.#header;
  }

  /** Data records: all but the header. */
  get dataRecords(): number {
    return this.records - (this.#header > 0 ? 1 : 0);
  }

  /** Entries that go no further, so far. */
  get lostEntries(): number {
    return this.#lostEntries;
  }

  /** @returns the record's cells joined, as it is kept */
  add(lineNumber: number, cells: readonly string[]): string {
    const text = joinParts(cells);
    // Lines come one by one; a gap would put every later record in the wrong place.
    while (this.records < lineNumber - 1) this.#cells.add("");
    this.#cells.add(text);
    return text;
  }

  cells(lineNumber: number): string[] {
    const text = this.#cells.get(lineNumber - 1);
    return text === "" ? [] : splitParts(text);
  }

  addEntry(entryNumber: number, lineNumber: number): void {
    this.#entryOfLine.set(lineNumber, entryNumber);
    this.#lineOfEntry.set(entryNumber, lineNumber);
  }

  entryOf(lineNumber: number): number {
    return this.#entryOfLine.at(lineNumber);
  }

  lineOf(entryNumber: number): number {
    return this.#lineOfEntry.at(entryNumber);
  }

  drop({ reason, lineNumber, detail = "" }: Omit<Drop, "reason"> & { readonly reason: RowLossReason }): void {
    if (this.#reason.at(lineNumber) === 0 && this.entryOf(lineNumber) > 0) this.#lostEntries++;
    this.#reason.set(lineNumber, reasons.indexOf(reason) + 1);
    this.#detail.set(lineNumber, this.#detailNumber(detail));
  }

  dropOf(lineNumber: number): RecordedDrop | undefined {
    const reason = reasons[this.#reason.at(lineNumber) - 1];
    return reason === undefined
      ? undefined
      : { reason, detail: this.#details[this.#detail.at(lineNumber)] ?? "" };
  }

  /** Decides which record is the header: the last one before `line` that nothing dropped. */
  findHeader(line: number): void {
    for (let at = Math.min(line - 1, this.records); at >= 1; at--) {
      if (this.dropOf(at) === undefined) {
        this.#header = at;
        return;
      }
    }
  }

  /** Line numbers of the data records in which some cell contains the text, ignoring case. */
  search(text: string): Uint32Array {
    return this.#cells.search(text).map((at) => at + 1);
  }

  #detailNumber(detail: string): number {
    const known = this.#details.indexOf(detail);
    // Rules are few; references of rows without a number are many, and only the first thousand are kept apart.
    if (known >= 0) return known;
    return this.#details.length < 1000 ? this.#details.push(detail) - 1 : 0;
  }
}
