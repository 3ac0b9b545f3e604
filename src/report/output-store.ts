import { joinParts, splitParts, TextStore } from "./text-store.ts";

/** A fixed list of values per field is remembered: an organisation or a date that a million rows share is kept once. */
const rememberedValues = 250;
const firstFieldCode = 0x21;

/**
 * What is published of each entry: field to value. A value equal to the publisher's cell is kept as a mark, not again.
 */
export class OutputStore {
  /** Output fields in first-seen order; their position is the field's number everywhere in a run record. */
  readonly fields: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #entries = new TextStore();
  /** Entry number to text number + 1. */
  readonly #ofEntry: number[] = [];
  readonly #remembered: Map<string, number>[] = [];
  readonly #values: string[][] = [];
  /** Facts that came after their entry was kept (combined values, at the end of a run). */
  readonly #late = new Map<number, Map<string, string>>();

  fieldNumber(field: string): number {
    const known = this.#numbers.get(field);
    if (known !== undefined) return known;
    const number = this.fields.push(field) - 1;
    this.#numbers.set(field, number);
    this.#remembered.push(new Map());
    this.#values.push([]);
    return number;
  }

  /** -1 for a field that no fact had so far. */
  knownNumber(field: string): number {
    return this.#numbers.get(field) ?? -1;
  }

  /**
   * @param values by field number; absent or blank where nothing is published
   * @param givenOf the publisher's cell of a field number, to compare with
   */
  keep(
    entryNumber: number,
    values: readonly (string | undefined)[],
    givenOf: (field: number) => string,
  ): void {
    const parts: string[] = [];
    for (let field = 0; field < values.length; field++) {
      const value = values[field];
      if (value === undefined || value === "") continue;
      parts.push(String.fromCharCode(firstFieldCode + field) + this.#encode(field, value, givenOf(field)));
    }
    this.#ofEntry[entryNumber] = this.#entries.add(joinParts(parts)) + 1;
  }

  keepLate(entryNumber: number, field: string, value: string): void {
    const late = this.#late.get(entryNumber) ?? new Map<string, string>();
    late.set(field, value);
    this.#late.set(entryNumber, late);
  }

  /** Field to published value, in field order of first appearance; blank values are absent. */
  get(entryNumber: number, givenOf: (field: number) => string): Map<string, string> {
    const published = new Map<string, string>();
    const id = this.#ofEntry[entryNumber];
    const text = id === undefined ? "" : this.#entries.get(id - 1);
    for (const part of text === "" ? [] : splitParts(text)) {
      const field = part.charCodeAt(0) - firstFieldCode;
      published.set(this.fields[field] ?? "", this.#decode(field, part, givenOf));
    }
    for (const [field, value] of this.#late.get(entryNumber) ?? []) published.set(field, value);
    return published;
  }

  #encode(field: number, value: string, given: string): string {
    if (value === given) return "=";
    const remembered = this.#remembered[field];
    if (!remembered || value.length > 60) return `:${value}`;
    let index = remembered.get(value);
    if (index === undefined && remembered.size < rememberedValues) {
      index = (this.#values[field]?.push(value) ?? 1) - 1;
      remembered.set(value, index);
    }
    return index === undefined ? `:${value}` : `~${index.toString(36)}`;
  }

  #decode(field: number, part: string, givenOf: (field: number) => string): string {
    const mark = part[1];
    if (mark === "=") return givenOf(field);
    const rest = part.slice(2);
    return mark === "~" ? (this.#values[field]?.[Number.parseInt(rest, 36)] ?? "") : rest;
  }
}
