/** Numbers as Python reads and writes them. */

const decimalDigit = /\p{Nd}/u;
const notAscii = /[^\0-\x7f]/;

/**
 * The value of a Unicode decimal digit, or -1. Such digits come in unbroken runs of ten from zero, so the value is the
 * distance from the start of the run.
 */
export function digitValue(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 48 && codePoint <= 57 ? codePoint - 48 : -1;
  if (!decimalDigit.test(String.fromCodePoint(codePoint))) return -1;
  let start = codePoint;
  while (decimalDigit.test(String.fromCodePoint(start - 1))) start -= 1;
  return (codePoint - start) % 10;
}

/** Replaces every Unicode decimal digit by its ASCII one; all else stays. */
export function asciiDigits(text: string): string {
  if (!notAscii.test(text)) return text;
  let ascii = "";
  for (const character of text) {
    const value = digitValue(character.codePointAt(0) ?? 0);
    ascii += value < 0 ? character : String(value);
  }
  return ascii;
}

// Python's limit on digits in text to int conversion; longer texts are refused.
const integerDigitLimit = 4300;
// Python turns Unicode spaces above ASCII into blanks and then strips C white space, so U+001C..U+001F stay and spoil it.
const edges =
  /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
const integer = /^([+-]?)(\d+(?:_\d+)*)$/;

/** `int(text)`; `undefined` where Python raises ValueError. */
export function parseInteger(text: string): bigint | undefined {
  const match = integer.exec(asciiDigits(text.replace(edges, "")));
  if (match === null) return undefined;
  const digits = (match[2] ?? "").replaceAll("_", "");
  if (digits.length > integerDigitLimit) return undefined;
  const magnitude = BigInt(digits);
  return match[1] === "-" ? -magnitude : magnitude;
}

/** `str(float)`: the shortest digits that read back as the same number, with Python's choice of exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0.0";
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    // JavaScript writes 1e-7, Python 1e-07.
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}
