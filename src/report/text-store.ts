import { deflateSync, inflateSync } from "fflate";
import { NumberList } from "./number-list.ts";

const chunkBytes = 1 << 18;
/** So much is kept as it is; what is older than that is packed, to about a fifth. */
const plainBytes = 48 << 20;
/** Packed chunks that were asked for are kept unpacked for the next question. */
const unpackedChunks = 16;

/**
 * Many texts in few buffers. A million rows kept as strings cost a worker several times their bytes, and the garbage
 * collector walks them again and again; here they are UTF-8 outside its heap, 12 bytes of index each.
 */
export class TextStore {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #chunks: Chunk[] = [];
  readonly #unpacked = new Map<number, Uint8Array>();
  readonly #chunkOf = new NumberList();
  readonly #start = new NumberList();
  readonly #bytes = new NumberList();
  /** The chunk that short texts go to, and how much of it is full. */
  #open = -1;
  #used = 0;
  /** Bytes kept as they are, and the first chunk that may be. */
  #plain = 0;
  #firstPlain = 0;

  get length(): number {
    return this.#start.length;
  }

  /** @returns the text's number, from 0 */
  add(text: string): number {
    const worst = text.length * 3;
    if (worst > chunkBytes / 4) {
      // A chunk of its own, exactly as long as needed; the open one goes on.
      const own = this.#encoder.encode(text);
      return this.#index(this.#addChunk(own), 0, own.length);
    }
    let open = this.#chunks[this.#open]?.bytes;
    if (!open || open.length - this.#used < worst) {
      open = new Uint8Array(chunkBytes);
      this.#open = this.#addChunk(open);
      this.#used = 0;
    }
    const { written } = this.#encoder.encodeInto(text, open.subarray(this.#used));
    const id = this.#index(this.#open, this.#used, written);
    this.#used += written;
    return id;
  }

  get(id: number): string {
    const bytes = this.#bytes.at(id);
    if (bytes === 0) return "";
    const start = this.#start.at(id);
    return this.#decoder.decode(this.#chunk(this.#chunkOf.at(id)).subarray(start, start + bytes));
  }

  /**
   * Numbers of the texts that contain `needle`, ignoring case. Whole chunks are searched at once, so that 200 MB take
   * about a second; only texts in a chunk with other than ASCII are looked at one by one.
   */
  search(needle: string): Uint32Array {
    const wanted = needle.toLowerCase();
    const hits = new NumberList();
    let first = wanted === "" ? this.length : 0;
    while (first < this.length) {
      const chunk = this.#chunkOf.at(first);
      let end = first + 1;
      while (end < this.length && this.#chunkOf.at(end) === chunk) end++;
      this.#searchRun(first, end, wanted, hits);
      first = end;
    }
    return hits.sortedSet();
  }

  /** Searches texts `first` to `end`, which follow one another in one chunk. */
  #searchRun(first: number, end: number, wanted: string, hits: NumberList): void {
    const start = this.#start.at(first);
    const stop = this.#start.at(end - 1) + this.#bytes.at(end - 1);
    const text = this.#decoder.decode(this.#chunk(this.#chunkOf.at(first)).subarray(start, stop));
    const lower = text.toLowerCase();
    let at = lower.indexOf(wanted);
    if (at < 0) return;
    if (text.length !== stop - start) {
      for (let id = first; id < end; id++) if (this.get(id).toLowerCase().includes(wanted)) hits.push(id);
      return;
    }
    // ASCII: characters are bytes, so a hit's place says which text holds it.
    for (let id = first; id < end && at >= 0; id++) {
      const textEnd = this.#start.at(id) - start + this.#bytes.at(id);
      if (at >= textEnd) continue;
      if (at + wanted.length <= textEnd) hits.push(id);
      // A hit across the end of this text is none; the next one begins in a later text.
      at = lower.indexOf(wanted, textEnd);
    }
  }

  #chunk(number: number): Uint8Array {
    const chunk = this.#chunks[number];
    if (!chunk) return new Uint8Array();
    if (chunk.bytes) return chunk.bytes;
    const known = this.#unpacked.get(number);
    if (known) return known;
    const bytes = inflateSync(chunk.packed, { out: new Uint8Array(chunk.size) });
    if (this.#unpacked.size >= unpackedChunks) this.#unpacked.delete(this.#unpacked.keys().next().value ?? 0);
    this.#unpacked.set(number, bytes);
    return bytes;
  }

  #addChunk(bytes: Uint8Array): number {
    this.#plain += bytes.length;
    while (this.#plain > plainBytes && this.#firstPlain < this.#chunks.length) this.#pack(this.#firstPlain++);
    return this.#chunks.push({ bytes }) - 1;
  }

  #pack(number: number): void {
    const bytes = this.#chunks[number]?.bytes;
    // The open chunk is still written to; it is left alone for good if long texts outran it.
    if (!bytes || number === this.#open) return;
    this.#chunks[number] = { packed: deflateSync(bytes, { level: 1 }), size: bytes.length };
    this.#plain -= bytes.length;
  }

  #index(chunk: number, start: number, bytes: number): number {
    this.#chunkOf.push(chunk);
    this.#start.push(start);
    this.#bytes.push(bytes);
    return this.#start.length - 1;
  }
}

type Chunk =
  | { readonly bytes: Uint8Array; readonly packed?: never }
  | { readonly bytes?: never; readonly packed: Uint8Array; readonly size: number };

/** Unit separator: stands between the parts of one kept text. */
export const separator = "\u001f";

/** In a part a separator is shown by its sign, U+241F. */
export function shownSeparators(part: string): string {
  return part.includes(separator) ? part.replaceAll(separator, "\u241f") : part;
}

export function joinParts(parts: readonly string[]): string {
  const joined = parts.join(separator);
  let found = 0;
  for (let at = joined.indexOf(separator); at >= 0; at = joined.indexOf(separator, at + 1)) found++;
  // One separator fewer than parts, unless a part has some of its own.
  return found <= parts.length - 1 ? joined : parts.map(shownSeparators).join(separator);
}

export function splitParts(text: string): string[] {
  return text.split(separator);
}
