import { isSpace } from "../python-text.ts";
import type { JsonInteger } from "./json-value.ts";
import { TextBuffer } from "./text-buffer.ts";

/** What the pipeline's JSON reader says when it gives up; the message is the pipeline's own. */
export class JsonStreamError extends Error {}

/** An operator, one of `{}[]:,`. */
export interface OperatorToken {
  readonly operator: string;
}

export type ScalarToken = null | boolean | string | number | JsonInteger;

export type Token = OperatorToken | ScalarToken;

export function isOperator(token: Token | undefined): token is OperatorToken {
  return typeof token === "object" && token !== null && "operator" in token;
}

const operators: Readonly<Record<string, OperatorToken>> = {
  "{": { operator: "{" },
  "}": { operator: "}" },
  "[": { operator: "[" },
  "]": { operator: "]" },
  ":": { operator: ":" },
  ",": { operator: "," },
};

const words: readonly (readonly [string, ScalarToken])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
];

/**
 * Tokens of JSON text as the pipeline's tokeniser (json-stream with its Rust tokeniser) gives them. It is more lenient
 * than the standard: raw line ends in strings, any Unicode white space, NaN and Infinity pass; and stricter: a lone
 * surrogate escape does not.
 *
 * Source: json_stream_rs_tokenizer 0.5.4
 */
export class JsonTokens {
  readonly #buffer: TextBuffer;
  #afterString = false;

  constructor(chunks: Iterable<string>) {
    this.#buffer = new TextBuffer(chunks);
  }

  /**
   * The next token, `undefined` at the end of the text.
   * @param discard true when the value does not matter: numbers then come as `null`
   */
  next(discard = false): Token | undefined {
    for (;;) {
      if (!this.#buffer.has()) return undefined;
      const unit = this.#buffer.text.charCodeAt(this.#buffer.at);
      if (this.#afterString) {
        // Looked at only when someone asks for more.
        this.#afterString = false;
        if (!isDelimiter(unit))
          this.#fail(`Expected whitespace | an operator after strin.  Got ${this.#got()}`);
      }
      if (unit === 0x20 || unit === 0x0a || (unit < 0x20 ? unit >= 9 && unit <= 13 : isUnicodeSpace(unit))) {
        this.#buffer.at += 1;
        continue;
      }
      if (unit === 0x22) return this.#string();
      if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) return this.#number(discard);
      const operator = operators[this.#buffer.text.charAt(this.#buffer.at)];
      if (operator !== undefined) {
        this.#buffer.at += 1;
        return operator;
      }
      return this.#word("");
    }
  }

  /** Passes over a run of coordinate pairs at the position; false when there is none. */
  skipPairs(): boolean {
    return !this.#afterString && this.#buffer.skipPairs();
  }

  #fail(message: string): never {
    throw new JsonStreamError(`${message} at index ${this.#buffer.before + this.#buffer.at}`);
  }

  /** The character at the position, for a message. */
  #got(): string {
    if (!this.#buffer.has()) return "EOF";
    const character = String.fromCodePoint(this.#buffer.text.codePointAt(this.#buffer.at) ?? 0);
    return `'${character === "'" ? "\\'" : character}'`;
  }

  #word(sign: string): ScalarToken {
    for (const [word, value] of words) {
      if (word.charAt(0) !== this.#buffer.text.charAt(this.#buffer.at)) continue;
      for (let index = 0; index < word.length; index += 1) {
        if (!this.#buffer.has()) break;
        if (this.#buffer.text.charAt(this.#buffer.at) !== word.charAt(index)) break;
        this.#buffer.at += 1;
        if (index === word.length - 1) return sign === "-" && typeof value === "number" ? -value : value;
      }
      break;
    }
    return this.#fail(`Invalid JSON character: ${this.#got()}`);
  }

  #string(): string {
    const buffer = this.#buffer;
    const raw = buffer.quoted();
    if (raw === undefined) {
      buffer.at = buffer.text.length;
      return this.#fail("Unterminated string at end of file");
    }
    this.#afterString = true;
    if (!raw.includes("\\")) return raw;
    const end = buffer.at;
    const value = this.#unescape(raw, end - raw.length - 1);
    buffer.at = end;
    return value;
  }

  #unescape(raw: string, start: number): string {
    let text = "";
    let at = 0;
    for (;;) {
      const backslash = raw.indexOf("\\", at);
      if (backslash < 0) return text + raw.slice(at);
      text += raw.slice(at, backslash);
      const letter = raw.charAt(backslash + 1);
      at = backslash + 2;
      const plain = simpleEscapes[letter];
      if (plain !== undefined) {
        text += plain;
        continue;
      }
      this.#buffer.at = start + at - 1;
      if (letter !== "u") this.#fail(`Invalid string escape: ${letter}`);
      const first = this.#hex(raw, at);
      at += 4;
      if (first < 0xd800 || first > 0xdfff) {
        text += String.fromCharCode(first);
        continue;
      }
      if (raw.charAt(at) !== "\\" || raw.charAt(at + 1) !== "u") this.#fail("Unpaired UTF-16 surrogate");
      const second = this.#hex(raw, at + 2);
      at += 6;
      if (second < 0xd800 || second > 0xdfff) {
        this.#fail("Second half of UTF-16 surrogate pair is not a surrogate!");
      }
      if (first >= 0xdc00 || second < 0xdc00) {
        const pair = `\\u${first.toString(16)}\\u${second.toString(16)}`;
        this.#fail(`Error decoding UTF-16 surrogate pair ${pair}`);
      }
      text += String.fromCharCode(first, second);
    }
  }

  #hex(raw: string, at: number): number {
    const digits = raw.slice(at, at + 4);
    // Rust reads a leading plus sign as part of the number.
    if (!/^(?:[0-9A-Fa-f]{4}|\+[0-9A-Fa-f]{3})$/.test(digits)) {
      this.#fail(`Invalid unicode literal: \\u${digits}`);
    }
    return Number.parseInt(digits, 16);
  }

