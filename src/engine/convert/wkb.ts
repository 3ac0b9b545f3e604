import type { OgrDimension, OgrGeometry, OgrOrdinates, OgrPolygon } from "./ogr-types.ts";

/**
 * Geometry as databases store it: well-known binary (with or without GeoPackage's header) and SpatiaLite's own form.
 *
 * Source: OGC Simple Features 1.2.1 (8.2), GeoPackage 1.3 (2.1.3), PostGIS' extended form; the SpatiaLite manual
 */

/** Says nothing of the bytes but that they are no geometry we read. */
class NoGeometry extends Error {}

const maximumDepth = 32;

/** Kinds of geometry by their number modulo 1000; curves are passed on as the straight-edged kind they stand for. */
const kinds = {
  1: "Point",
  2: "LineString",
  3: "Polygon",
  4: "MultiPoint",
  5: "MultiLineString",
  6: "MultiPolygon",
  7: "GeometryCollection",
} as const;

/** Reads on through bytes; beyond their end there is no geometry. */
class Cursor {
  readonly #view: DataView;
  #at: number;
  littleEndian = true;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  count(): number {
    return this.#view.getUint32(this.#take(4), this.littleEndian);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), this.littleEndian);
  }

  float(): number {
    return this.#view.getFloat32(this.#take(4), this.littleEndian);
  }

  /** So many doubles, if there are so many. */
  doubles(count: number): Float64Array {
    if (count * 8 > this.#view.byteLength - this.#at) throw new NoGeometry();
    return Float64Array.from({ length: count }, () => this.double());
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#view.byteLength) throw new NoGeometry();
    this.#at += length;
    return at;
  }
}

/** @returns `undefined` when the bytes are no geometry, or one of a kind that is not read */
export function readWkb(bytes: Uint8Array): OgrGeometry | undefined {
  return attempt(() => wkbGeometry(new Cursor(bytes), 0));
}

/** A GeoPackage's geometry: `GP`, version, flags, system, an envelope of 0 to 8 numbers, then well-known binary. */
export function readGeoPackageGeometry(bytes: Uint8Array): OgrGeometry | undefined {
  const [g, p, version, flags = 0] = bytes;
  if (g !== 0x47 || p !== 0x50 || version !== 0) return undefined;
  const envelopeNumbers = [0, 4, 6, 6, 8][(flags >> 1) & 7];
  if (envelopeNumbers === undefined) return undefined;
  return attempt(() => wkbGeometry(new Cursor(bytes, 8 + 8 * envelopeNumbers), 0));
}

/** SpatiaLite's form: NUL, byte order, system, box, 0x7C, geometry, 0xFE. */
export function readSpatialite(bytes: Uint8Array): OgrGeometry | undefined {
  const start = 38;
  if (bytes.length < start + 5 || bytes[0] !== 0 || bytes[start] !== 0x7c || bytes.at(-1) !== 0xfe)
    return undefined;
  const cursor = new Cursor(bytes, start + 1);
  cursor.littleEndian = bytes[1] === 1;
  return attempt(() => spatialiteGeometry(cursor, 0));
}

function attempt(read: () => OgrGeometry): OgrGeometry | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoGeometry) return undefined;
    throw error;
  }
}

interface Header {
  readonly kind: OgrGeometry["type"];
  readonly dimension: OgrDimension;
}

function wkbGeometry(cursor: Cursor, depth: number): OgrGeometry {
  if (depth > maximumDepth) throw new NoGeometry();
  const order = cursor.byte();
  if (order > 1) throw new NoGeometry();
  cursor.littleEndian = order === 1;
  const { kind, dimension } = wkbHeader(cursor);
  const stride = dimension.length;
  switch (kind) {
    case "Point":
      return point(cursor, dimension);
    case "LineString":
      return { type: kind, dimension, ordinates: cursor.doubles(cursor.count() * stride) };
    case "Polygon":
      return polygon(cursor, dimension);
    default:
      return { type: kind, dimension, members: members(cursor, () => wkbGeometry(cursor, depth + 1)) };
  }
}

