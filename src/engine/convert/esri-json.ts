import { FeaturesById } from "./features-by-id.ts";
import type { OpenText } from "./geojson.ts";
import {
  isArray,
  isInteger,
  isObject,
  jsonCDialect,
  member,
  numberValue,
  type OgrJson,
  OgrJsonError,
  OgrJsonReader,
  type OgrObject,
} from "./ogr-json.ts";
import { int32, integerValue, jsonText } from "./ogr-json-value.ts";
import { widest } from "./ogr-multi-polygon.ts";
import type {
  OgrDimension,
  OgrField,
  OgrFieldType,
  OgrGeometry,
  OgrLayer,
  OgrOrdinates,
  OgrValue,
} from "./ogr-types.ts";
import { parseValue } from "./ogr-value.ts";
import { organisePolygons } from "./organise-polygons.ts";

/**
 * The layer of an ESRI JSON feature set (the answer of an ArcGIS service). Features come in the order of their object
 * ids, dates stay numbers.
 *
 * Source: GDAL 3.6.2 ogresrijsonreader.cpp
 */
export function readEsriJson(open: OpenText): readonly OgrLayer[] {
  const top = new OgrJsonReader(open(), jsonCDialect).value(0, true);
  if (!isObject(top)) throw new OgrJsonError("Failed to read ESRIJSON data");
  const { fields, idField } = readFields(top);
  const features = member(top, "features");
  if (features === undefined || features === null) {
    throw new OgrJsonError("Invalid FeatureCollection object. Missing 'features' member.");
  }
  const hasGeometry = hasGeometries(top);
  const ordered = new FeaturesById();
  for (const feature of isArray(features) ? features : []) {
    if (!isObject(feature)) continue;
    const { values, id } = readAttributes(member(feature, "attributes"), fields, idField);
    ordered.add({ geometry: hasGeometry ? featureGeometry(feature) : undefined, values }, id);
  }
  return [{ name: "", fields, features: ordered.features() }];
}

function readFields(top: OgrObject): { fields: readonly OgrField[]; idField: string } {
  const list = member(top, "fields");
  if (isArray(list)) {
    let idField = "";
    const fields = list.map((field): OgrField => {
      const name = isObject(field) ? jsonText(member(field, "name") ?? null) : undefined;
      const esriType = isObject(field) ? jsonText(member(field, "type") ?? null) : undefined;
      if (name === undefined || esriType === undefined || !isObject(field)) {
        throw new OgrJsonError("Layer schema generation failed.");
      }
      if (esriType.toLowerCase() === "esrifieldtypeoid") idField = name;
      const length = member(field, "length");
      const width = isInteger(length) ? Number(length.integer) : 0;
      return { name, type: fieldType(esriType), width: width === 2 ** 31 - 1 ? 0 : width };
    });
    return { fields, idField };
  }
  const aliases = member(top, "fieldAliases");
  if (!isObject(aliases))
    throw new OgrJsonError("Invalid FeatureCollection object. Missing 'fields' member.");
  return { fields: [...aliases.keys()].map((name): OgrField => ({ name, type: "string" })), idField: "" };
}

function fieldType(esriType: string): OgrFieldType {
  switch (esriType.toLowerCase()) {
    case "esrifieldtypeoid":
    case "esrifieldtypesmallinteger":
    case "esrifieldtypeinteger":
      return "integer";
    case "esrifieldtypedouble":
      return "real";
    default:
      return "string";
  }
}

function readAttributes(
  attributes: OgrJson | undefined,
  fields: readonly OgrField[],
  idField: string,
): { values: readonly OgrValue[]; id: bigint } {
  const values = new Array<OgrValue>(fields.length).fill(undefined);
  let id = -1n;
  if (!isObject(attributes)) return { values, id };
  for (const [name, value] of attributes) {
    const lower = name.toLowerCase();
    const place = fields.findIndex((field) => field.name.toLowerCase() === lower);
    const field = fields[place];
    const text = jsonText(value);
    if (field === undefined || text === undefined) continue;
    if (lower === idField.toLowerCase()) id = integerValue(value, int32);
    values[place] = parseValue(field.type, text);
  }
  return { values, id };
}

/** Without a geometry type or a coordinate system the features are a plain table to GDAL. */
function hasGeometries(top: OgrObject): boolean {
  if (member(top, "geometryType") !== undefined) return true;
  const system = member(top, "spatialReference");
  if (!isObject(system)) return false;
  const code = member(system, "latestWkid") ?? member(system, "wkid");
  return numberValue(code) !== undefined || typeof member(system, "wkt") === "string";
}

