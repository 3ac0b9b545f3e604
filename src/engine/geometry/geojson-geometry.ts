import {
  emptyPolygon,
  type Geometry,
  isEmpty,
  type LineString,
  type Point,
  type Polygon,
  type Ring,
} from "./geometry.ts";
import { parsePythonFloat } from "./python-float.ts";
import { type JsonValue, NotJson, parsePythonJson } from "./python-json.ts";

/**
 * A GeoJSON geometry object in a cell, as `shapely.geometry.shape(json.loads(text))` makes it, printed by shapely as WKT
 * and read again. A Feature is not a geometry; open rings are closed; numbers may be texts; names of types have any case.
 * @returns `undefined` where Python raises an exception of any kind
 */
export function readGeoJsonGeometry(text: string): Geometry | undefined {
  try {
    return shape(parsePythonJson(text));
  } catch (error) {
    if (error instanceof Refused || error instanceof NotJson) return undefined;
    throw error;
  }
}

/** Python or shapely raises here; thrown inside this file only. */
class Refused extends Error {}

function shape(context: JsonValue): Geometry {
  if (!(context instanceof Map)) throw new Refused("not an object");
  const typeName: JsonValue = context.get("type");
  if (typeof typeName !== "string") throw new Refused("no type");
  const type = typeName.toLowerCase();
  if (type !== "geometrycollection" && !context.has("coordinates")) throw new Refused("no coordinates");
  const coordinates: JsonValue = context.get("coordinates");
  if (context.has("coordinates") && holdsNothing(coordinates)) return emptyShape(type);
  switch (type) {
    case "point":
      return point(coordinates);
    case "linestring":
      return lineString(coordinates);
    case "linearring":
      return { type: "LinearRing", coordinates: ring(coordinates) };
    case "polygon":
      return polygon(first(coordinates), rest(coordinates));
    case "multipoint":
      return { type: "MultiPoint", members: parts(coordinates).map(point).map(notEmpty) };
    case "multilinestring":
      // Whatever Python finds false is an empty one.
      if (coordinates === 0 || coordinates === false) return emptyShape(type);
      return { type: "MultiLineString", members: parts(coordinates).map(lineString).map(notEmpty) };
    case "multipolygon":
      return {
        type: "MultiPolygon",
        members: items(coordinates).map((part) => polygon(first(part), rest(part))),
      };
    case "geometrycollection":
      return {
        type: "GeometryCollection",
        members: (context.has("geometries") ? items(context.get("geometries")) : []).map(shape),
      };
    default:
      throw new Refused("unknown type");
  }
}

/** null, an empty list, or a list of only such. */
function holdsNothing(value: JsonValue): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.every(holdsNothing);
}

function emptyShape(type: string): Geometry {
  switch (type) {
    case "point":
      return { type: "Point", coordinates: new Float64Array(0) };
    case "linestring":
      return { type: "LineString", coordinates: new Float64Array(0) };
    case "polygon":
      return { type: "Polygon", rings: [] };
    case "multipoint":
      return { type: "MultiPoint", members: [] };
    case "multilinestring":
      return { type: "MultiLineString", members: [] };
    case "multipolygon":
      return { type: "MultiPolygon", members: [] };
    default:
      throw new Refused("unknown type");
  }
}

function notEmpty<G extends Geometry>(geometry: G): G {
  if (isEmpty(geometry)) throw new Refused("empty part");
  return geometry;
}

/** A point's array is squeezed: `[[1], [2]]` and `[[1, 2]]` are `[1, 2]`. */
function point(value: JsonValue): Point {
  const { lengths, leaves } = rectangular(value);
  const squeezed = lengths.filter((length) => length !== 1);
  if (squeezed.length !== 1 || (leaves.length !== 2 && leaves.length !== 3))
    throw new Refused("not a position");
  // An array with a text among its numbers and booleans becomes an array of texts, and "True" is no number.
  const texts = leaves.some((leaf) => typeof leaf === "string") && !leaves.includes(undefined);
  if (texts && leaves.some((leaf) => typeof leaf === "boolean")) throw new Refused("not a number");
  const [x, y, z = Number.NaN] = leaves.map(float);
  if (x === undefined || y === undefined) throw new Refused("not a position");
  if (Number.isNaN(x) && Number.isNaN(y) && Number.isNaN(z))
    return { type: "Point", coordinates: new Float64Array(0) };
  return { type: "Point", coordinates: Float64Array.of(throughWkt(x), throughWkt(y)) };
}

function lineString(value: JsonValue): LineString {
  const positions = positionsOf(value);
  if (positions.length === 1) throw new Refused("a line of one point");
  return { type: "LineString", coordinates: flatten(positions) };
}

