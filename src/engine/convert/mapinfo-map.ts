import { MapInfoCursor, MapInfoDamage } from "./mapinfo-block.ts";
import { arc, ellipse, rectangle, textPoint } from "./mapinfo-figure.ts";
import { type MapInfoPlane, planeOf } from "./mapinfo-plane.ts";
import type { OgrGeometry, OgrPolygon } from "./ogr-types.ts";

/**
 * The shapes of a MapInfo table: the .map file, in which the .id file says where each row's object is.
 *
 * Source: ogr/ogrsf_frmts/mitab (mitab_mapfile.cpp, mitab_mapheaderblock.cpp, mitab_mapobjectblock.cpp,
 * mitab_mapcoordblock.cpp, mitab_feature.cpp) of GDAL 3.6.2
 */
export interface MapInfoShapes {
  /** The file counts at least one shape. */
  readonly hasAny: boolean;
  /**
   * The shape of a row, the first being 1.
   *
   * @throws MapInfoDamage
   */
  shape(row: number): OgrGeometry | undefined;
}

const magic = 42424242;
const minimumLength = 512;

/** @throws MapInfoDamage */
export function openMapInfoShapes(map: Uint8Array, id: Uint8Array): MapInfoShapes {
  if (map.length < minimumLength) throw new MapInfoDamage("too short");
  const view = new DataView(map.buffer, map.byteOffset, map.byteLength);
  const index = new DataView(id.buffer, id.byteOffset, id.byteLength);
  const blockSize = view.getInt16(0x106, true);
  if (view.getInt16(0x104, true) >= 500 && map.length < 2 * minimumLength)
    throw new MapInfoDamage("too short");
  if (view.getInt32(0x100, true) !== magic || blockSize < minimumLength) throw new MapInfoDamage("no header");
  const plane = planeOf(view);
  const counts = [0, 1, 2, 3].map((kind) => view.getInt32(0x13c + kind * 4, true));
  // A sound file refers to every vertex once.
  let verticesLeft = map.length;
  return {
    hasAny: counts.some((count) => count !== 0),
    shape(row) {
      const at = (row - 1) * 4;
      if (at + 4 > index.byteLength) throw new MapInfoDamage("a row has no place in the .id file");
      const position = index.getInt32(at, true);
      if (position === 0) return undefined;
      const cursor = MapInfoCursor.atObject(view, blockSize, position);
      const type = cursor.byte();
      if (cursor.int32() !== row) throw new MapInfoDamage("an object belongs to another row");
      return readObject(cursor, type, {
        plane,
        coordinates: (from, origin) => MapInfoCursor.atCoordinates(view, blockSize, from, origin),
        take(vertices) {
          verticesLeft -= vertices;
          if (vertices < 0 || verticesLeft < 0) throw new MapInfoDamage("more vertices than fit");
          return vertices;
        },
      });
    },
  };
}

/** What reading an object takes beside the object itself. */
interface Surroundings {
  readonly plane: MapInfoPlane;
  coordinates(from: number, origin: readonly [number, number]): MapInfoCursor;
  /** Counts vertices about to be read. */
  take(vertices: number): number;
}

