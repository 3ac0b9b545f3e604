import type { OgrCollection, OgrCurve, OgrDimension, OgrGeometry, OgrPolygon } from "./ogr-types.ts";

/** Ordinates of one point. */
export function ordinateCount(dimension: OgrDimension): number {
  return dimension.length;
}

/** Whether a geometry has no point at all. */
export function isEmpty(geometry: OgrGeometry): boolean {
  switch (geometry.type) {
    case "Point":
      // OGR marks a point as empty when x or y is not a number.
      return geometry.ordinates.length === 0 || geometry.ordinates.slice(0, 2).some(Number.isNaN);
    case "LineString":
      return geometry.ordinates.length === 0;
    case "Polygon":
      return geometry.rings.every((ring) => ring.length === 0);
    default:
      return geometry.members.every(isEmpty);
  }
}

/**
 * A geometry as `ogr2ogr -nlt MULTIPOLYGON` passes it on: polygons, closed lines and collections of nothing but polygons
 * become multipolygons, anything empty an empty multipolygon, all else stays what it is. What is a multipolygon already
 * loses its z.
 */
export function forceToMultiPolygon(geometry: OgrGeometry): OgrGeometry {
  if (isEmpty(geometry)) return { type: "MultiPolygon", dimension: "XY", members: [] };
  switch (geometry.type) {
    case "MultiPolygon":
      return flattened(geometry);
    case "Point":
      return geometry;
    case "Polygon":
      return multiPolygon([geometry]);
    case "LineString":
      return isClosed(geometry) ? multiPolygon([ringPolygon(geometry)]) : geometry;
    default:
      return forceCollection(geometry);
  }
}

function forceCollection(collection: OgrCollection): OgrGeometry {
  const [only, second] = collection.members;
  if (only !== undefined && second === undefined) {
    // A collection of one is tried as its member, so one closed line in a MULTILINESTRING becomes a polygon, two do not.
    const forced = forceToMultiPolygon(only);
    if (forced.type === "MultiPolygon") return forced;
  }
  if (collection.type !== "GeometryCollection") return collection;
  const polygons: OgrPolygon[] = [];
  for (const member of collection.members) {
    if (member.type === "Polygon") polygons.push(member);
    else if (member.type === "MultiPolygon") {
      for (const part of member.members) if (part.type === "Polygon") polygons.push(part);
    } else return collection;
  }
  return multiPolygon(polygons);
}

/** A multipolygon as published, unlike a polygon that becomes one, loses z and m: MULTIPOLYGON is taken to the letter. */
function flattened(geometry: OgrCollection): OgrCollection {
  const stride = ordinateCount(geometry.dimension);
  if (stride === 2) return geometry;
  const members = geometry.members.map((member): OgrGeometry => {
    if (member.type !== "Polygon") return member;
    const width = ordinateCount(member.dimension);
    const rings = member.rings.map((ring) => [...ring].filter((_, at) => at % width < 2));
    return { type: "Polygon", dimension: "XY", rings };
  });
  return { type: "MultiPolygon", dimension: "XY", members };
}

function multiPolygon(polygons: readonly OgrPolygon[]): OgrCollection {
  return { type: "MultiPolygon", dimension: widest(polygons), members: polygons };
}

/** Z if any member has Z, M if any has M: what a collection becomes when its members differ. */
export function widest(members: readonly OgrGeometry[]): OgrDimension {
  let z = false;
  let m = false;
  for (const member of members) {
    z ||= member.dimension.includes("Z");
    m ||= member.dimension.includes("M");
  }
  return z ? (m ? "XYZM" : "XYZ") : m ? "XYM" : "XY";
}

function ringPolygon(line: OgrCurve): OgrPolygon {
  return { type: "Polygon", dimension: line.dimension, rings: [line.ordinates] };
}

/** At least three points, the last equal to the first in x, y and z (m does not count). */
function isClosed({ ordinates, dimension }: OgrCurve): boolean {
  const stride = ordinateCount(dimension);
  const last = ordinates.length - stride;
  if (last < 2 * stride) return false;
  const compared = dimension.includes("Z") ? 3 : 2;
  for (let at = 0; at < compared; at += 1) if (ordinates[at] !== ordinates[last + at]) return false;
  return true;
}
