import { ColumnOrder } from "./geojson-columns.ts";
import { parseOgrDate } from "./ogr-date.ts";
import {
  isArray,
  isInteger,
  isObject,
  isRealText,
  member,
  type OgrJson,
  type OgrObject,
} from "./ogr-json.ts";
import { cString } from "./ogr-json-value.ts";
import type { OgrField, OgrFieldType } from "./ogr-types.ts";

/** The columns of a set of features, and how ids of features were understood. */
export interface GeojsonFields {
  readonly fields: readonly OgrField[];
  /** Whole numbers as ids are no column. */
  readonly idIsNumber: boolean;
}

/** A column while its type is still being found out. */
interface Column {
  readonly name: string;
  type: OgrFieldType;
  /** A text column with values that are no text. */
  isJson: boolean;
  /** Only nulls so far. */
  isUnknown: boolean;
}

/**
 * Finds the columns of features: call `add` for each, then `finish`.
 *
 * Source: GDAL 3.6.2 ogrgeojsonreader.cpp (GenerateFeatureDefn, OGRGeoJSONReaderAddOrUpdateField)
 */
export class GeojsonFieldCollector {
  readonly #columns: Column[] = [];
  readonly #byName = new Map<string, number>();
  readonly #order = new ColumnOrder();
  #idIsNumber = false;
  /** A column for ids of features themselves. */
  #idColumn: Column | undefined;

  add(feature: OgrObject): void {
    const properties = member(feature, "properties");
    let previous = this.#addId(feature, properties);
    const update = (name: string, value: OgrJson) => {
      const index = this.#update(name, value);
      if (previous !== undefined) this.#order.follow(previous, index);
      previous = index;
    };
    if (isObject(properties)) {
      for (const [name, value] of properties) update(name, value);
      return;
    }
    const isAbsent = properties === undefined;
    if (!isAbsent && (properties === null || (isArray(properties) && properties.length === 0))) return;
    for (const [name, value] of feature) {
      if (!plainMembers.has(name) && !this.#byName.has(name)) update(name, value);
    }
  }

  /** A text column that is there in any case. */
  addTextColumn(name: string): void {
    this.#create(name, { type: "string", isJson: false, isUnknown: false });
  }

  /** Properties alone, the first of them behind the column `after`. */
  addProperties(properties: OgrJson | undefined, after: string): void {
    let previous = this.#byName.get(after);
    if (!isObject(properties)) return;
    for (const [name, value] of properties) {
      const index = this.#update(name, value);
      if (previous !== undefined) this.#order.follow(previous, index);
      previous = index;
    }
  }

  finish(): GeojsonFields {
    const fields: OgrField[] = [];
    for (const index of this.#order.sorted()) {
      const column = this.#columns[index];
      if (column !== undefined) fields.push({ name: column.name, type: column.type });
    }
    return { fields, idIsNumber: this.#idIsNumber };
  }

  /** A feature's own id becomes a column unless it is a whole number that serves as OGR's feature id. */
  #addId(feature: OgrObject, properties: OgrJson | undefined): number | undefined {
    const id = member(feature, "id");
    if (id === undefined || id === null) return undefined;
    const known = this.#byName.get("id");
    if (known !== undefined) {
      const column = this.#idColumn;
      if (column !== undefined && !isInteger(id)) column.type = "string";
      else if (column?.type === "integer" && isInteger(id)) column.type = integerType(id.integer);
      return known;
    }
    if (isInteger(id)) this.#idIsNumber = id.integer >= 0n;
    if (this.#idIsNumber) return undefined;
    if (isObject(properties) && (properties.get("id") ?? null) !== null) return undefined;
    const type = isInteger(id) ? integerType(id.integer) : "string";
    const index = this.#create("id", { type, isJson: false, isUnknown: false });
    this.#idColumn = this.#columns[index];
    return index;
  }

  #create(name: string, state: Omit<Column, "name">): number {
    const index = this.#order.add(name);
    this.#columns.push({ name, ...state });
    this.#byName.set(name, index);
    return index;
  }

  #update(name: string, value: OgrJson): number {
    const index = this.#byName.get(name);
    if (index === undefined) {
      return this.#create(name, { ...firstType(value), isUnknown: value === null });
    }
    const column = this.#columns[index];
    if (value !== null && column !== undefined) widen(column, value);
    return index;
  }
}

