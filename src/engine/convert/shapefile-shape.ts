import type { OgrDimension, OgrGeometry } from "./ogr-types.ts";
import { organiseRings } from "./organise-rings.ts";

/**
 * One shape of a shapefile. A type is a kind of geometry, plus 10 with z and m, plus 20 with m alone.
 *
 * Source: ESRI Shapefile Technical Description (1998); ogr/ogrsf_frmts/shape/shape2ogr.cpp of GDAL 3.6.2
 */

type Kind = "point" | "line" | "polygon" | "multi-point";

const kinds: Readonly<Record<number, Kind>> = { 1: "point", 3: "line", 5: "polygon", 8: "multi-point" };

interface ShapeType {
  readonly kind: Kind | undefined;
  readonly hasZ: boolean;
  readonly hasM: boolean;
}

function shapeType(number: number): ShapeType {
  const group = Math.trunc(number / 10);
  return { kind: group > 2 ? undefined : kinds[number % 10], hasZ: group === 1, hasM: group >= 1 };
}

/** The dimension all geometries of the file get, whatever each says; `undefined` = each its own. */
export type Layout = OgrDimension | undefined;

/** @param measured does the first shape use its m? If not, the whole file's are ignored. */
export function layoutOf(fileType: number, measured: boolean): Layout {
  const { kind, hasZ } = shapeType(fileType);
  if (kind === undefined) return undefined;
  if (hasZ) return measured ? "XYZM" : "XYZ";
  return measured ? "XYM" : "XY";
}

/** Per the format, an m below this says "no data". */
const noMeasure = -1e38;

/** Does a shape hold an m that says something? */
export function shapeMeasured(record: DataView | undefined): boolean {
  const vertices = record && readVertices(record);
  return vertices?.m?.some((m) => m > noMeasure) ?? false;
}

/** @returns `undefined` for a null shape, one of a kind OGR ignores, or one that contradicts itself */
export function readShape(record: DataView, layout: Layout): OgrGeometry | undefined {
  const vertices = readVertices(record);
  if (vertices === undefined) return undefined;
  const { kind, parts } = vertices;
  const dimension = layout ?? ownDimension(vertices);
  const ordinates = (from: number, to: number) => interleaved(vertices, dimension, from, to);
  if (kind === "point") return { type: "Point", dimension, ordinates: ordinates(0, 1) };
  if (kind === "multi-point") {
    const members = Array.from(vertices.x, (_, at): OgrGeometry => {
      return { type: "Point", dimension, ordinates: ordinates(at, at + 1) };
    });
    return members.length === 0 ? undefined : { type: "MultiPoint", dimension, members };
  }
  const runs = parts.map((from, part) => ordinates(from, parts[part + 1] ?? vertices.x.length));
  if (runs.length === 0) return undefined;
  if (kind === "polygon") return organiseRings(runs, dimension, "counter-clockwise-holes");
  const lines = runs.map((run): OgrGeometry => ({ type: "LineString", dimension, ordinates: run }));
  return lines.length === 1 ? lines[0] : { type: "MultiLineString", dimension, members: lines };
}

interface Vertices {
  readonly kind: Kind;
  /** First vertex of each part. */
  readonly parts: readonly number[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array | undefined;
  readonly m: Float64Array | undefined;
}

function ownDimension({ z, m }: Vertices): OgrDimension {
  if (z !== undefined) return m === undefined ? "XYZ" : "XYZM";
  return m === undefined ? "XY" : "XYM";
}

function interleaved(vertices: Vertices, dimension: OgrDimension, from: number, to: number): Float64Array {
  const sources = [vertices.x, vertices.y];
  const zeros = new Float64Array(vertices.x.length);
  if (dimension.includes("Z")) sources.push(vertices.z ?? zeros);
  if (dimension.includes("M")) sources.push(vertices.m ?? zeros);
  const ordinates = new Float64Array((to - from) * sources.length);
  let at = 0;
  for (let vertex = from; vertex < to; vertex++) {
    for (const source of sources) ordinates[at++] = source[vertex] ?? 0;
  }
  return ordinates;
}

function readVertices(record: DataView): Vertices | undefined {
  if (record.byteLength < 4) return undefined;
  const type = shapeType(record.getInt32(0, true));
  switch (type.kind) {
    case undefined:
      return undefined;
    case "point":
      return readPoint(record, type);
    case "multi-point":
      return readCoordinates(record, type, "multi-point", { start: 40, parts: [], countAt: 36 });
    default:
      return readParts(record, type, type.kind);
  }
}

function readPoint(record: DataView, type: ShapeType): Vertices | undefined {
  const length = type.hasZ ? 28 : 20;
  if (record.byteLength < length) return undefined;
  const one = (at: number) => Float64Array.of(record.getFloat64(at, true));
  return {
    kind: "point",
    parts: [0],
    x: one(4),
    y: one(12),
    z: type.hasZ ? one(20) : undefined,
    m: type.hasM && record.byteLength >= length + 8 ? one(length) : undefined,
  };
}

function readParts(record: DataView, type: ShapeType, kind: Kind): Vertices | undefined {
  if (record.byteLength < 44) return undefined;
  const partCount = record.getUint32(36, true);
  const count = record.getUint32(40, true);
  const start = 44 + 4 * partCount;
  if (start > record.byteLength) return undefined;
  const parts: number[] = [];
  for (let part = 0; part < partCount; part++) {
    const first = record.getUint32(44 + 4 * part, true);
    const previous = parts.at(-1) ?? -1;
    if (first <= previous || (first >= count && first > 0)) return undefined;
    parts.push(first);
  }
  return readCoordinates(record, type, kind, { start, parts, countAt: 40 });
}

interface Place {
  readonly start: number;
  readonly parts: readonly number[];
  readonly countAt: number;
}

/** All x and y in pairs, then z with its range before it, then m likewise if there is room for it. */
function readCoordinates(
  record: DataView,
  type: ShapeType,
  kind: Kind,
  { start, parts, countAt }: Place,
): Vertices | undefined {
  if (record.byteLength < countAt + 4) return undefined;
  const count = record.getUint32(countAt, true);
  const zAt = start + 16 * count;
  const mAt = zAt + (type.hasZ ? 16 + 8 * count : 0);
  if (mAt > record.byteLength) return undefined;
  const column = (from: number, step: number) =>
    Float64Array.from({ length: count }, (_, at) => record.getFloat64(from + at * step, true));
  return {
    kind,
    parts,
    x: column(start, 16),
    y: column(start + 8, 16),
    z: type.hasZ ? column(zAt + 16, 8) : undefined,
    m: type.hasM && record.byteLength >= mAt + 16 + 8 * count ? column(mAt + 16, 8) : undefined,
  };
}
