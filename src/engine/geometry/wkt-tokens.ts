import { parseCNumber } from "./c-number.ts";

export type TokenKind = "(" | ")" | "," | "number" | "word" | "end";

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const openBracket = 40;
const closeBracket = 41;
const comma = 44;
const point = 46;
const zero = 48;
const nine = 57;

/** 10^0 to 10^22: the powers of ten a double holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Splits Well-Known Text as GEOS's tokenizer does: brackets, commas, and everything between white space (space, tab,
 * CR, LF), brackets and commas, which is a number when C's `strtod` takes all of it and a word otherwise.
 * Text after a NUL does not exist, as for any C string.
 */
export class WktTokens {
  /** Value of the last token of kind `number`. */
  number = 0;
  private readonly source: string;
  private readonly end: number;
  private position = 0;
  private wordStart = 0;
  private wordEnd = 0;

  constructor(source: string) {
    this.source = source;
    const nul = source.indexOf("\0");
    this.end = nul < 0 ? source.length : nul;
  }

  /** Text of the last token of kind `word`. */
  get text(): string {
    return this.source.slice(this.wordStart, this.wordEnd);
  }

  /** Moves past the next token and says what it was. */
  next(): TokenKind {
    this.skipSpace();
    if (this.position >= this.end) return "end";
    switch (this.source.charCodeAt(this.position)) {
      case openBracket:
        this.position += 1;
        return "(";
      case closeBracket:
        this.position += 1;
        return ")";
      case comma:
        this.position += 1;
        return ",";
    }
    if (this.readPlainDecimal()) return "number";
    return this.readOther();
  }

  /** Whether the next token is a number; does not move. */
  nextIsNumber(): boolean {
    this.skipSpace();
    if (this.position >= this.end) return false;
    const code = this.source.charCodeAt(this.position);
    // The usual answers, without reading the token.
    if (code === comma || code === closeBracket || code === openBracket) return false;
    const before = this.position;
    const kind = this.next();
    this.position = before;
    return kind === "number";
  }

  private skipSpace(): void {
    while (this.position < this.end && isSpace(this.source.charCodeAt(this.position))) this.position += 1;
  }

  /**
   * Reads `-12.345` with at most 15 digits: an integer below 2^53 divided by an exact power of ten is rounded
   * correctly, which spares slicing and parsing most ordinates. Anything else is left to `readOther`.
   */
  private readPlainDecimal(): boolean {
    const { source, end } = this;
    let at = this.position;
    const negative = source.charCodeAt(at) === 45;
    if (negative) at += 1;
    let mantissa = 0;
    let digits = 0;
    let decimals = -1;
    for (; at < end; at += 1) {
      const code = source.charCodeAt(at);
      if (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if (code === point && decimals < 0) {
        decimals = 0;
      } else if (isSpace(code) || code === comma || code === closeBracket || code === openBracket) {
        break;
      } else {
        return false;
      }
    }
    if (digits === 0 || digits > 15) return false;
    const value = decimals > 0 ? mantissa / exactPowers[decimals]! : mantissa;
    this.number = negative ? -value : value;
    this.position = at;
    return true;
  }

  private readOther(): TokenKind {
    const { source, end } = this;
    let at = this.position;
    for (; at < end; at += 1) {
      const code = source.charCodeAt(at);
      if (isSpace(code) || code === comma || code === closeBracket || code === openBracket) break;
    }
    this.wordStart = this.position;
    this.wordEnd = at;
    this.position = at;
    const value = parseCNumber(this.text);
    if (value === undefined) return "word";
    this.number = value;
    return "number";
  }
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab;
}