  #number(discard: boolean): ScalarToken {
    const text = this.#buffer.text;
    const start = this.#buffer.at;
    let at = start;
    let unit = text.charCodeAt(at);
    if (unit === 0x2d) unit = text.charCodeAt(++at);
    if (unit === 0x30) unit = text.charCodeAt(++at);
    else if (unit >= 0x31 && unit <= 0x39) {
      while (unit >= 0x30 && unit <= 0x39) unit = text.charCodeAt(++at);
    } else return this.#oddNumber();
    let isWhole = true;
    if (unit === 0x2e) {
      isWhole = false;
      unit = text.charCodeAt(++at);
      if (!(unit >= 0x30 && unit <= 0x39)) return this.#oddNumber();
      while (unit >= 0x30 && unit <= 0x39) unit = text.charCodeAt(++at);
    }
    // Exponents, errors and numbers at the end of the buffer are rare.
    if (!isDelimiter(unit)) return this.#oddNumber();
    this.#buffer.at = at;
    if (discard) return null;
    const digits = text.slice(start, at);
    if (!isWhole) return Number(digits);
    return { integer: digits === "-0" ? "0" : digits };
  }

  #oddNumber(): ScalarToken {
    // All of it must be in the buffer, the character behind it too.
    let end = this.#buffer.at + 1;
    for (;;) {
      while (end < this.#buffer.text.length && !isDelimiter(this.#buffer.text.charCodeAt(end))) end += 1;
      if (end < this.#buffer.text.length) break;
      const keep = this.#buffer.at;
      if (!this.#buffer.more(keep)) break;
      end -= keep;
    }
    const text = this.#buffer.text.slice(this.#buffer.at, end);
    const match = numberForm.exec(text);
    if (match === null) return this.#badNumber(text);
    this.#buffer.at = end;
    const [, sign = "", digits = "", fraction = "", exponent = ""] = match;
    if (fraction !== "" || exponent !== "") return Number(text);
    return { integer: digits === "0" ? "0" : sign + digits };
  }

  #badNumber(text: string): ScalarToken {
    const start = this.#buffer.at;
    const stop = (at: number, message: string): never => {
      this.#buffer.at = start + at;
      return this.#fail(message);
    };
    const got = (at: number) => {
      const character = text.charAt(at);
      return character === "" ? this.#gotAt(start + at) : `'${character}'`;
    };
    let at = 0;
    if (text.charAt(0) === "-") {
      at = 1;
      if (text.charAt(1) === "I") {
        this.#buffer.at = start + 1;
        return this.#word("-");
      }
      if (!isDecimal(text.charAt(1))) {
        return stop(1, `A - must be followed by a digit or Infinity.  Got ${got(1)}`);
      }
    }
    const zero = text.charAt(at) === "0";
    while (isDecimal(text.charAt(at)) && !(zero && at > 0 && isDecimal(text.charAt(at - 1)))) at += 1;
    if (zero && !/[.eE]/.test(text.charAt(at))) {
      return stop(at, `A 0 must be followed by a '.' | a 'e'.  Got ${got(at)}`);
    }
    if (text.charAt(at) === ".") {
      at += 1;
      if (!isDecimal(text.charAt(at))) {
        return stop(at, "A number with a decimal point must be followed by a fractional part");
      }
      while (isDecimal(text.charAt(at))) at += 1;
      if (!/[eE]/.test(text.charAt(at))) return stop(at, "A number must include only digits");
    }
    if (!/[eE]/.test(text.charAt(at))) return stop(at, `A number must contain only digits.  Got ${got(at)}`);
    at += 1;
    if (!/[-+\d]/.test(text.charAt(at))) {
      return stop(at, `An e in a number must be followed by a '+', '-' | digit.  Got ${got(at)}`);
    }
    at += 1;
    while (isDecimal(text.charAt(at))) at += 1;
    if (at < text.length) return stop(at, `A number exponent must consist only of digits.  Got ${got(at)}`);
    return stop(at, "error parsing float: invalid float literal");
  }

  #gotAt(at: number): string {
    this.#buffer.at = at;
    return this.#got();
  }
}

const numberForm = /^(-?)(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

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

function isDecimal(character: string): boolean {
  return character >= "0" && character <= "9" && character.length === 1;
}

/** Unicode white space above ASCII, as Rust has it (as Python, but for U+001C..U+001F). */
function isUnicodeSpace(unit: number): boolean {
  return unit >= 0x80 && isSpace(unit);
}

function isDelimiter(unit: number): boolean {
  switch (unit) {
    case 0x20: // space
    case 0x2c: // ,
    case 0x3a: // :
    case 0x5b: // [
    case 0x5d: // ]
    case 0x7b: // {
    case 0x7d: // }
      return true;
    default:
      return (unit >= 9 && unit <= 13) || isUnicodeSpace(unit);
  }
}
