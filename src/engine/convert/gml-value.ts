import { type GmlProperty, type GmlType, gmlNull, manyValues, typeAfter } from "./gml-schema.ts";
import type { OgrField, OgrValue } from "./ogr-types.ts";
import { convertValue } from "./ogr-value.ts";

/** OGR goes on adjusting types while it reads, when the columns stand. */
export function typeAgain(type: GmlType, values: readonly string[] | undefined): GmlType {
  let current = type;
  for (const [at, value] of (values ?? []).entries()) {
    if (value !== gmlNull)
      current = typeAfter(current, values?.slice(Math.max(0, at - manyValues), at + 1) ?? []);
  }
  return current;
}

/** The values a feature has for a property, read as one type and put into a column of the type found before. */
export function gmlFieldValue(
  property: GmlProperty,
  type: GmlType,
  values: readonly string[] | undefined,
): OgrValue {
  const value = typedValue(type, values);
  if (type === property.type) return value;
  const [from, to] = [type, property.type].map(fieldOfType);
  if (from === undefined || to === undefined || (to.type === "string" && Array.isArray(value)))
    return undefined;
  return convertValue(from, to, value);
}

function fieldOfType(type: GmlType): OgrField {
  return { name: "", type: type === "untyped" ? "string" : type };
}

function typedValue(type: GmlType, values: readonly string[] | undefined): OgrValue {
  const [first] = values ?? [];
  if (values === undefined || first === undefined || first.toUpperCase() === gmlNull) return undefined;
  switch (type) {
    case "real":
      return realOf(first);
    case "integer":
      return clamped(first, 2 ** 31);
    case "integer64":
      return integer64(first);
    case "boolean":
      return first === "true" || (first !== "false" && clamped(first, 2 ** 31) !== 0);
    case "integer-list":
      return values.map((value) => clamped(value, 2 ** 31));
    case "integer64-list":
      return values.map(integer64);
    case "real-list":
      return values.map(realOf);
    case "boolean-list":
      return values.map((value) => value === "true" || value === "1");
    case "string-list":
      return values;
    default:
      return first;
  }
}

function realOf(text: string): number {
  return Number.parseFloat(text) || 0;
}

function clamped(text: string, limit: number): number {
  const number = Number.parseInt(text, 10) || 0;
  return Math.min(Math.max(number, -limit), limit - 1);
}

function integer64(text: string): number | bigint {
  const [, sign, digits] = /^\s*([+-]?)0*(\d+)/.exec(text) ?? [];
  if (digits === undefined) return 0;
  const limit = sign === "-" ? 2n ** 63n : 2n ** 63n - 1n;
  const size = digits.length > 19 ? limit : BigInt(digits);
  const value = (sign === "-" ? -1n : 1n) * (size > limit ? limit : size);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
