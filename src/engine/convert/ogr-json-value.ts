import { leadingInteger, leadingReal } from "./c-number.ts";
import { isArray, isInteger, isObject, isRealText, numberValue, type OgrJson } from "./ogr-json.ts";
import { jsonList, jsonReal, jsonString } from "./ogr-json-text.ts";

/** JSON values as json-c turns one kind into another. */

export interface IntegerRange {
  readonly low: bigint;
  readonly high: bigint;
}

export const int32: IntegerRange = { low: -(2n ** 31n), high: 2n ** 31n - 1n };
export const int64: IntegerRange = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

/** The whole number of any value: reals are cut, texts read as far as they go, all clamped. */
export function integerValue(value: OgrJson, { low, high }: IntegerRange): bigint {
  const whole = wholeValue(value);
  return whole > high ? high : whole < low ? low : whole;
}

function wholeValue(value: OgrJson): bigint {
  if (isInteger(value)) return value.integer;
  if (typeof value === "string") return leadingInteger(value);
  const number = numberValue(value) ?? (value === true ? 1 : 0);
  if (Number.isNaN(number)) return int64.low;
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : number > 0 ? int64.high : int64.low;
}

/** The real number of any value; a text counts only when all of it is a number. */
export function realValue(value: OgrJson): number {
  if (typeof value === "string") {
    const { value: number, length } = leadingReal(value);
    return length === value.length ? number : 0;
  }
  return numberValue(value) ?? (value === true ? 1 : 0);
}

/** C strings end at a NUL. */
export function cString(text: string): string {
  const nul = text.indexOf("\0");
  return nul < 0 ? text : text.slice(0, nul);
}

/** A value as a string: text as it is up to a NUL, all else as JSON; `undefined` for null. */
export function jsonText(value: OgrJson): string | undefined {
  if (value === null) return undefined;
  return typeof value === "string" ? cString(value) : nestedText(value);
}

function nestedText(value: OgrJson): string {
  if (value === null) return "null";
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return jsonReal(value);
  if (isInteger(value)) return value.integer.toString();
  if (isRealText(value)) return value.real;
  if (isArray(value)) return jsonList(value.map(nestedText));
  if (!isObject(value) || value.size === 0) return "{ }";
  const members: string[] = [];
  for (const [name, nested] of value) members.push(`${jsonString(name)}: ${nestedText(nested)}`);
  return `{ ${members.join(", ")} }`;
}
