import { asciiDigits } from "../python-number.ts";

// Python blanks out Unicode spaces above ASCII and then strips C white space: U+001C..U+001F stay.
const edges =
  /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
const digits = "\\d(?:_?\\d)*";
const finite = new RegExp(`^[+-]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:[eE][+-]?${digits})?$`);
const infinite = /^([+-]?)inf(?:inity)?$/i;
const notANumber = /^[+-]?nan$/i;

/** What nearly all cells hold. */
const plain = /^-?[0-9]+(?:\.[0-9]+)?$/;

/** `float(text)`; `undefined` where Python raises ValueError. */
export function parsePythonFloat(text: string): number | undefined {
  if (plain.test(text)) return Number(text);
  const trimmed = asciiDigits(text.replace(edges, ""));
  if (finite.test(trimmed)) return Number(trimmed.replaceAll("_", ""));
  const sign = infinite.exec(trimmed);
  if (sign) return sign[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return notANumber.test(trimmed) ? Number.NaN : undefined;
}
