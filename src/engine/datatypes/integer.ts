import { parseInteger } from "../python-number.ts";
import type { Cell } from "./datatype.ts";

// As the pipeline: `$` also matches before a final line end.
const zeroFraction = /\.0+(?=\n?$)/;
const plain = /^(?:0|[1-9][0-9]{0,14})$/;

/**
 * A whole number from 0 up, in plain digits.
 * Logs: `invalid integer`, `too small`, both with the value after a final `.0` was removed.
 * Source: digital_land/datatype/integer.py
 */
export function integerDatatype(value: string, cell: Cell): string {
  if (plain.test(value)) return value;
  const whole = value.replace(zeroFraction, "");
  const number = parseInteger(whole);
  if (number === undefined) {
    cell.log("invalid integer", whole, `${cell.field} must be a number`);
    return "";
  }
  if (number < 0n) {
    cell.log("too small", whole, `${cell.field} must be larger than 0`);
    return "";
  }
  return number.toString();
}
