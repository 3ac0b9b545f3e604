import { asciiDigits } from "./python-number.ts";
import { strip } from "./python-text.ts";

/**
 * Python's `decimal.Decimal`, as far as the pipeline uses it: reading text, rounding to places, writing plainly.
 * `digits` has no leading zeros (zero is `"0"`); the value is digits times ten to the `exponent`.
 */
export type Decimal =
  | {
      readonly kind: "finite";
      readonly negative: boolean;
      readonly digits: string;
      readonly exponent: number;
    }
  | { readonly kind: "infinity"; readonly negative: boolean }
  | {
      readonly kind: "nan";
      readonly negative: boolean;
      readonly signalling: boolean;
      readonly payload: string;
    };

/** Digits of the default arithmetic context: a rounded result may not have more. */
const contextDigits = 28;
// Limits of the C library behind the module (libmpdec on 64 bits).
const largestExponent = 999_999_999_999_999_999n;
const smallestExponent = -1_999_999_999_999_999_997n;

const finite = /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?$/;
const special = /^([+-]?)(?:(inf(?:inity)?)|(s?)nan([0-9]*))$/i;

/** `Decimal(text)`; `undefined` where Python raises InvalidOperation. */
export function parseDecimal(text: string): Decimal | undefined {
  // As the pipeline's Python: every underscore is ignored, wherever it stands.
  const plain = asciiDigits(strip(text).replaceAll("_", ""));
  const match = finite.exec(plain);
  if (match === null) return parseSpecial(plain);
  const whole = match[2] ?? "";
  const fraction = match[3] ?? match[4] ?? "";
  const digits = (whole + fraction).replace(/^0+(?=.)/, "");
  const exponent = BigInt(match[5] ?? "0") - BigInt(fraction.length);
  const adjusted = exponent + BigInt(digits.length - 1);
  if (adjusted > largestExponent || exponent < smallestExponent) return undefined;
  return { kind: "finite", negative: match[1] === "-", digits, exponent: Number(exponent) };
}

function parseSpecial(text: string): Decimal | undefined {
  const match = special.exec(text);
  if (match === null) return undefined;
  const negative = match[1] === "-";
  if (match[2] !== undefined) return { kind: "infinity", negative };
  return {
    kind: "nan",
    negative,
    signalling: match[3] !== "",
    payload: (match[4] ?? "").replace(/^0+/, ""),
  };
}

/** `round(decimal, places)`, half to even; `undefined` where Python raises InvalidOperation. */
export function roundDecimal(decimal: Decimal, places: number): Decimal | undefined {
  if (decimal.kind === "infinity") return undefined;
  if (decimal.kind === "nan") return decimal.signalling ? undefined : decimal;
  const { negative, digits, exponent } = decimal;
  const excess = -places - exponent;
  let rounded = digits;
  if (digits === "0" || excess > digits.length) rounded = "0";
  else if (excess <= 0) {
    if (digits.length - excess > contextDigits) return undefined;
    rounded = digits + "0".repeat(-excess);
  } else rounded = dropDigits(digits, excess);
  if (rounded.length > contextDigits) return undefined;
  return { kind: "finite", negative, digits: rounded, exponent: -places };
}

/** Removes the last `count` digits (at most all of them), rounding half to even. */
function dropDigits(digits: string, count: number): string {
  const kept = digits.slice(0, digits.length - count) || "0";
  const dropped = digits.slice(digits.length - count);
  const half = `5${"0".repeat(count - 1)}`;
  const up = dropped > half || (dropped === half && "13579".includes(kept.slice(-1)));
  return up ? (BigInt(kept) + 1n).toString() : kept;
}

/** A decimal rounded to places, written without exponent or trailing zeros. Keeps the sign of zero, as the pipeline. */
export function decimalText(decimal: Decimal): string {
  const sign = decimal.negative ? "-" : "";
  if (decimal.kind === "infinity") return `${sign}Infinity`;
  if (decimal.kind === "nan") return `${sign}NaN${decimal.payload}`;
  const places = -decimal.exponent;
  const padded = decimal.digits.padStart(places + 1, "0");
  const whole = padded.slice(0, padded.length - places);
  const fraction = padded.slice(padded.length - places).replace(/0+$/, "");
  return sign + (fraction === "" ? whole : `${whole}.${fraction}`);
}
