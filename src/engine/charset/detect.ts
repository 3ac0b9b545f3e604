import type { ByteSource } from "../convert/source.ts";
import {
  coherenceRatios,
  type Languages,
  languagesOfCodePage,
  languagesOfMultiByte,
  mergeRatios,
} from "./coherence.ts";
import {
  codePageOf,
  decodeLeniently,
  decodeMultiByte,
  decodeSingleByte,
  isMultiByte,
  multiByteCodecs,
  singleByteCodecs,
} from "./decoder.ts";
import { messRatio } from "./mess.ts";
import { codecNames } from "./names.ts";
import { similarCodecs } from "./similar.ts";
import { type ByteSurvey, surveyBytes } from "./survey.ts";

/** Bytes a piece that is looked at has, and how many pieces. */
const pieceBytes = 512;
const pieces = 5;
/** A text this much unlike written text is not in that character set. */
const messLimit = 0.2;
/** From this size on not every candidate is decoded as a whole. */
const tooBig = 10_000_000;

/**
 * The codec Python would read these bytes with, as the pipeline's detector guesses it (charset-normalizer 3.5,
 * `from_path(path).best()`), with `-sig` appended where there is a byte order mark, as the pipeline does; `undefined` when
 * it finds none, or when there are no bytes. A codec Python lacks (`utf_16-sig`) is answered as it is: the pipeline fails
 * on it.
 *
 * Text without bytes above 127, and UTF-8, are told in one pass over the bytes; anything else is weighed: how unlike
 * written text each decoding looks, and how well the frequencies of its letters fit a language.
 *
 * Behaviour of charset-normalizer (MIT), described here in our own terms; docs/conformance.md states the agreement.
 */
export function detectCharset(source: ByteSource): string | undefined {
  if (source.size === 0) return undefined;
  const survey = surveyBytes(source);
  const best = new Detection(source, survey).best();
  if (best === undefined) return undefined;
  return best.mark ? `${best.codec}-sig` : best.codec;
}

interface Match {
  readonly codec: string;
  readonly mess: number;
  readonly languages: Languages;
  readonly coherence: number;
  /** Part of the bytes that multi-byte characters save, 0 to 1. */
  readonly saved: number;
  readonly mark: boolean;
}

type Mark = readonly [codec: string, bytes: readonly number[]];

