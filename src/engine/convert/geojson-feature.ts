import type { GeojsonFields } from "./geojson-fields.ts";
import { readGeojsonGeometry } from "./geojson-geometry.ts";
import {
  isArray,
  isInteger,
  isObject,
  member,
  numberValue,
  type OgrJson,
  type OgrObject,
} from "./ogr-json.ts";
import { int32, int64, integerValue, jsonText, realValue } from "./ogr-json-value.ts";
import type { OgrFeature, OgrField, OgrGeometry, OgrValue } from "./ogr-types.ts";
import { parseValue } from "./ogr-value.ts";

/**
 * Reads features of a layer whose columns are known.
 *
 * Source: GDAL 3.6.2 ogrgeojsonreader.cpp (ReadFeature, OGRGeoJSONReaderSetField)
 */
export function featureReader({ fields, idIsNumber }: GeojsonFields): (feature: OgrObject) => OgrFeature {
  const places = new Map(fields.map((field, place) => [field.name, place]));
  return (feature) => {
    const values = new Array<OgrValue>(fields.length).fill(undefined);
    const isSet = new Array<boolean>(fields.length).fill(false);
    const set = (name: string, value: OgrJson, asText: boolean) => {
      const place = places.get(name);
      const field = place === undefined ? undefined : fields[place];
      if (place === undefined || field === undefined) return;
      values[place] = asText ? textToField(field, value) : fieldValue(field, value);
      isSet[place] = true;
    };

    const properties = member(feature, "properties");
    if (isObject(properties)) {
      for (const [name, value] of properties) set(name, value, false);
    } else if (properties === undefined || properties === null) {
      for (const [name, value] of feature) set(name, value, true);
    }
    const id = member(feature, "id");
    if (id !== undefined && id !== null && !idIsNumber && !isSet[places.get("id") ?? -1]) set("id", id, true);
    return { geometry: featureGeometry(feature), values };
  };
}

/** The last of several `geometry` members, in any case, but a null among them ends the search with nothing. */
function featureGeometry(feature: OgrObject): OgrGeometry | undefined {
  let geometry: OgrJson = null;
  for (const [name, value] of feature) {
    if (name !== "geometry" && name.toLowerCase() !== "geometry") continue;
    if (value === null) return undefined;
    geometry = value;
  }
  return readGeojsonGeometry(geometry);
}

/** A value put into a column of any type by way of its text. */
function textToField(field: OgrField, value: OgrJson): OgrValue {
  const text = jsonText(value);
  return text === undefined ? undefined : parseValue(field.type, text);
}

/** A JSON value put into a column of a type that fits all of its column's values. */
export function fieldValue(field: OgrField, value: OgrJson): OgrValue {
  if (value === null) return undefined;
  switch (field.type) {
    case "boolean":
      return integerValue(value, int64) === 0n ? 0n : 1n;
    case "integer":
      return integerValue(value, int32);
    case "integer64":
      return integerValue(value, int64);
    case "real":
      return realValue(value);
    case "boolean-list":
      return listOf(value, isScalarNumber, (item) => (integerValue(item, int32) === 0n ? 0n : 1n));
    case "integer-list":
      return listOf(value, isScalarNumber, (item) => integerValue(item, int32));
    case "integer64-list":
      return listOf(value, isScalarNumber, (item) => integerValue(item, int64));
    case "real-list":
      return listOf(value, (item) => isScalarNumber(item) || numberValue(item) !== undefined, realValue);
    case "string-list":
      if (!isArray(value)) return parseValue(field.type, jsonText(value) ?? "");
      return value.slice(0, nullAt(value)).map((item) => jsonText(item) ?? "");
    default:
      return textToField(field, value);
  }
}

/** Texts stop at the first null. */
function nullAt(list: readonly OgrJson[]): number {
  const at = list.indexOf(null);
  return at < 0 ? list.length : at;
}

/** A list as it is; one value that may stand for a list as a list of one. */
function listOf<T extends number | bigint>(
  value: OgrJson,
  mayStandAlone: (value: OgrJson) => boolean,
  read: (value: OgrJson) => T,
): readonly T[] | undefined {
  if (isArray(value)) return value.map(read);
  return mayStandAlone(value) ? [read(value)] : undefined;
}

function isScalarNumber(value: OgrJson): boolean {
  return typeof value === "boolean" || isInteger(value);
}
