import { TextBuffer } from "./text-buffer.ts";

/**
 * JSON as GDAL reads it. A feature collection goes through GDAL's own streaming parser, anything else through json-c; they
 * agree but for a few points, the `OgrJsonDialect`.
 *
 * Source: GDAL 3.6.2 cpl_json_streaming_parser.cpp, ogrjsoncollectionstreamingparser.cpp; json-c 0.16 json_tokener.c
 */
export type OgrJson =
  | null
  | boolean
  | string
  | number
  | OgrInteger
  | OgrRealText
  | readonly OgrJson[]
  | ReadonlyMap<string, OgrJson>;

export type OgrObject = ReadonlyMap<string, OgrJson>;

/** A whole number, within 64 bits: larger ones are clamped as they are read. */
export interface OgrInteger {
  readonly integer: bigint;
}

/** A real number that keeps its text, as json-c does. */
export interface OgrRealText {
  readonly real: string;
}

export function isObject(value: OgrJson | undefined): value is OgrObject {
  return value instanceof Map;
}

export function isArray(value: OgrJson | undefined): value is readonly OgrJson[] {
  return Array.isArray(value);
}

export function isInteger(value: OgrJson | undefined): value is OgrInteger {
  return typeof value === "object" && value !== null && "integer" in value;
}

export function isRealText(value: OgrJson | undefined): value is OgrRealText {
  return typeof value === "object" && value !== null && "real" in value;
}

/** The value of a number, `undefined` for anything else. */
export function numberValue(value: OgrJson | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (isInteger(value)) return Number(value.integer);
  return isRealText(value) ? Number.parseFloat(value.real) : undefined;
}

/** A member by its name without regard to the case of ASCII letters, the first there is; as GDAL looks up most names. */
export function member(object: OgrObject, name: string): OgrJson | undefined {
  const exact = object.get(name);
  const lower = name.toLowerCase();
  for (const [key, value] of object) {
    if (key === name) return exact;
    if (key.length === name.length && key.toLowerCase() === lower) return value;
  }
  return undefined;
}

/** GDAL cannot read the text; the message is close to its own. */
export class OgrJsonError extends Error {}

export interface OgrJsonDialect {
  /** json-c keeps the text of real numbers, and whole numbers up to 2^64. */
  readonly keepsText: boolean;
  /** Nested containers allowed. */
  readonly deepest: number;
}

export const streamingDialect: OgrJsonDialect = { keepsText: false, deepest: 1024 };
export const jsonCDialect: OgrJsonDialect = { keepsText: true, deepest: 32 };

// A string in a feature collection may have this many bytes (CPLJSonStreamingParser, default).
const longestString = 10_000_000;

const int64Lowest = -(2n ** 63n);
const int64Highest = 2n ** 63n - 1n;
const uint64Highest = 2n ** 64n - 1n;

/** Reads values one after the other; every method throws OgrJsonError where GDAL gives up. */
export class OgrJsonReader {
  readonly #buffer: TextBuffer;
  readonly #dialect: OgrJsonDialect;

  constructor(chunks: Iterable<string>, dialect: OgrJsonDialect) {
    this.#buffer = new TextBuffer(chunks);
    this.#dialect = dialect;
  }

  /** The next unit that is not white space, without taking it; NaN at the end. */
  peek(): number {
    const buffer = this.#buffer;
    for (;;) {
      if (!buffer.has()) return Number.NaN;
      const unit = buffer.text.charCodeAt(buffer.at);
      if (unit !== 0x20 && !(unit >= 9 && unit <= 13)) return unit;
      buffer.at += 1;
    }
  }

  take(): void {
    this.#buffer.at += 1;
  }

  fail(message: string): never {
    throw new OgrJsonError(`${message} (at offset ${this.#buffer.before + this.#buffer.at})`);
  }

  /**
   * The value at the position.
   * @param keep false when only its grammar matters: the answer is then `null`
   */
  value(depth: number, keep: boolean): OgrJson {
    const unit = this.peek();
    switch (unit) {
      case 0x7b: // {
        return this.#object(depth, keep);
      case 0x5b: // [
        return this.#array(depth, keep);
      case 0x22: // "
        return this.string();
      default:
        return this.#number() ?? this.#scalar();
    }
  }

