import { compareCodePoints } from "../python-text.ts";

/**
 * The order of columns that fits the order of keys in every feature: a graph with an edge between neighbouring keys,
 * less the edges that would close a circle, sorted so that of several possible columns the first in code point order
 * comes.
 *
 * Source: GDAL 3.6.2 directedacyclicgraph.hpp
 */
export class ColumnOrder {
  readonly #names: string[] = [];
  readonly #after: Set<number>[] = [];
  readonly #before: Set<number>[] = [];
  /** Edges that would close a circle; they will for ever, so they are looked for once. */
  readonly #refused: Set<number>[] = [];

  /** Columns are numbered as they are met. */
  add(name: string): number {
    this.#after.push(new Set());
    this.#before.push(new Set());
    this.#refused.push(new Set());
    return this.#names.push(name) - 1;
  }

  /** Says that one column was met right before another. */
  follow(first: number, second: number): void {
    const after = this.#after[first];
    const refused = this.#refused[first];
    if (first === second || after?.has(second) || refused?.has(second)) return;
    if (this.#leadsTo(second, first)) {
      refused?.add(second);
      return;
    }
    after?.add(second);
    this.#before[second]?.add(first);
  }

  #leadsTo(from: number, to: number): boolean {
    const seen = new Set([from]);
    const open = [from];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === to) return true;
      for (const following of this.#after[next] ?? []) {
        if (seen.has(following)) continue;
        seen.add(following);
        open.push(following);
      }
    }
    return false;
  }

  /** Numbers of all columns in order. */
  sorted(): readonly number[] {
    const waiting = this.#before.map((before) => before.size);
    const ready = [...waiting.keys()].filter((column) => waiting[column] === 0);
    const order: number[] = [];
    while (ready.length > 0) {
      let first = 0;
      for (let at = 1; at < ready.length; at += 1) if (this.#isBefore(ready[at], ready[first])) first = at;
      const [column = 0] = ready.splice(first, 1);
      order.push(column);
      for (const following of this.#after[column] ?? []) {
        const left = (waiting[following] ?? 0) - 1;
        waiting[following] = left;
        if (left === 0) ready.push(following);
      }
    }
    return order;
  }

  #isBefore(a = 0, b = 0): boolean {
    return compareCodePoints(this.#names[a] ?? "", this.#names[b] ?? "") < 0;
  }
}