/** Kind and dimension: by thousands (ISO), or by flags in the top bits (PostGIS, which may add a system). */
function wkbHeader(cursor: Cursor): Header {
  const type = cursor.count();
  if ((type & 0x20000000) !== 0) cursor.count();
  const plain = type & 0x0fffffff;
  const thousands = Math.trunc(plain / 1000);
  const hasZ = type >>> 31 === 1 || thousands === 1 || thousands === 3;
  const hasM = (type & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
  return header(plain, hasZ, hasM);
}

function header(type: number, hasZ: boolean, hasM: boolean): Header {
  const kind = (kinds as Readonly<Record<number, Header["kind"]>>)[type % 1000];
  if (kind === undefined || type >= 4000) throw new NoGeometry();
  return { kind, dimension: hasZ ? (hasM ? "XYZM" : "XYZ") : hasM ? "XYM" : "XY" };
}

/** A point whose x or y is not a number is empty. */
function point(cursor: Cursor, dimension: OgrDimension): OgrGeometry {
  const ordinates = cursor.doubles(dimension.length);
  const isEmpty = Number.isNaN(ordinates[0]) && Number.isNaN(ordinates[1]);
  return { type: "Point", dimension, ordinates: isEmpty ? [] : ordinates };
}

function polygon(cursor: Cursor, dimension: OgrDimension): OgrPolygon {
  const rings = members(cursor, () => cursor.doubles(cursor.count() * dimension.length));
  return { type: "Polygon", dimension, rings };
}

function members<T>(cursor: Cursor, read: () => T): T[] {
  const result: T[] = [];
  // A count may be a lie; each member takes at least a few bytes, so the end of the bytes stops it.
  for (let left = cursor.count(); left > 0; left--) result.push(read());
  return result;
}

function spatialiteGeometry(cursor: Cursor, depth: number): OgrGeometry {
  if (depth > maximumDepth) throw new NoGeometry();
  const type = cursor.count();
  const isCompressed = type >= 1_000_000;
  const plain = type % 1_000_000;
  const thousands = Math.trunc(plain / 1000);
  const { kind, dimension } = header(plain, thousands === 1 || thousands === 3, thousands >= 2);
  const run = () => (isCompressed ? compressedRun(cursor, dimension) : plainRun(cursor, dimension));
  switch (kind) {
    case "Point":
      return point(cursor, dimension);
    case "LineString":
      return { type: kind, dimension, ordinates: run() };
    case "Polygon":
      return { type: kind, dimension, rings: members(cursor, run) };
    default:
      return { type: kind, dimension, members: members(cursor, () => spatialiteMember(cursor, depth)) };
  }
}

/** Members of a collection are each announced by 0x69. */
function spatialiteMember(cursor: Cursor, depth: number): OgrGeometry {
  if (cursor.byte() !== 0x69) throw new NoGeometry();
  return spatialiteGeometry(cursor, depth + 1);
}

function plainRun(cursor: Cursor, dimension: OgrDimension): OgrOrdinates {
  return cursor.doubles(cursor.count() * dimension.length);
}

/** Vertices between the first and the last are single-precision steps from the one before; m is never compressed. */
function compressedRun(cursor: Cursor, dimension: OgrDimension): OgrOrdinates {
  const count = cursor.count();
  const steps = dimension.includes("Z") ? 3 : 2;
  const ordinates: number[] = [];
  for (let vertex = 0; vertex < count; vertex++) {
    const isWhole = vertex === 0 || vertex === count - 1;
    for (let axis = 0; axis < dimension.length; axis++) {
      if (isWhole || axis >= steps) ordinates.push(cursor.double());
      else ordinates.push((ordinates.at(-dimension.length) ?? 0) + cursor.float());
    }
  }
  return ordinates;
}
