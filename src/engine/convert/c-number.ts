/** Numbers in text as C's library reads them: as far as they go, 0 when there is none. */

// White space is ASCII's to C.
const space = "[\\t-\\r ]*";
const wholeNumber = new RegExp(`^${space}([+-]?\\d+)`);
const decimalNumber = new RegExp(`^${space}[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?`, "i");
const wordNumber = new RegExp(`^${space}([+-]?)(inf(?:inity)?|nan(?:\\(\\w*\\))?)`, "i");
const hexNumber = new RegExp(`^${space}([+-]?)0x([\\da-f]+\\.?[\\da-f]*|\\.[\\da-f]+)(?:p([+-]?\\d+))?`, "i");

/** The whole number a text starts with, of any size. */
export function leadingInteger(text: string): bigint {
  const digits = wholeNumber.exec(text)?.[1];
  return digits === undefined ? 0n : BigInt(digits.replace("+", ""));
}

/** `strtod`: the number a text starts with, and how long it is (0 without one). */
export function leadingReal(text: string): { value: number; length: number } {
  const hex = hexNumber.exec(text);
  if (hex !== null) return { value: hexValue(hex), length: hex[0].length };
  const decimal = decimalNumber.exec(text);
  if (decimal !== null) return { value: Number(decimal[0]), length: decimal[0].length };
  const word = wordNumber.exec(text);
  if (word === null) return { value: 0, length: 0 };
  const isNumber = word[2]?.toLowerCase().startsWith("inf") ?? false;
  const value = isNumber ? Number.POSITIVE_INFINITY : Number.NaN;
  return { value: word[1] === "-" ? -value : value, length: word[0].length };
}

function hexValue([, sign, digits = "", exponent = "0"]: RegExpExecArray): number {
  const [whole = "", fraction = ""] = digits.split(".");
  // More digits than a number has do not count.
  const value = Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -value : value;
}

const microsoftNotNumbers = ["1.#QNAN", "1.#SNAN", "-1.#QNAN", "-1.#IND"];

/** GDAL's CPLAtofM: a comma may be the decimal point, when it comes before any point. */
export function gdalReal(text: string): number {
  const start = text.replace(/^ +/, "");
  if (microsoftNotNumbers.some((name) => start.startsWith(name))) return Number.NaN;
  if (start.startsWith("1.#INF")) return Number.POSITIVE_INFINITY;
  if (start.startsWith("-1.#INF")) return Number.NEGATIVE_INFINITY;
  const mark = /[.,]/.exec(text.slice(0, 50))?.[0];
  if (mark !== ",") return leadingReal(text).value;
  return leadingReal(text.replace(".", " ").replace(",", ".")).value;
}