function polygon(shellValue: JsonValue, holeValues: readonly JsonValue[]): Polygon {
  // Without a shell shapely does not look at the holes.
  if (shellValue === undefined) return emptyPolygon;
  const shell = ring(shellValue);
  const holes = holeValues.map(ring);
  if (shell.length === 0 && holes.some((hole) => hole.length > 0)) throw new Refused("holes without a shell");
  return { type: "Polygon", rings: [shell, ...holes] };
}

/** Closed when its ends differ in any ordinate, or when it has three positions; four are needed then. */
function ring(value: JsonValue): Ring {
  if (value === undefined) return new Float64Array(0);
  const positions = positionsOf(value);
  const start = positions[0];
  const end = positions.at(-1);
  if (start === undefined || end === undefined) return new Float64Array(0);
  const open = positions.length === 3 || start.some((ordinate, axis) => ordinate !== end[axis]);
  const closed = open ? [...positions, start] : positions;
  // A ring with NaN at its ends never closes.
  if (closed.length < 4 || Number.isNaN(start[0]) || Number.isNaN(start[1])) throw new Refused("not a ring");
  return flatten(closed);
}

/** Positions of one length; anything Python can iterate will do, texts and names of members included. */
function positionsOf(value: JsonValue): number[][] {
  const positions = items(value).map((position) => items(position).map(float));
  const dimensions = positions[0]?.length ?? 2;
  if (dimensions !== 2 && dimensions !== 3) throw new Refused("not two or three ordinates");
  if (positions.some((position) => position.length !== dimensions))
    throw new Refused("positions differ in length");
  return positions;
}

function flatten(positions: readonly number[][]): Float64Array {
  const coordinates = new Float64Array(positions.length * 2);
  positions.forEach((position, i) => {
    coordinates[2 * i] = throughWkt(position[0]!);
    coordinates[2 * i + 1] = throughWkt(position[1]!);
  });
  return coordinates;
}

/** The shape of a nested list whose parts have equal lengths, as numpy finds it, and its leaves in order. */
function rectangular(value: JsonValue): { lengths: number[]; leaves: JsonValue[] } {
  const lengths: number[] = [];
  let level: readonly JsonValue[] = [value];
  for (;;) {
    const lists = level.filter((item) => Array.isArray(item));
    if (lists.length === 0) return { lengths, leaves: [...level] };
    const length = lists[0]!.length;
    if (lists.length !== level.length || lists.some((item) => item.length !== length)) {
      throw new Refused("lists differ in length");
    }
    lengths.push(length);
    level = lists.flat(1);
  }
}

/** Python's `float()`. */
function float(value: JsonValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const parsed = typeof value === "string" ? parsePythonFloat(value) : undefined;
  if (parsed === undefined) throw new Refused("not a number");
  return parsed;
}

/** What a Python `for` gives: members of a list, characters of a text, names of an object. */
function items(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return [...value];
  if (value instanceof Map) return [...value.keys()];
  throw new Refused("not iterable");
}

/** The parts of a multi-part shape: a list, or anything empty. */
function parts(value: JsonValue): readonly JsonValue[] {
  const isEmptyThing = value === "" || (value instanceof Map && value.size === 0);
  return isEmptyThing ? [] : list(value);
}

/** A list, for code that also asks for its members by number. */
function list(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw new Refused("not a list");
}

function first(value: JsonValue): JsonValue {
  const members = typeof value === "string" ? [...value] : list(value);
  if (members.length === 0) throw new Refused("no first member");
  return members[0];
}

function rest(value: JsonValue): readonly JsonValue[] {
  return typeof value === "string" ? [...value].slice(1) : list(value).slice(1);
}

/**
 * A number after shapely has printed it as WKT and GEOS has read it: its shortest digits rounded half to even at the 16th
 * decimal, and no minus zero.
 */
function throughWkt(value: number): number {
  if (value === 0) return 0;
  // From 1 on a double has at most 16 decimals in its shortest form.
  if (Math.abs(value) >= 1 || !Number.isFinite(value)) return value;
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const surplus = digits.length - 1 - Number(exponent) - 16;
  if (surplus <= 0) return value;
  if (surplus > digits.length) return 0;
  const divisor = 10n ** BigInt(surplus);
  const quotient = BigInt(digits) / divisor;
  const remainder = (BigInt(digits) % divisor) * 2n;
  const up = remainder > divisor || (remainder === divisor && (quotient & 1n) === 1n);
  const rounded = Number(`${up ? quotient + 1n : quotient}e-16`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
