import type { OgrField, OgrFieldType } from "./ogr-types.ts";

/**
 * The classes of features found in a GML document and the properties seen in them, with the types their values allow.
 *
 * Source: ogr/ogrsf_frmts/gml/gmlreader.cpp (SetFeaturePropertyDirectly), gmlpropertydefn.cpp (AnalysePropertyValue) of
 * GDAL 3.6.2
 */

/** What OGR puts for a value that is declared as nil. */
export const gmlNull = "___OGR_GML_NULL___";

/** A type still `untyped` is text in the end. */
export type GmlType =
  | "untyped"
  | Extract<
      OgrFieldType,
      | "string"
      | "integer"
      | "integer64"
      | "real"
      | "boolean"
      | "string-list"
      | "integer-list"
      | "integer64-list"
      | "real-list"
      | "boolean-list"
    >;

export interface GmlProperty {
  readonly name: string;
  type: GmlType;
}

/** A class of features: those whose element has this name, case aside. */
export class GmlClass {
  readonly properties: GmlProperty[] = [];
  readonly #indexByPath = new Map<string, number>();
  readonly #names = new Set<string>();
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /**
   * The property at a path of elements, made when there is none yet.
   *
   * @returns its place among the properties, `undefined` when too many have its name already
   */
  propertyAt(path: string): number | undefined {
    const known = this.#indexByPath.get(path);
    if (known !== undefined) return known;
    const name = this.#freeName(path);
    if (name === undefined) return undefined;
    const index = this.properties.length;
    this.properties.push({ name, type: "untyped" });
    this.#names.add(asciiUpper(name));
    this.#indexByPath.set(path, index);
    return index;
  }

  /** Its last element's name; the whole path when that is taken; with underlines while that is taken too. */
  #freeName(path: string): string | undefined {
    const last = path.slice(path.lastIndexOf("|") + 1);
    let name = this.has(last) ? path : last;
    for (let tries = 0; this.has(name); tries++) {
      name += "_";
      if (tries === 10) return undefined;
    }
    return name;
  }

  /** Whether a property has this name, case aside. */
  has(name: string): boolean {
    return this.#names.has(asciiUpper(name));
  }

  fields(): OgrField[] {
    return this.properties.map(({ name, type }) => ({ name, type: type === "untyped" ? "string" : type }));
  }
}

/** Capitals as C has them. */
export function asciiUpper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

const listOf: Partial<Record<GmlType, GmlType>> = {
  integer: "integer-list",
  integer64: "integer64-list",
  real: "real-list",
  string: "string-list",
  boolean: "boolean-list",
};

/** So many values of one property in one feature have their types looked at again with each more, as OGR does. */
export const manyValues = 64;

/** The type of a property after a feature with these values for it, of which all but the last have been seen. */
export function typeAfter(type: GmlType, values: readonly string[]): GmlType {
  let current = type;
  for (const [at, value] of (values.length > manyValues ? values.slice(-2) : values).entries()) {
    if (at > 0) current = listOf[current] ?? current;
    if (value !== "") current = typeAfterValue(current, value);
  }
  return current;
}

function typeAfterValue(type: GmlType, value: string): GmlType {
  const kind = kindOf(value);
  if (kind === "string" && type !== "string" && type !== "string-list") return typeAfterText(type, value);
  switch (type) {
    case "untyped":
    case "integer":
    case "integer64":
      if (kind === "real") return "real";
      return type === "integer64" || !fitsInteger(value) ? "integer64" : "integer";
    case "integer-list":
      if (kind === "real") return "real-list";
      return kind === "integer" && !fitsInteger(value) ? "integer64-list" : type;
    case "integer64-list":
      return kind === "real" ? "real-list" : type;
    default:
      return type;
  }
}

function typeAfterText(type: GmlType, value: string): GmlType {
  const isBoolean = value === "true" || value === "false";
  switch (type) {
    case "untyped":
    case "boolean":
      return isBoolean ? "boolean" : "string";
    case "boolean-list":
      return isBoolean ? type : "string-list";
    case "integer-list":
    case "integer64-list":
    case "real-list":
      return "string-list";
    default:
      return "string";
  }
}

function fitsInteger(value: string): boolean {
  const number = Number.parseInt(value, 10) || 0;
  return number >= -(2 ** 31) && number < 2 ** 31;
}

/** Source: port/cpl_string.cpp of GDAL 3.6.2 (CPLGetValueType) */
function kindOf(value: string): "string" | "integer" | "real" {
  const [found, mantissa, exponent] = numberPattern.exec(value) ?? [];
  if (found === undefined || mantissa === undefined || /^\s*$/.test(value)) return "string";
  const points = `${mantissa}${exponent ?? ""}`.split(".").length - 1;
  if (points > 1) return "string";
  if (exponent === undefined) return points === 1 ? "real" : "integer";
  if (!/\d/.test(mantissa)) return "string";
  return exponent.length > 3 && !Number.isFinite(Number.parseFloat(value)) ? "string" : "real";
}

/** A lone sign or point passes too, as does a point in the exponent: OGR does not look closer. */
const numberPattern = /^[ \t-\r]*[+-]?([\d.]*)(?:[eEdD]((?:[+-]|(?=\d))[\d.]*))?[ \t-\r]*$/;
