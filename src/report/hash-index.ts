/**
 * Finds texts seen before, in 12 bytes a text: a hash table of 53-bit hashes. Two different texts with one hash are to be
 * expected once in some ten thousand files of a million rows.
 */
export class HashIndex {
  #hashes = new Float64Array(1024);
  #first = new Uint32Array(1024);
  #size = 0;

  /** Remembers that `entry` has this text. @returns the first entry that had it, 0 when none had */
  add(text: string, entry: number): number {
    return this.addHash(hashText(text), entry);
  }

  addHash(hash: number, entry: number): number {
    if (this.#size * 2 >= this.#hashes.length) this.#grow();
    const at = this.#slot(hash);
    const first = this.#first[at] ?? 0;
    if (first !== 0) return first;
    this.#hashes[at] = hash;
    this.#first[at] = entry;
    this.#size++;
    return 0;
  }

  #slot(hash: number): number {
    const mask = this.#hashes.length - 1;
    let at = (hash ^ (hash / 4294967296)) & mask;
    while (this.#first[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [hashes, first] = [this.#hashes, this.#first];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#first = new Uint32Array(hashes.length * 2);
    for (let from = 0; from < first.length; from++) {
      if (first[from] === 0) continue;
      const hash = hashes[from] ?? 0;
      const at = this.#slot(hash);
      this.#hashes[at] = hash;
      this.#first[at] = first[from] ?? 0;
    }
  }
}

/** A whole number below 2^53 for a text: two 32-bit multiplicative hashes side by side. */
export function hashText(text: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  a ^= a >>> 16;
  return (a >>> 0) * 2097152 + (b >>> 11);
}
