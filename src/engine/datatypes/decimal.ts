import { PipelineError } from "../pipeline-error.ts";
import { type Decimal, decimalText, parseDecimal, roundDecimal } from "../python-decimal.ts";
import type { Cell } from "./datatype.ts";

const decimalPlaces = 6;
const separators = /[,£]/g;
// What most cells hold: a number of not too many digits, to which nothing but zeros at the end is to be done.
const plain = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?$/;
const zerosAtEnd = /\.?0+$/;

function withoutZeros(number: string): string {
  return number.endsWith("0") && number.includes(".") ? number.replace(zerosAtEnd, "") : number;
}

/**
 * A decimal number from 0 up, rounded half-even to six places, without trailing zeros or exponent.
 *
 * Logs: `invalid decimal`, `too small`, both with the value after commas and pound signs were removed.
 * Raises: for NaN, Infinity and numbers of more than 28 digits, as the pipeline does.
 * Source: digital_land/datatype/decimal.py
 */
export function decimalDatatype(value: string, cell: Cell): string {
  if (plain.test(value)) return withoutZeros(value);
  const text = value.replace(separators, "");
  const decimal = parsed(text, cell);
  if (decimal === undefined) return "";
  if (decimal.kind === "nan") throw invalidOperation("decimal.normalise", "comparison involving NaN");
  if (decimal.negative && (decimal.kind === "infinity" || decimal.digits !== "0")) {
    cell.log("too small", text, `${cell.field} must be larger than 0.0`);
    return "";
  }
  return formatted(decimal, text, "decimal.format");
}

/**
 * A latitude or longitude: as a decimal, but without bounds, and a pound sign is not removed.
 * Source: digital_land/datatype/latitude.py, longitude.py
 */
export function coordinateDatatype(value: string, cell: Cell): string {
  if (plain.test(value)) return withoutZeros(value);
  const text = value.replaceAll(",", "");
  const decimal = parsed(text, cell);
  return decimal === undefined ? "" : formatted(decimal, text, "latitude.format");
}

function parsed(text: string, cell: Cell): Decimal | undefined {
  const decimal = parseDecimal(text);
  if (decimal === undefined) cell.log("invalid decimal", text, `${cell.field} must be a decimal number`);
  return decimal;
}

function formatted(decimal: Decimal, text: string, raisedIn: string): string {
  const rounded = roundDecimal(decimal, decimalPlaces);
  if (rounded === undefined)
    throw invalidOperation(raisedIn, `cannot round ${text.slice(0, 60)} to six places`);
  return decimalText(rounded);
}

function invalidOperation(raisedIn: string, reason: string): PipelineError {
  return new PipelineError("InvalidOperation", raisedIn, reason);
}
