import type { PyObject, PyValue } from "./python-json.ts";
import { asList, isEqual, isTrue, PythonError } from "./python-values.ts";

/**
 * An ArcGIS feature as the GeoJSON feature the arcgis plugin writes, member for member.
 *
 * Throws `PythonError` where the library raises; the collector then keeps nothing at all.
 * Source: esridump/esri2geojson.py (1.13.0)
 */
export function esriToGeojson(feature: PyValue): PyObject {
  if (!(feature instanceof Map)) throw new PythonError("AttributeError");
  const geometry = convertGeometry(feature.get("geometry") ?? null);
  const attributes = feature.get("attributes") ?? null;
  return new Map<string, PyValue>([
    ["type", "Feature"],
    ["geometry", geometry],
    ["properties", isTrue(attributes) ? attributes : null],
  ]);
}

function convertGeometry(geometry: PyValue): PyValue {
  if (geometry === null) return null;
  if (!(geometry instanceof Map)) {
    // `'x' in geometry` works on lists and texts, what follows does not; without a find nothing happens.
    const holds = (name: string): boolean =>
      Array.isArray(geometry) ? geometry.includes(name) : asText(geometry).includes(name);
    if (["x", "y", "points", "paths", "rings"].some(holds)) throw new PythonError("AttributeError");
    return null;
  }
  if (geometry.has("x") || geometry.has("y")) return convertPoint(geometry);
  if (geometry.has("points")) return oneOrMany(asList(geometry.get("points")), "Point", "MultiPoint");
  if (geometry.has("paths")) return oneOrMany(asList(geometry.get("paths")), "LineString", "MultiLineString");
  if (geometry.has("rings")) return convertPolygon(asList(geometry.get("rings")));
  return null;
}

function asText(value: PyValue): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError");
}

/** A point on longitude 0 or latitude 0 is lost: the library tests whether the numbers are true. */
function convertPoint(geometry: PyObject): PyValue {
  const x = geometry.get("x");
  const y = geometry.get("y");
  return isTrue(x) && isTrue(y) ? shape("Point", [x ?? null, y ?? null]) : null;
}

function oneOrMany(parts: PyValue[], one: string, many: string): PyValue {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? shape(one, first) : shape(many, parts);
}

function convertPolygon(rings: PyValue[]): PyValue {
  const clean = rings.map(asList).filter(isRing).map(closed);
  const [only] = clean;
  if (clean.length === 0) return null;
  if (clean.length === 1 && only) return shape("Polygon", [only]);
  return withHoles(clean);
}

function isRing(ring: PyValue[]): boolean {
  return ring.length >= 3 && !(ring.length === 3 && isEqual(ring[0] ?? null, ring[2] ?? null));
}

function closed(ring: PyValue[]): PyValue[] {
  const [first = null] = ring;
  return isEqual(first, ring.at(-1) ?? null) ? ring : [...ring, first];
}

/** Clockwise rings start a polygon, others are holes of the one before; a hole before any polygon is dropped. */
function withHoles(rings: readonly PyValue[][]): PyValue {
  const polygons: PyValue[][] = [];
  for (const ring of rings) {
    const clockwise = isClockwise(ring);
    if (clockwise === undefined) continue;
    if (clockwise) polygons.push([ring]);
    else polygons.at(-1)?.push(ring);
  }
  const [only] = polygons;
  return polygons.length === 1 && only ? shape("Polygon", only) : shape("MultiPolygon", polygons);
}

/** `undefined` where a point has fewer than two numbers: the library passes over the ring. */
function isClockwise(ring: readonly PyValue[]): boolean | undefined {
  let total: PyNumber = 0n;
  for (let index = 1; index < ring.length; index++) {
    const before = asList(ring[index - 1]);
    const after = asList(ring[index]);
    if (before.length === 0 || after.length === 0) return undefined;
    const width = calculate(asNumber(after[0]), "-", asNumber(before[0]));
    if (before.length === 1 || after.length === 1) return undefined;
    const height = calculate(asNumber(after[1]), "+", asNumber(before[1]));
    total = calculate(total, "+", calculate(width, "*", height));
  }
  return total >= 0;
}

type PyNumber = bigint | number;

/** As Python: whole numbers exactly, however large, and floats as soon as one is among them. */
function calculate(a: PyNumber, operator: "+" | "-" | "*", b: PyNumber): PyNumber {
  if (typeof a === "bigint" && typeof b === "bigint") {
    return operator === "+" ? a + b : operator === "-" ? a - b : a * b;
  }
  const [left, right] = [Number(a), Number(b)];
  return operator === "+" ? left + right : operator === "-" ? left - right : left * right;
}

function asNumber(value: PyValue | undefined): PyNumber {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  throw new PythonError("TypeError");
}

function shape(type: string, coordinates: PyValue): PyValue {
  return new Map<string, PyValue>([
    ["type", type],
    ["coordinates", coordinates],
  ]);
}