/** Objects whose coordinates are packed have numbers that leave 1 when divided by 3, the others the number after. */
function readObject(cursor: MapInfoCursor, type: number, around: Surroundings): OgrGeometry | undefined {
  const isPacked = type % 3 === 1;
  switch (isPacked ? type : type - 1) {
    case 0x01:
      return point(cursor.pair(isPacked), around.plane);
    case 0x28:
      cursor.skip(12);
      return point(cursor.pair(isPacked), around.plane);
    case 0x2b:
      cursor.skip(2);
      return point(cursor.pair(isPacked), around.plane);
    case 0x04:
      return line([...cursor.pair(isPacked), ...cursor.pair(isPacked)], around.plane);
    case 0x07:
      return polyline(cursor, isPacked, around);
    case 0x0a:
      return arc(cursor, isPacked, around.plane);
    case 0x10:
      return textPoint(cursor, isPacked, around.plane);
    case 0x13:
      return rectangle(cursor, isPacked, false, around.plane);
    case 0x16:
      return rectangle(cursor, isPacked, true, around.plane);
    case 0x19:
      return ellipse(cursor, isPacked, around.plane);
    case 0x0d:
    case 0x2e:
    case 0x3d:
      return region(sections(cursor, isPacked, versionOf(type), around));
    case 0x25:
    case 0x31:
    case 0x40:
      return multiline(sections(cursor, isPacked, versionOf(type), around));
    case 0x34:
    case 0x43:
      return multipoint(cursor, isPacked, versionOf(type), around);
    case 0x37:
    case 0x46:
      return collection(cursor, isPacked, versionOf(type), around);
    default:
      return undefined;
  }
}

function versionOf(type: number): number {
  if (type < 0x2e) return 300;
  if (type < 0x34) return 450;
  return type < 0x3a ? 650 : 800;
}

function point([x, y]: readonly [number, number], plane: MapInfoPlane): OgrGeometry {
  return { type: "Point", dimension: "XY", ordinates: [plane.x(x), plane.y(y)] };
}

function line(values: readonly number[], plane: MapInfoPlane): OgrGeometry {
  return { type: "LineString", dimension: "XY", ordinates: placed(values, plane) };
}

function placed(values: readonly number[], plane: MapInfoPlane): number[] {
  return values.map((value, at) => (at % 2 === 0 ? plane.x(value) : plane.y(value)));
}

/** Coordinates from a cursor on, of that many vertices. */
function vertices(cursor: MapInfoCursor, isPacked: boolean, count: number, around: Surroundings): number[] {
  const values: number[] = [];
  for (let left = around.take(count); left > 0; left--) values.push(...cursor.pair(isPacked));
  return placed(values, around.plane);
}

/** What lies between an object's counts and its coordinates: label point, origin of packed coordinates, bounds. */
function origin(cursor: MapInfoCursor, isPacked: boolean): readonly [number, number] {
  if (isPacked) {
    cursor.skip(4);
    return [cursor.int32(), cursor.int32()];
  }
  return [0, 0];
}

function polyline(cursor: MapInfoCursor, isPacked: boolean, around: Surroundings): OgrGeometry {
  const from = cursor.int32();
  const size = cursor.int32() & 0x7fffffff;
  const coordinates = around.coordinates(from, origin(cursor, isPacked));
  const ordinates = vertices(coordinates, isPacked, Math.trunc(size / (isPacked ? 4 : 8)), around);
  return { type: "LineString", dimension: "XY", ordinates };
}

/** Rings or lines of one object. */
interface Section {
  readonly ordinates: readonly number[];
  readonly holes: number;
}

function sections(
  cursor: MapInfoCursor,
  isPacked: boolean,
  version: number,
  around: Surroundings,
): Section[] {
  const from = cursor.int32();
  cursor.skip(4);
  const count = version >= 800 ? cursor.int32() : cursor.int16();
  if (version >= 800) cursor.skip(33);
  return sectionsAt(around.coordinates(from, origin(cursor, isPacked)), count, isPacked, version, around);
}

function sectionsAt(
  cursor: MapInfoCursor,
  count: number,
  isPacked: boolean,
  version: number,
  around: Surroundings,
): Section[] {
  if (count < 0) throw new MapInfoDamage("a negative number of rings");
  const headerSize = (version >= 450 ? 28 : 24) * around.take(count);
  const headers = Array.from({ length: count }, () => {
    const size = version >= 450 ? cursor.int32() : cursor.int16();
    const holes = version >= 800 ? cursor.int32() : cursor.int16();
    cursor.pair(isPacked);
    cursor.pair(isPacked);
    const first = Math.trunc((cursor.int32() - headerSize) / 8);
    if (size < 0 || holes < 0 || first < 0) throw new MapInfoDamage("a ring's header makes no sense");
    return { size, holes, first };
  });
  const all = headers.reduce((sum, { size }) => sum + size, 0);
  const ordinates = vertices(cursor, isPacked, all, around);
  return headers.map(({ size, holes, first }) => {
    if (first + size > all) throw new MapInfoDamage("a ring's vertices are elsewhere");
    return { ordinates: ordinates.slice(first * 2, (first + size) * 2), holes };
  });
}

