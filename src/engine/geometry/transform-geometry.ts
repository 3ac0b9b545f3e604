import { PipelineError } from "../pipeline-error.ts";
import { type Geometry, isEmpty, isEmptyPolygon, type Polygon, type Ring } from "./geometry.ts";
import { refuseDeepCollections } from "./nesting-limit.ts";
import type { WktGeometry } from "./wkt-reader.ts";

/** One vertex to another system: x, y and the height if the ring has heights, to x, y. */
export type Projection = (x: number, y: number, height?: number) => readonly [number, number];

/**
 * Swaps x and y of every vertex; heights stay.
 * @throws PipelineError where shapely cannot build the swapped shape
 */
export function flipGeometry(source: WktGeometry): WktGeometry {
  const heights = new Map<Float64Array, Float64Array>();
  const geometry = transform(
    source,
    (coordinates, height, pointwise) => {
      if (pointwise) refuseLostZeros(coordinates, height);
      const flipped = new Float64Array(coordinates.length);
      for (let i = 0; i < coordinates.length; i += 2) {
        flipped[i] = coordinates[i + 1]!;
        flipped[i + 1] = coordinates[i]!;
      }
      return flipped;
    },
    heights,
  );
  return { geometry, heights };
}

/**
 * Projects every vertex.
 * @throws PipelineError where shapely cannot build the projected shape
 */
export function projectGeometry(source: WktGeometry, project: Projection): Geometry {
  return transform(source, (coordinates, heights) => {
    const projected = new Float64Array(coordinates.length);
    for (let i = 0; i < coordinates.length; i += 2) {
      const [x, y] = project(coordinates[i]!, coordinates[i + 1]!, heights?.[i / 2]);
      projected[i] = x;
      projected[i + 1] = y;
    }
    return projected;
  });
}

type TransformCoordinates = (
  coordinates: Float64Array,
  heights: Float64Array | undefined,
  pointwise: boolean,
) => Float64Array;

/**
 * As `shapely.ops.transform`: takes a geometry apart, changes the coordinates ring by ring and builds it anew, which closes
 * rings again and drops empty polygons from a MultiPolygon.
 */
function transform(
  source: WktGeometry,
  change: TransformCoordinates,
  heightsOut?: Map<Float64Array, Float64Array>,
): Geometry {
  const visit = (geometry: Geometry): Geometry => {
    if (isEmpty(geometry)) return geometry;
    switch (geometry.type) {
      case "Point":
      case "LineString":
        return { ...geometry, coordinates: line(geometry.coordinates) };
      case "LinearRing":
        return { ...geometry, coordinates: ring(geometry.coordinates, false) };
      case "Polygon":
        return polygon(geometry);
      case "MultiPoint":
        return { ...geometry, members: geometry.members.map((member) => part(member)) };
      case "MultiLineString":
        return { ...geometry, members: geometry.members.map((member) => part(member)) };
      case "MultiPolygon":
        return {
          ...geometry,
          members: geometry.members.filter((member) => !isEmptyPolygon(member)).map(polygon),
        };
      case "GeometryCollection":
        return { ...geometry, members: geometry.members.map(visit) };
    }
  };

  const line = (coordinates: Float64Array): Float64Array => {
    const heights = source.heights.get(coordinates);
    const changed = change(coordinates, heights, false);
    if (heights !== undefined) heightsOut?.set(changed, heights);
    return changed;
  };

  /** A part of a multi-part shape must not be empty. */
  const part = <G extends { readonly coordinates: Float64Array }>(member: G): G => {
    if (member.coordinates.length === 0) {
      throw new PipelineError("EmptyPartError", "wkt.parse_wkt", "Can't create with empty component");
    }
    return { ...member, coordinates: line(member.coordinates) };
  };

  const polygon = (geometry: Polygon): Polygon => {
    // An empty hole makes shapely fall back to one vertex at a time.
    const pointwise = geometry.rings.some((hole) => hole.length === 0);
    return { type: "Polygon", rings: geometry.rings.map((hole) => ring(hole, pointwise)) };
  };

  const ring = (coordinates: Ring, pointwise: boolean): Ring => {
    if (coordinates.length === 0) return coordinates;
    const heights = source.heights.get(coordinates);
    const changed = change(coordinates, heights, pointwise);
    const open = !isClosed(changed, heights);
    if (!open) {
      if (heights !== undefined) heightsOut?.set(changed, heights);
      return changed;
    }
    const closed = new Float64Array(changed.length + 2);
    closed.set(changed);
    closed.set(changed.subarray(0, 2), changed.length);
    if (Number.isNaN(changed[0]) || Number.isNaN(changed[1])) {
      throw new PipelineError(
        "GEOSException",
        "wkt.parse_wkt",
        "IllegalArgumentException: Points of LinearRing do not form a closed linestring",
      );
    }
    if (heights !== undefined) heightsOut?.set(closed, Float64Array.of(...heights, heights[0]!));
    return closed;
  };

  refuseDeepCollections(source.geometry, "wkt.parse_wkt");
  return visit(source.geometry);
}

/** shapely adds a closing vertex when the ends differ in any ordinate, height included, and to three vertices always. */
function isClosed(coordinates: Float64Array, heights: Float64Array | undefined): boolean {
  const last = coordinates.length - 2;
  if (coordinates.length === 6) return false;
  if (coordinates[0] !== coordinates[last] || coordinates[1] !== coordinates[last + 1]) return false;
  return heights === undefined || heights[0] === heights.at(-1);
}

/**
 * As the pipeline: its `flip` of a single vertex leaves out zeros, so a vertex on the Greenwich meridian loses an
 * ordinate and the ring cannot be built. Seen only in a polygon with an empty hole (wkt.py, flip).
 */
function refuseLostZeros(coordinates: Float64Array, heights: Float64Array | undefined): void {
  if (coordinates.includes(0) || heights?.includes(0)) {
    throw new PipelineError("ValueError", "wkt.parse_wkt", "inhomogeneous coordinates");
  }
}
