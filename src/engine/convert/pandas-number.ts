/**
 * Text as a number, as pandas reads it out of a table. Not the nearest double: pandas takes 17 digits at most and
 * scales by one power of ten, so the last digit of long numbers differs, and the pipeline's output with it.
 *
 * Source: pandas/_libs/src/parser/tokenizer.c (precise_xstrtod, to_double), parse_helper (floatify)
 */
export interface ReadNumber {
  readonly value: number;
  /** No point and no exponent: an integer, exactly the digits. */
  readonly isInteger: boolean;
}

const maximumDigits = 17;

/** @returns `undefined` when pandas does not take the text for a number */
export function readNumber(text: string): ReadNumber | undefined {
  // `skip white space` of C in front and behind
  const match = /^[ \t-\r]*([+-]?)(\d*)(?:(\.)(\d*))?(?:([eE])([+-]?)(\d+))?[ \t-\r]*$/.exec(text);
  if (match === null) return readWord(text);
  const [, sign, whole = "", point, fraction = "", e, exponentSign, exponentDigits = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const { number, exponent } = significant(whole, fraction);
  const written = Number(exponentDigits.slice(0, maximumDigits)) * (exponentSign === "-" ? -1 : 1);
  const value = scale(sign === "-" ? -number : number, exponent + written);
  return { value, isInteger: point === undefined && e === undefined };
}

/** The first 17 digits as a number, and the power of ten that puts its point right. */
function significant(whole: string, fraction: string): { number: number; exponent: number } {
  let number = 0;
  for (const digit of whole.slice(0, maximumDigits)) number = number * 10 + Number(digit);
  let exponent = Math.max(0, whole.length - maximumDigits);
  const room = Math.max(0, maximumDigits - whole.length);
  const decimals = fraction.slice(0, room);
  for (const digit of decimals) number = number * 10 + Number(digit);
  exponent -= decimals.length;
  return { number, exponent };
}

function scale(number: number, exponent: number): number {
  if (exponent > 308) return number * Number.POSITIVE_INFINITY;
  if (exponent > 0) return number * powerOfTen(exponent);
  if (exponent >= -308) return number / powerOfTen(-exponent);
  return number / powerOfTen(Math.min(-308 - exponent, 308)) / 1e308;
}

/** The double nearest to a power of ten; `10 ** n` is off by one in places. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

function readWord(text: string): ReadNumber | undefined {
  const match = /^([+-]?)(?:inf|infinity)$/i.exec(text);
  if (match === null) return undefined;
  const value = match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return { value, isInteger: false };
}