/** Each shell says how many of the rings behind it are its holes. */
function region(rings: readonly Section[]): OgrGeometry | undefined {
  const polygons: OgrPolygon[] = [];
  for (let at = 0; at < rings.length; ) {
    const holes = rings[at]?.holes ?? 0;
    const own = rings.slice(at, at + 1 + holes);
    at += 1 + holes;
    // OGR drops a shell that lacks holes it speaks of.
    if (own.length <= holes) break;
    polygons.push({ type: "Polygon", dimension: "XY", rings: own.map((ring) => ring.ordinates) });
  }
  const [only, second] = polygons;
  return second === undefined ? only : { type: "MultiPolygon", dimension: "XY", members: polygons };
}

function multiline(lines: readonly Section[]): OgrGeometry | undefined {
  const members = lines.map(
    ({ ordinates }): OgrGeometry => ({ type: "LineString", dimension: "XY", ordinates }),
  );
  const [only, second] = members;
  return second === undefined ? only : { type: "MultiLineString", dimension: "XY", members };
}

function multipoint(
  cursor: MapInfoCursor,
  isPacked: boolean,
  version: number,
  around: Surroundings,
): OgrGeometry {
  const from = cursor.int32();
  const count = cursor.int32();
  cursor.skip(version >= 800 ? 50 : 17);
  return pointsOf(vertices(around.coordinates(from, origin(cursor, isPacked)), isPacked, count, around));
}

function pointsOf(ordinates: readonly number[]): OgrGeometry {
  const members = Array.from({ length: ordinates.length / 2 }, (_, at): OgrGeometry => {
    return { type: "Point", dimension: "XY", ordinates: ordinates.slice(at * 2, at * 2 + 2) };
  });
  return { type: "MultiPoint", dimension: "XY", members };
}

/** A region, lines and points in one object, one after the other in the same chain of blocks. */
function collection(
  cursor: MapInfoCursor,
  isPacked: boolean,
  version: number,
  around: Surroundings,
): OgrGeometry {
  const from = cursor.int32();
  const pointCount = cursor.int32();
  cursor.skip(8);
  const [ringCount, lineCount] =
    version >= 800 ? [cursor.int32(), cursor.int32()] : [cursor.int16(), cursor.int16()];
  cursor.skip(version >= 800 ? 21 : 20);
  const coordinates = around.coordinates(from, isPacked ? [cursor.int32(), cursor.int32()] : [0, 0]);
  const members: (OgrGeometry | undefined)[] = [];
  const partVersion = version >= 800 ? 800 : 450;
  const labelAndBounds = isPacked ? 12 : 24;
  if (ringCount > 0) {
    coordinates.skip(labelAndBounds + (version >= 800 ? 4 : 0));
    members.push(region(sectionsAt(coordinates, ringCount, isPacked, partVersion, around)));
  }
  if (lineCount > 0) {
    coordinates.skip(labelAndBounds + (version >= 800 ? 4 : 0));
    members.push(multiline(sectionsAt(coordinates, lineCount, isPacked, partVersion, around)));
  }
  if (pointCount > 0) {
    coordinates.skip(labelAndBounds);
    members.push(pointsOf(vertices(coordinates, isPacked, pointCount, around)));
  }
  return { type: "GeometryCollection", dimension: "XY", members: members.flatMap((member) => member ?? []) };
}
