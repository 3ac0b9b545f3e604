import { isArray, isObject, member, numberValue, type OgrJson, type OgrObject } from "./ogr-json.ts";
import { widest } from "./ogr-multi-polygon.ts";
import type { OgrGeometry, OgrPolygon } from "./ogr-types.ts";

/**
 * A GeoJSON geometry as GDAL reads it; `undefined` for an unknown type or coordinates it cannot read. Names are found in
 * any case. Points without a third ordinate among points that have one get 0; a fourth ordinate is dropped.
 *
 * Source: GDAL 3.6.2 ogrgeojsonreader.cpp (OGRGeoJSONReadGeometry)
 */
export function readGeojsonGeometry(value: OgrJson): OgrGeometry | undefined {
  if (!isObject(value)) return undefined;
  const type = member(value, "type");
  if (typeof type !== "string") return undefined;
  switch (type.toLowerCase()) {
    case "point":
      return readPoint(coordinates(value) ?? null);
    case "linestring":
      return readLine(coordinates(value));
    case "polygon":
      return readPolygon(coordinates(value));
    case "multipoint":
      return readMultiPoint(coordinates(value));
    case "multilinestring":
      return readMultiLine(coordinates(value));
    case "multipolygon":
      return readMultiPolygon(coordinates(value));
    case "geometrycollection":
      return readCollection(value);
    default:
      return undefined;
  }
}

/** GDAL's name for a geometry type, or anything else it knows by `type`; `""` when there is none. */
export function typeName(value: OgrJson | undefined): string {
  const type = isObject(value) ? member(value, "type") : undefined;
  return typeof type === "string" ? type.toLowerCase() : "";
}

function coordinates(geometry: OgrObject): readonly OgrJson[] | undefined {
  const found = member(geometry, "coordinates");
  return isArray(found) ? found : undefined;
}

/** Points gathered in turn. Heights are kept apart because the first may turn up late. */
interface Points {
  readonly xy: number[];
  z: number[] | undefined;
}

/** Adds a point; false when it is none. */
function addPoint(points: Points, point: OgrJson): boolean {
  if (!isArray(point) || point.length < 2) return false;
  const x = numberValue(point[0]);
  const y = numberValue(point[1]);
  if (x === undefined || y === undefined) return false;
  if (point.length > 2) {
    const z = numberValue(point[2]);
    if (z === undefined) return false;
    points.z ??= new Array<number>(points.xy.length / 2).fill(0);
    points.z.push(z);
  } else points.z?.push(0);
  points.xy.push(x, y);
  return true;
}

function readPoints(list: readonly OgrJson[]): Points | undefined {
  const points: Points = { xy: [], z: undefined };
  for (const point of list) if (!addPoint(points, point)) return undefined;
  return points;
}

function ordinates({ xy, z }: Points, hasZ: boolean): readonly number[] {
  if (!hasZ) return xy;
  const all: number[] = [];
  for (let at = 0; at < xy.length; at += 2) all.push(xy[at] ?? 0, xy[at + 1] ?? 0, z?.[at / 2] ?? 0);
  return all;
}

function readPoint(value: OgrJson): OgrGeometry | undefined {
  const points: Points = { xy: [], z: undefined };
  return addPoint(points, value) ? curve("Point", points) : undefined;
}

function curve(type: "Point" | "LineString", points: Points): OgrGeometry {
  const hasZ = points.z !== undefined;
  return { type, dimension: hasZ ? "XYZ" : "XY", ordinates: ordinates(points, hasZ) };
}

function readLine(list: OgrJson | undefined): OgrGeometry | undefined {
  const points = isArray(list) ? readPoints(list) : undefined;
  return points && curve("LineString", points);
}

function readPolygon(list: OgrJson | undefined): OgrPolygon | undefined {
  if (!isArray(list) || list.length === 0) return undefined;
  const rings: Points[] = [];
  for (const [index, ring] of list.entries()) {
    // A null is an empty ring.
    const points = ring === null ? readPoints([]) : isArray(ring) ? readPoints(ring) : undefined;
    if (points !== undefined) rings.push(points);
    else if (index === 0) return undefined;
  }
  const hasZ = rings.some((ring) => ring.z !== undefined);
  return {
    type: "Polygon",
    dimension: hasZ ? "XYZ" : "XY",
    rings: rings.map((ring) => ordinates(ring, hasZ)),
  };
}

function readMultiPoint(list: OgrJson | undefined): OgrGeometry | undefined {
  if (!isArray(list)) return undefined;
  const members: OgrGeometry[] = [];
  for (const point of list) {
    const read: OgrGeometry | undefined =
      point === null ? { type: "Point", dimension: "XY", ordinates: [] } : readPoint(point);
    if (read === undefined) return undefined;
    members.push(read);
  }
  return { type: "MultiPoint", dimension: widest(members), members };
}

function readMultiLine(list: OgrJson | undefined): OgrGeometry | undefined {
  if (!isArray(list)) return undefined;
  const members: OgrGeometry[] = [];
  for (const line of list) {
    const read = readLine(line ?? []);
    if (read !== undefined) members.push(read);
  }
  return { type: "MultiLineString", dimension: widest(members), members };
}

function readMultiPolygon(list: OgrJson | undefined): OgrGeometry | undefined {
  if (!isArray(list)) return undefined;
  const members: OgrGeometry[] = [];
  for (const polygon of list) {
    const read: OgrPolygon | undefined =
      polygon === null ? { type: "Polygon", dimension: "XY", rings: [] } : readPolygon(polygon);
    if (read !== undefined) members.push(read);
  }
  return { type: "MultiPolygon", dimension: widest(members), members };
}

function readCollection(collection: OgrObject): OgrGeometry | undefined {
  const list = member(collection, "geometries");
  if (!isArray(list)) return undefined;
  const members: OgrGeometry[] = [];
  for (const geometry of list) {
    const read = readGeojsonGeometry(geometry);
    if (read !== undefined) members.push(read);
  }
  return { type: "GeometryCollection", dimension: widest(members), members };
}