const plainMembers = new Set(["type", "geometry", "centroid", "bbox", "center"]);

interface ValueType {
  readonly type: OgrFieldType;
  readonly isJson: boolean;
}

const json: ValueType = { type: "string", isJson: true };

/** Type of a value on its own, strings that look like dates included. */
function firstType(value: OgrJson): ValueType {
  const found = valueType(value);
  return found.type === "string" && typeof value === "string"
    ? { ...found, type: parseOgrDate(cString(value))?.type ?? "string" }
    : found;
}

function valueType(value: OgrJson): ValueType {
  if (value === null || typeof value === "string") return { type: "string", isJson: false };
  if (typeof value === "boolean") return { type: "boolean", isJson: false };
  if (typeof value === "number" || isRealText(value)) return { type: "real", isJson: false };
  if (isInteger(value)) return { type: integerType(value.integer), isJson: false };
  return isArray(value) ? listType(value) : json;
}

function integerType(value: bigint): OgrFieldType {
  return BigInt.asIntN(32, value) === value ? "integer" : "integer64";
}

/** A list of numbers, of texts or of truth values; mixed, with anything else in it or with nothing it is text. */
function listType(list: readonly OgrJson[]): ValueType {
  if (list.length === 0) return json;
  const types = new Set(list.map((item) => (item === null ? undefined : valueType(item))?.type));
  const has = (...allowed: (OgrFieldType | undefined)[]) =>
    [...types].every((type) => allowed.includes(type));
  // Objects and lists count as text by type, so texts are looked at themselves.
  if (list.every((item) => typeof item === "string")) return { type: "string-list", isJson: false };
  if (has("boolean")) return { type: "boolean-list", isJson: false };
  if (has("integer")) return { type: "integer-list", isJson: false };
  if (has("integer", "integer64")) return { type: "integer64-list", isJson: false };
  return has("integer", "integer64", "real") ? { type: "real-list", isJson: false } : json;
}

/** Makes a column's type fit one more value. */
function widen(column: Column, value: OgrJson): void {
  if (column.isUnknown) {
    Object.assign(column, firstType(value), { isUnknown: false });
    return;
  }
  const added = valueType(value);
  const isEmptyList = isArray(value) && value.length === 0;
  if (column.type === "date" || column.type === "time" || column.type === "datetime") {
    widenDate(column, value, added);
    return;
  }
  if (column.type === "string") {
    if (added.type === "string-list" && !column.isJson) column.type = "string-list";
    return;
  }
  // An empty list says nothing of its members, so it leaves a list column alone.
  if (isEmptyList && column.type.endsWith("-list")) return;
  const type = common(column.type, added);
  column.isJson = type === undefined;
  column.type = type ?? "string";
}

function widenDate(column: Column, value: OgrJson, added: ValueType): void {
  const type = typeof value === "string" ? firstType(value).type : added.type;
  if (type === column.type) return;
  if (type === "string") {
    column.type = "string";
    column.isJson = added.isJson;
  } else if (column.type === "date" && type === "datetime") column.type = "datetime";
  else if (!(column.type === "datetime" && type === "date")) Object.assign(column, json);
}

const ranks: Readonly<Partial<Record<OgrFieldType, number>>> = {
  boolean: 0,
  integer: 1,
  integer64: 2,
  real: 3,
  "boolean-list": 0,
  "integer-list": 1,
  "integer64-list": 2,
  "real-list": 3,
  "string-list": 4,
};
const scalars: readonly OgrFieldType[] = ["boolean", "integer", "integer64", "real"];
const lists: readonly OgrFieldType[] = [
  "boolean-list",
  "integer-list",
  "integer64-list",
  "real-list",
  "string-list",
];

/** The narrowest type for values of both, `undefined` when only text will do. */
function common(type: OgrFieldType, added: ValueType): OgrFieldType | undefined {
  if (added.type === "string") return type === "string-list" && !added.isJson ? type : undefined;
  const rank = Math.max(ranks[type] ?? 0, ranks[added.type] ?? 0);
  const isList = type.endsWith("-list") || added.type.endsWith("-list");
  return (isList ? lists : scalars)[rank];
}