const marks: readonly Mark[] = [
  ["utf_8", [0xef, 0xbb, 0xbf]],
  ["utf_7", [0x2b, 0x2f, 0x76, 0x38]],
  ["utf_7", [0x2b, 0x2f, 0x76, 0x39]],
  ["utf_7", [0x2b, 0x2f, 0x76, 0x2b]],
  ["utf_7", [0x2b, 0x2f, 0x76, 0x2f]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
  ["utf_32", [0x00, 0x00, 0xfe, 0xff]],
  ["utf_32", [0xff, 0xfe, 0x00, 0x00]],
  ["utf_16", [0xfe, 0xff]],
  ["utf_16", [0xff, 0xfe]],
];

const declaration = /(?:encoding|charset|coding)[:= ]{1,10}["']?([a-zA-Z0-9_-]+)/gi;

class Detection {
  readonly #source: ByteSource;
  readonly #survey: ByteSurvey;
  readonly #size: number;
  readonly #pieceBytes: number;
  readonly #step: number;
  readonly #mark: Mark | undefined;
  readonly #declared: string | undefined;
  #bytes: Uint8Array | undefined;

  constructor(source: ByteSource, survey: ByteSurvey) {
    this.#source = source;
    this.#survey = survey;
    this.#size = source.size;
    const count = this.#size <= pieceBytes * pieces ? 1 : pieces;
    this.#step = Math.trunc(this.#size / count);
    this.#pieceBytes = count === 1 ? this.#size : Math.min(pieceBytes, this.#step);
    const start = source.read(0, 8192);
    this.#mark = marks.find(([, mark]) => mark.every((byte, index) => start[index] === byte));
    this.#declared = declaredCodec(start);
  }

  best(): Match | undefined {
    const first = [this.#mark?.[0], this.#declared, "ascii", "utf_8"].filter((codec) => codec !== undefined);
    const tested = new Set<string>();
    const skipped = new Set<string>();
    const results: Match[] = [];
    const early: Match[] = [];
    const fallbacks = new Map<string, Match>();
    let definitive: ReadonlySet<string> | undefined;
    let afterDefinitive = 0;
    let definitiveMultiByte = false;

    for (const codec of [...first, ...multiByteCodecs, ...singleByteCodecs]) {
      if (tested.has(codec)) continue;
      tested.add(codec);
      const mark = this.#mark?.[0] === codec;
      if (["utf_16", "utf_32", "utf_7"].includes(codec) && !mark) continue;
      if (skipped.has(codec)) continue;
      const multiByte = isMultiByte(codec);
      const languages = multiByte ? languagesOfMultiByte(codec) : languagesOfCodePage(codec);
      if (definitive && !languages.some((language) => definitive?.has(language))) continue;
      // Enough of the same family have been found: more would change nothing.
      if (definitive && !multiByte && afterDefinitive >= 7) continue;
      if (definitiveMultiByte && !multiByte) continue;

      const decoded = this.#decode(codec, multiByte, mark);
      if (decoded === undefined) continue;
      const { texts, whole } = decoded;
      const { mean, gaveUp } = this.#mess(texts, mark && !stripsMark(codec));
      if (mean >= messLimit || gaveUp) {
        for (const similar of similarCodecs[codec] ?? []) skipped.add(similar);
        if (["ascii", "utf_8", this.#declared, "utf_16", "utf_32"].includes(codec)) {
          fallbacks.set(codec, { codec, mess: messLimit, languages: [], coherence: 0, saved: 0, mark });
        }
        continue;
      }
      const found =
        codec === "ascii" ? [] : mergeRatios(texts.map((text) => coherenceRatios(text, languages)));
      const match: Match = {
        codec,
        mess: mean,
        languages: found,
        coherence: found[0]?.[1] ?? 0,
        saved: whole === undefined ? 0 : 1 - pointCount(whole) / this.#size,
        mark,
      };
      this.#add(results, match);
      if (definitive && !multiByte && mean < 0.02) afterDefinitive += 1;

      if (["ascii", "utf_8", this.#declared].includes(codec) && mean < 0.1) {
        if (mean === 0) return match;
        this.#add(early, match);
      }
      const declaredTested = this.#declared === undefined || tested.has(this.#declared);
      const commonTested = tested.has("ascii") && tested.has("utf_8");
      if (early.length > 0 && declaredTested && commonTested) return this.#sort(early)[0];
      if (!definitive && !multiByte && commonTested && match.coherence >= 0.5)
        definitive = new Set(languages);
      const saves = whole !== undefined && pointCount(whole) < this.#size * 0.98;
      if (multiByte && !codec.startsWith("utf_") && saves && commonTested) definitiveMultiByte = true;
      if (mark) return results.find((result) => result.codec === codec) ?? match;
    }
    if (results.length > 0) return this.#sort(results)[0];
    return (
      fallbacks.get(this.#declared ?? "") ??
      fallbacks.get("utf_8") ??
      fallbacks.get("utf_16") ??
      fallbacks.get("ascii")
    );
  }

  /** The pieces that are looked at, and the whole text of a multi-byte codec; `undefined` when the bytes do not fit. */
  #decode(codec: string, multiByte: boolean, mark: boolean): { texts: string[]; whole?: string } | undefined {
    const strip = mark && stripsMark(codec);
    const markBytes = this.#mark?.[1].length ?? 0;
    const offsets = this.#offsets(mark ? markBytes : 0);
    if (!multiByte) {
      const page = codePageOf(codec);
      if (page === undefined || !this.#survey.decodesWith(page)) return undefined;
      const shift = strip ? markBytes : 0;
      const texts: string[] = [];
      for (const offset of offsets) {
        const text = decodeSingleByte(this.#read(offset + shift, offset + shift + this.#pieceBytes), page);
        if (text === undefined || text === "") break;
        texts.push(text);
      }
      return { texts };
    }
    if (codec === "utf_8" && !this.#survey.validUtf8) return undefined;
    const codecRead = mark ? (unmarked(codec, this.#mark?.[1]) ?? codec) : codec;
    const whole = decodeMultiByte(
      strip || codecRead !== codec ? this.#all().subarray(markBytes) : this.#all(),
      codecRead,
    );
    if (whole === undefined) return undefined;
    const texts: string[] = [];
    for (const offset of offsets) {
      const end = offset + this.#pieceBytes;
      if (end > this.#size + 8) continue;
      texts.push(this.#piece(offset, end, codecRead, whole));
    }
    return { texts, whole };
  }

  /** A piece of a multi-byte text, begun up to three bytes earlier when it was cut inside a character. */
  #piece(offset: number, end: number, codec: string, whole: string): string {
    let text = decodeLeniently(this.#read(offset, end), codec);
    if (offset === 0 || whole.includes(text.slice(0, 16))) return text;
    for (let start = offset; start > offset - 4; start -= 1) {
      text = decodeLeniently(this.#read(Math.max(0, start), end), codec);
      if (whole.includes(text.slice(0, 16))) break;
    }
    return text;
  }

  #mess(texts: readonly string[], once: boolean): { mean: number; gaveUp: boolean } {
    const mostBad = Math.max(Math.trunc(Math.ceil(this.#size / this.#step) / 4), 2);
    let bad = 0;
    let sum = 0;
    let seen = 0;
    for (const text of texts) {
      const ratio = messRatio(text, messLimit);
      sum += ratio;
      seen += 1;
      if (ratio >= messLimit) bad += 1;
      if (bad >= mostBad || once) break;
    }
    return { mean: seen === 0 ? 0 : sum / seen, gaveUp: bad >= mostBad };
  }

  /** Adds a match, unless an equally good one decodes to the same text. */
  #add(results: Match[], match: Match): void {
    const same = (other: Match) => other.mess === match.mess && this.#sameText(other.codec, match.codec);
    if (this.#size >= tooBig || !results.some(same)) results.push(match);
  }

  #sameText(a: string, b: string): boolean {
    const pageA = codePageOf(a);
    const pageB = codePageOf(b);
    if (pageA && pageB) return this.#survey.bytesPresent.every((byte) => pageA[byte] === pageB[byte]);
    // ASCII text is the same in UTF-8; two multi-byte codecs are compared as texts.
    if ((a === "ascii" && b === "utf_8") || (b === "ascii" && a === "utf_8")) return true;
    if (pageA || pageB) return false;
    return decodeMultiByte(this.#all(), a) === decodeMultiByte(this.#all(), b);
  }

  /** In Python's order: its sort, with a comparison that is not transitive, so that the way of sorting matters. */
  #sort(matches: readonly Match[]): Match[] {
    return binarySort([...matches], (a, b) => {
      const closeMess = Math.abs(a.mess - b.mess) < 0.005;
      if (!closeMess) return a.mess < b.mess;
      if (Math.abs(a.coherence - b.coherence) > 0.02) return a.coherence > b.coherence;
      return this.#size >= tooBig ? a.mess < b.mess : a.saved > b.saved;
    });
  }

  #offsets(start: number): number[] {
    const offsets: number[] = [];
    for (let at = start; at < this.#size; at += this.#step) offsets.push(at);
    return offsets;
  }

  #read(start: number, end: number): Uint8Array {
    return this.#bytes ? this.#bytes.subarray(start, end) : this.#source.read(start, end);
  }

  #all(): Uint8Array {
    this.#bytes ??= this.#source.read(0, this.#size);
    return this.#bytes;
  }
}

function stripsMark(codec: string): boolean {
  return codec !== "utf_16" && codec !== "utf_32";
}

/** UTF-16 and UTF-32 with a mark, by the order of bytes it tells. */
function unmarked(codec: string, mark: readonly number[] | undefined): string | undefined {
  if (codec === "utf_16") return mark?.[0] === 0xff ? "utf_16_le" : "utf_16_be";
  if (codec === "utf_32") return mark?.[0] === 0xff ? "utf_32_le" : "utf_32_be";
  return undefined;
}

/** The character set that the first 8 kB declare, as in `<?xml encoding="..."?>`. */
function declaredCodec(start: Uint8Array): string | undefined {
  let text = "";
  for (const byte of start) if (byte < 128) text += String.fromCharCode(byte);
  for (const [, name = ""] of text.matchAll(declaration)) {
    const codec = codecNames.get(name.toLowerCase().replaceAll("-", "_"));
    if (codec !== undefined) return codec;
  }
  return undefined;
}

function pointCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) count += 1;
  }
  return count;
}

/** Python's list.sort for fewer than 64 items: the run at the start, then binary insertion. */
function binarySort<T>(items: T[], isLess: (a: T, b: T) => boolean): T[] {
  const at = (index: number) => items[index] as T;
  let run = Math.min(items.length, 1);
  if (items.length > 1) {
    run = 2;
    const descending = isLess(at(1), at(0));
    while (run < items.length && isLess(at(run), at(run - 1)) === descending) run += 1;
    if (descending) items.splice(0, run, ...items.slice(0, run).reverse());
  }
  for (let start = run; start < items.length; start += 1) {
    const pivot = at(start);
    let left = 0;
    let right = start;
    while (left < right) {
      const middle = left + ((right - left) >> 1);
      if (isLess(pivot, at(middle))) right = middle;
      else left = middle + 1;
    }
    items.splice(start, 1);
    items.splice(left, 0, pivot);
  }
  return items;
}
