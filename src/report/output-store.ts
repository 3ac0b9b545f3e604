import { separator, shownSeparators, splitParts, TextStore } from "./text-store.ts";

/** A fixed list of values per field is remembered: an organisation or a date that a million rows share is kept once. */
const rememberedValues = 250;
const longestRemembered = 60;
const hopeless = 1000;
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
  readonly #remembered: { readonly numbers: Map<string, number>; misses: number }[] = [];
  readonly #values: string[][] = [];
  /** Facts that came after their entry was kept (combined values, at the end of a run). */
  readonly #late = new Map<number, Map<string, string>>();

  fieldNumber(field: string): number {
    const known = this.#numbers.get(field);
    if (known !== undefined) return known;
    const number = this.fields.push(field) - 1;
    this.#numbers.set(field, number);
    this.#remembered.push({ numbers: new Map(), misses: 0 });
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
    let text = "";
    for (let field = 0; field < values.length; field++) {
      const value = values[field];
      if (value === undefined || value === "") continue;
      if (text !== "") text += separator;
      text += String.fromCharCode(firstFieldCode + field) + this.#encode(field, value, givenOf(field));
    }
    this.#ofEntry[entryNumber] = this.#entries.add(text) + 1;
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
    const known = this.#remembered[field];
    if (known && value.length <= longestRemembered && known.misses < hopeless) {
      let index = known.numbers.get(value);
      if (index === undefined && known.numbers.size < rememberedValues) {
        index = (this.#values[field]?.push(value) ?? 1) - 1;
        known.numbers.set(value, index);
      }
      if (index !== undefined) return `~${index.toString(36)}`;
      // A field that is different in every row: nothing more is looked up.
      known.misses++;
    }
    return `:${shownSeparators(value)}`;
  }

  #decode(field: number, part: string, givenOf: (field: number) => string): string {
    const mark = part[1];
    if (mark === "=") return givenOf(field);
    const rest = part.slice(2);
    return mark === "~" ? (this.#values[field]?.[Number.parseInt(rest, 36)] ?? "") : rest;
  }
}
