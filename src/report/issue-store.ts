import type { Issue } from "../issues/issue.ts";
import { NumberList } from "./number-list.ts";
import { TextStore } from "./text-store.ts";

/** One kind of issue: a type at a field. */
export interface IssueKind {
  readonly issueType: string;
  readonly field: string;
}

export interface StoredIssue extends IssueKind {
  /** Index of its kind, in first-seen order. */
  readonly kind: number;
  readonly value: string;
  readonly message: string;
}

/** Messages repeat ("start-date must be a real date"); so many different ones are remembered, the rest stored again. */
const rememberedTexts = 2000;

/** Every issue of a run in 16 bytes each, beside its value and message. Found again by entry. */
export class IssueStore {
  readonly kinds: IssueKind[] = [];
  readonly #kindOf = new Map<string, number>();
  readonly #kind = new NumberList();
  readonly #entry = new NumberList();
  readonly #value = new NumberList();
  readonly #message = new NumberList();
  readonly #texts = new TextStore();
  readonly #known = new Map<string, number>();
  #index: { readonly count: number; readonly starts: Uint32Array; readonly order: Uint32Array } | undefined;

  constructor() {
    this.#texts.add("");
    this.#known.set("", 0);
  }

  get count(): number {
    return this.#kind.length;
  }

  /** @returns index of the issue's kind */
  add(issue: Issue): number {
    const kind = this.#kindIndex(issue);
    this.#kind.push(kind);
    this.#entry.push(issue.entryNumber);
    this.#value.push(this.#text(issue.value));
    this.#message.push(this.#text(issue.message));
    return kind;
  }

  /** The issues of an entry, in the order they were logged. */
  ofEntry(entryNumber: number): StoredIssue[] {
    const { starts, order } = this.#indexed();
    const from = starts[entryNumber] ?? 0;
    const to = starts[entryNumber + 1] ?? from;
    return Array.from(order.subarray(from, to), (at) => this.#get(at));
  }

  #get(at: number): StoredIssue {
    const kind = this.#kind.at(at);
    const { issueType, field } = this.kinds[kind] ?? { issueType: "", field: "" };
    return {
      kind,
      issueType,
      field,
      value: this.#texts.get(this.#value.at(at)),
      message: this.#texts.get(this.#message.at(at)),
    };
  }

  #kindIndex({ issueType, field }: Issue): number {
    const key = `${issueType}\n${field}`;
    const known = this.#kindOf.get(key);
    if (known !== undefined) return known;
    const index = this.kinds.push({ issueType, field }) - 1;
    this.#kindOf.set(key, index);
    return index;
  }

  #text(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.add(text);
    if (this.#known.size < rememberedTexts && text.length < 200) this.#known.set(text, id);
    return id;
  }

  /** Issues by entry: a counting sort, made when first asked and again after more issues came. */
  #indexed() {
    if (this.#index?.count === this.count) return this.#index;
    let last = 0;
    for (let at = 0; at < this.count; at++) last = Math.max(last, this.#entry.at(at));
    const starts = new Uint32Array(last + 2);
    for (let at = 0; at < this.count; at++) starts[this.#entry.at(at) + 1]! += 1;
    for (let entry = 1; entry < starts.length; entry++) starts[entry]! += starts[entry - 1]!;
    const next = starts.slice();
    const order = new Uint32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const entry = this.#entry.at(at);
      order[next[entry]!] = at;
      next[entry]! += 1;
    }
    this.#index = { count: this.count, starts, order };
    return this.#index;
  }
}