function featureGeometry(feature: OgrObject): OgrGeometry | undefined {
  let geometry: OgrJson = null;
  for (const [name, value] of feature) {
    if (name.toLowerCase() !== "geometry") continue;
    if (value === null) return undefined;
    geometry = value;
  }
  return isObject(geometry) ? readGeometry(geometry) : undefined;
}

function readGeometry(geometry: OgrObject): OgrGeometry | undefined {
  const has = (name: string) => (member(geometry, name) ?? null) !== null;
  if (has("x")) return readPoint(geometry);
  const hasM = member(geometry, "hasM") === true;
  if (has("paths")) return readLines(member(geometry, "paths"), hasM);
  if (has("rings")) return readRings(member(geometry, "rings"), hasM);
  return has("points") ? readMultiPoint(member(geometry, "points"), hasM) : undefined;
}

function readPoint(point: OgrObject): OgrGeometry | undefined {
  const x = numberValue(member(point, "x"));
  const y = numberValue(member(point, "y"));
  if (x === undefined || y === undefined) return undefined;
  const height = member(point, "z") ?? null;
  if (height === null) return { type: "Point", dimension: "XY", ordinates: [x, y] };
  const z = numberValue(height);
  return z === undefined ? undefined : { type: "Point", dimension: "XYZ", ordinates: [x, y, z] };
}

/** A list of points: two to four numbers each. The third is a measure, not a height, when the geometry has only those. */
function readPath(
  path: OgrJson,
  hasM: boolean,
): { ordinates: OgrOrdinates; dimension: OgrDimension } | undefined {
  if (!isArray(path)) return undefined;
  const points: (readonly number[])[] = [];
  let hasZ = false;
  let withM = false;
  for (const point of path) {
    if (!isArray(point) || point.length < 2 || point.length > 4) return undefined;
    const numbers: number[] = [];
    for (const item of point) {
      const number = numberValue(item);
      if (number === undefined) return undefined;
      numbers.push(number);
    }
    const [x = 0, y = 0, third = 0, fourth = 0] = numbers;
    const isMeasured = numbers.length === 3 && hasM;
    hasZ ||= numbers.length > 2 && !isMeasured;
    withM ||= isMeasured || numbers.length > 3;
    points.push([x, y, isMeasured ? 0 : third, isMeasured ? third : fourth]);
  }
  const dimension = hasZ ? (withM ? "XYZM" : "XYZ") : withM ? "XYM" : "XY";
  const ordinates = points.flatMap(([x = 0, y = 0, z = 0, m = 0]) => [
    x,
    y,
    ...(hasZ ? [z] : []),
    ...(withM ? [m] : []),
  ]);
  return { ordinates, dimension };
}

function readLines(paths: OgrJson | undefined, hasM: boolean): OgrGeometry | undefined {
  if (!isArray(paths)) return undefined;
  const lines: OgrGeometry[] = [];
  for (const path of paths) {
    const read = readPath(path, hasM);
    if (read === undefined) return undefined;
    lines.push({ type: "LineString", ...read });
  }
  // GDAL adds a line before it has any points, so that the whole is labelled as flat whatever its lines are.
  if (lines.length > 1) return { type: "MultiLineString", dimension: "XY", members: lines };
  return lines[0] ?? { type: "LineString", dimension: "XY", ordinates: [] };
}

function readRings(rings: OgrJson | undefined, hasM: boolean): OgrGeometry | undefined {
  if (!isArray(rings)) return undefined;
  // Points of all rings are read as one path, so that all rings have the same ordinates.
  const all = rings.flatMap((ring) => (isArray(ring) ? ring : [null]));
  const read = readPath(all, hasM);
  if (read === undefined) return undefined;
  const stride = read.dimension.length;
  let at = 0;
  const lists = rings.map((ring) => {
    const from = at;
    at += isArray(ring) ? ring.length * stride : 0;
    return read.ordinates.slice(from, at);
  });
  return organisePolygons(lists, read.dimension);
}

function readMultiPoint(points: OgrJson | undefined, hasM: boolean): OgrGeometry | undefined {
  if (!isArray(points)) return undefined;
  const members: OgrGeometry[] = [];
  for (const point of points) {
    const read = readPath([point], hasM);
    if (read === undefined) return undefined;
    members.push({ type: "Point", ...read });
  }
  return { type: "MultiPoint", dimension: widest(members), members };
}
