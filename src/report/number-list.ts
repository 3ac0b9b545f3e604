/** A list of whole numbers that grows in one typed array: four bytes a number, for a million rows. */
export class NumberList {
  #items = new Uint32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) this.#grow(this.#length * 2);
    this.#items[this.#length++] = value;
  }

  /** Adds `value` unless it was the last one added: entries come in order, several issues each. */
  pushNew(value: number): void {
    if (this.#length === 0 || this.#items[this.#length - 1] !== value) this.push(value);
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#items[index] ?? 0) : 0;
  }

  /** Sets any index; numbers in between are 0. */
  set(index: number, value: number): void {
    if (index >= this.#items.length) this.#grow(Math.max(index + 1, this.#items.length * 2));
    this.#items[index] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  /** The numbers, sorted and each once. Later changes to the list may or may not show. */
  sortedSet(): Uint32Array {
    const items = this.#items.subarray(0, this.#length);
    if (isAscending(items)) return items;
    const sorted = items.slice().sort();
    let kept = 0;
    for (let index = 0; index < sorted.length; index++) {
      const value = sorted[index] ?? 0;
      if (index === 0 || value !== sorted[index - 1]) sorted[kept++] = value;
    }
    return sorted.subarray(0, kept);
  }

  #grow(size: number): void {
    const larger = new Uint32Array(size);
    larger.set(this.#items);
    this.#items = larger;
  }
}

function isAscending(items: Uint32Array): boolean {
  for (let index = 1; index < items.length; index++) {
    if ((items[index] ?? 0) <= (items[index - 1] ?? 0)) return false;
  }
  return true;
}

/** Whether a sorted list has the value. */
export function includesSorted(items: Uint32Array, value: number): boolean {
  const index = firstAtLeast(items, value);
  return index < items.length && items[index] === value;
}

/** Index of the first item not below `value`; the length when there is none. */
export function firstAtLeast(items: Uint32Array, value: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