  /** A plain number with more text behind it; `undefined` for anything else, which is left to `#scalar`. */
  #number(): OgrJson | undefined {
    const { text, at: start } = this.#buffer;
    let at = start;
    let unit = text.charCodeAt(at);
    if (unit === 0x2d) unit = text.charCodeAt(++at);
    const whole = at;
    while (unit >= 0x30 && unit <= 0x39) unit = text.charCodeAt(++at);
    if (at === whole) return undefined;
    const isReal = unit === 0x2e;
    if (isReal) {
      unit = text.charCodeAt(++at);
      while (unit >= 0x30 && unit <= 0x39) unit = text.charCodeAt(++at);
    }
    if (!isBareEnd(unit) || at - start > 300) return undefined;
    const digits = text.slice(start, at);
    if (!isReal && digits.length >= 16) return undefined;
    this.#buffer.at = at;
    if (isReal) return this.#dialect.keepsText ? { real: digits } : Number(digits);
    return { integer: BigInt(Number(digits)) };
  }

  /** Moves to the next key of an object and behind its colon; `undefined` behind the closing brace. */
  key(isFirst: boolean): string | undefined {
    let unit = this.peek();
    if (!isFirst && unit === 0x2c) {
      this.take();
      unit = this.peek();
    } else if (!isFirst && unit !== 0x7d) return this.fail("',' expected");
    if (unit === 0x7d) {
      this.take();
      return undefined;
    }
    if (unit !== 0x22) return this.fail("'\"' expected");
    const key = this.string();
    if (this.peek() !== 0x3a) return this.fail("':' expected");
    this.take();
    // C strings end at a NUL.
    const nul = key.indexOf("\0");
    return nul < 0 ? key : key.slice(0, nul);
  }

  /** Moves to the next member of an array; false behind the closing bracket. */
  member(isFirst: boolean): boolean {
    let unit = this.peek();
    if (!isFirst && unit === 0x2c) {
      this.take();
      unit = this.peek();
      if (unit === 0x5d && !this.#dialect.keepsText) return this.fail("Missing value");
    } else if (!isFirst && unit !== 0x5d) return this.fail("',' or ']' expected");
    if (unit !== 0x5d) return true;
    this.take();
    return false;
  }

  #object(depth: number, keep: boolean): OgrJson {
    if (depth >= this.#dialect.deepest) return this.fail("Too many nested objects and/or arrays");
    this.take();
    const object = new Map<string, OgrJson>();
    for (let isFirst = true; ; isFirst = false) {
      const key = this.key(isFirst);
      if (key === undefined) return keep ? object : null;
      const value = this.value(depth + 1, keep);
      if (keep) object.set(key, value);
    }
  }

  #array(depth: number, keep: boolean): OgrJson {
    if (depth >= this.#dialect.deepest) return this.fail("Too many nested objects and/or arrays");
    this.take();
    const array: OgrJson[] = [];
    for (let isFirst = true; this.member(isFirst); isFirst = false) {
      if (!keep && this.#buffer.skipPairs()) continue;
      const value = this.value(depth + 1, keep);
      if (keep) array.push(value);
    }
    return keep ? array : null;
  }

  /** The string whose opening quote is next. */
  string(): string {
    const raw = this.#buffer.quoted();
    if (raw === undefined) return this.fail("Unterminated string");
    if (raw.length > longestString / 3 && !this.#dialect.keepsText && byteLength(raw) > longestString) {
      return this.fail("Too many characters in number");
    }
    const text = raw.includes("\\") ? this.#unescape(raw) : raw;
    // GDAL's parser hands strings on as C strings, which end at a NUL.
    const nul = this.#dialect.keepsText ? -1 : text.indexOf("\0");
    return nul < 0 ? text : text.slice(0, nul);
  }

  #unescape(raw: string): string {
    let text = "";
    let at = 0;
    for (;;) {
      const backslash = raw.indexOf("\\", at);
      if (backslash < 0) return text + raw.slice(at);
      text += raw.slice(at, backslash);
      const letter = raw.charAt(backslash + 1);
      at = backslash + 2;
      const plain = simpleEscapes[letter];
      if (plain !== undefined) text += plain;
      else if (letter === "u") {
        const first = this.#hex(raw, at);
        at += 4;
        const isHigh = first >= 0xd800 && first < 0xdc00;
        if (isHigh && raw.startsWith("\\u", at)) {
          const second = this.#hex(raw, at + 2);
          const isPair = second >= 0xdc00 && second < 0xe000;
          text += isPair ? String.fromCharCode(first, second) : "\ufffd";
          // GDAL's parser takes the second half with the first even when they are no pair; json-c looks at it again.
          if (isPair || !this.#dialect.keepsText) at += 6;
        } else text += first >= 0xd800 && first < 0xe000 ? "\ufffd" : String.fromCharCode(first);
      } else return this.fail(`Illegal escape sequence (\\${letter})`);
    }
  }

  #hex(raw: string, at: number): number {
    const digits = raw.slice(at, at + 4);
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) return this.fail("Illegal character in unicode sequence");
    return Number.parseInt(digits, 16);
  }

  #scalar(): OgrJson {
    const text = this.#bareText();
    switch (text) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
    }
    const first = text.charCodeAt(0);
    const isNumber = first === 0x2d || first === 0x2e || (first >= 0x30 && first <= 0x39);
    if (isNumber && /^[-+.\deE]+$/.test(text)) {
      if (/[.eE]/.test(text)) return this.#dialect.keepsText ? { real: text } : Number.parseFloat(text);
      return { integer: this.#clamp(text) };
    }
    const special = specialNumbers.get(text.toLowerCase());
    if (special === undefined) return this.fail(`Unexpected character (${text.charAt(0)})`);
    return special;
  }

  /** Text up to white space or an operator. */
  #bareText(): string {
    const buffer = this.#buffer;
    let end = buffer.at;
    for (;;) {
      while (end < buffer.text.length && !isBareEnd(buffer.text.charCodeAt(end))) end += 1;
      if (end < buffer.text.length) break;
      const keep = buffer.at;
      if (!buffer.more(keep)) break;
      end -= keep;
    }
    const text = buffer.text.slice(buffer.at, end);
    buffer.at = end;
    return text;
  }

  #clamp(text: string): bigint {
    const digits = /^[-+]?\d+/.exec(text)?.[0] ?? "0";
    const value = digits.length < 16 ? BigInt(Number(digits)) : BigInt(digits);
    const highest = this.#dialect.keepsText ? uint64Highest : int64Highest;
    return value > highest ? highest : value < int64Lowest ? int64Lowest : value;
  }
}

const specialNumbers: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
]);

const simpleEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

function isBareEnd(unit: number): boolean {
  return unit === 0x20 || unit === 0x2c || unit === 0x5d || unit === 0x7d || (unit >= 9 && unit <= 13);
}

/** Length in UTF-8. */
function byteLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return length;
}
