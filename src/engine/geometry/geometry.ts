/**
 * Geometries as the engine holds them: plain data, the simple-feature types, two dimensions.
 *
 * A ring or line is a flat `[x0, y0, x1, y1, ...]`; rings are closed (last vertex equals the first) and a polygon has its
 * shell first. An empty ring, line or point has no coordinates; a polygon without rings is empty.
 * Axis order and units are those of the caller: longitude, latitude in degrees or easting, northing in metres.
 */
export type Ring = Float64Array;

export interface Point {
  readonly type: "Point";
  readonly coordinates: Float64Array;
}
export interface LineString {
  readonly type: "LineString";
  readonly coordinates: Float64Array;
}
/** A closed line on its own; WKT calls it LINEARRING. */
export interface LinearRing {
  readonly type: "LinearRing";
  readonly coordinates: Ring;
}
export interface Polygon {
  readonly type: "Polygon";
  readonly rings: readonly Ring[];
}
export interface MultiPoint {
  readonly type: "MultiPoint";
  readonly members: readonly Point[];
}
export interface MultiLineString {
  readonly type: "MultiLineString";
  readonly members: readonly (LineString | LinearRing)[];
}
export interface MultiPolygon {
  readonly type: "MultiPolygon";
  readonly members: readonly Polygon[];
}
export interface GeometryCollection {
  readonly type: "GeometryCollection";
  readonly members: readonly Geometry[];
}
export type Geometry =
  | Point
  | LineString
  | LinearRing
  | Polygon
  | MultiPoint
  | MultiLineString
  | MultiPolygon
  | GeometryCollection;

export const emptyPolygon: Polygon = { type: "Polygon", rings: [] };

/** Whether a polygon has no shell coordinates. */
export function isEmptyPolygon(polygon: Polygon): boolean {
  const shell = polygon.rings[0];
  return shell === undefined || shell.length === 0;
}

/**
 * Whether a geometry has no coordinates at all; a collection of empty members is empty.
 * Does not recurse, so that any text whatsoever can be asked about.
 */
export function isEmpty(geometry: Geometry): boolean {
  const waiting: Geometry[] = [geometry];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    switch (next.type) {
      case "Point":
      case "LineString":
      case "LinearRing":
        if (next.coordinates.length > 0) return false;
        break;
      case "Polygon":
        if (!isEmptyPolygon(next)) return false;
        break;
      default:
        for (const member of next.members) waiting.push(member);
    }
  }
  return true;
}

/** How deep collections are nested: 0 for a geometry that is not a collection. Does not recurse either. */
export function nestingDepth(geometry: Geometry): number {
  let depth = 0;
  let collections = collectionsAmong([geometry]);
  while (collections.length > 0) {
    depth += 1;
    collections = collectionsAmong(collections.flatMap(({ members }) => members));
  }
  return depth;
}

function collectionsAmong(geometries: readonly Geometry[]): GeometryCollection[] {
  return geometries.filter((geometry) => geometry.type === "GeometryCollection");
}
