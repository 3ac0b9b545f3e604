import { areaOf, coordinateLists } from "../engine/geometry/deviation.ts";
import type { Geometry, Polygon } from "../engine/geometry/geometry.ts";
import { type GeometryEngine, GeometryEngineError } from "../engine/geometry/geometry-engine.ts";
import { SegmentIndex } from "../engine/geometry/segment-index.ts";
import { SegmentIntersection } from "../engine/geometry/segment-intersection.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { boundaryPolygons } from "./read-boundary.ts";

/** From a shape's WKT (longitude, latitude) to the part of it outside the boundary: 0 to 1; of points all or nothing. */
export type OutsideShare = (wkt: string) => number;

/**
 * So many shapes that cross the boundary are measured by the geometry library; of more the part is estimated by vertices,
 * so that a file of another authority does not keep a person waiting.
 */
const mostMeasured = 300;

/**
 * How much of a shape lies outside a boundary. Shapes that do not touch its line are decided by one point; only the few
 * that cross it are measured.
 * @param boundary WKT of one or more polygons that do not overlap
 * @returns `undefined` when the boundary is no area
 */
export function boundaryTest(boundary: string, engine: GeometryEngine): OutsideShare | undefined {
  const polygons = boundaryPolygons(boundary);
  return polygons && outsideShare(polygons, engine);
}

function outsideShare(polygons: readonly Polygon[], engine: GeometryEngine): OutsideShare {
  const whole: Geometry = { type: "MultiPolygon", members: polygons };
  const wholeArea = areaOf(whole);
  const line = new BoundaryLine(polygons);
  let measured = 0;

  return (wkt) => {
    const shape = readWkt(wkt)?.geometry;
    if (!shape) return 0;
    const lists = coordinateLists(shape).filter((list) => list.length > 1);
    if (lists.length === 0) return 0;
    const area = areaOf(shape);
    if (area > 0 && (lists.some((list) => line.crosses(list)) || line.startsIn(lists))) {
      if (measured++ < mostMeasured) return measuredShare(shape, area) ?? byVertices(lists);
      return byVertices(lists);
    }
    return area > 0 ? (line.holds(lists[0]?.[0] ?? 0, lists[0]?.[1] ?? 0) ? 0 : 1) : byVertices(lists);
  };

  function measuredShare(shape: Geometry, area: number): number | undefined {
    try {
      const outside = areaOf(engine.union([whole, shape])) - wholeArea;
      return Math.min(1, Math.max(0, outside / area));
    } catch (error) {
      if (error instanceof GeometryEngineError) return undefined;
      throw error;
    }
  }

  function byVertices(lists: readonly Float64Array[]): number {
    let outside = 0;
    let all = 0;
    for (const list of lists) {
      for (let at = 0; at + 1 < list.length; at += 2) {
        all++;
        if (!line.holds(list[at] ?? 0, list[at + 1] ?? 0)) outside++;
      }
    }
    return outside / all;
  }
}

/** The rings of a boundary, found by place. */
class BoundaryLine {
  readonly #segments: number[] = [];
  readonly #starts: [number, number][] = [];
  readonly #index = new SegmentIndex();
  readonly #meeting = new SegmentIntersection();
  #east = Number.NEGATIVE_INFINITY;

  constructor(polygons: readonly Polygon[]) {
    for (const ring of polygons.flatMap(({ rings }) => rings)) {
      this.#starts.push([ring[0] ?? 0, ring[1] ?? 0]);
      for (let at = 2; at + 1 < ring.length; at += 2) {
        const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(at - 2, at + 2);
        this.#index.add(ax, ay, bx, by);
        this.#segments.push(ax, ay, bx, by);
        this.#east = Math.max(this.#east, ax, bx);
      }
    }
  }

  /** Whether a line of coordinates meets the boundary's. */
  crosses(list: Float64Array): boolean {
    const meeting = this.#meeting;
    for (let at = 2; at + 1 < list.length; at += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = list.subarray(at - 2, at + 2);
      const meets = this.#index.some(ax, ay, bx, by, (id) => {
        const [px, py, qx, qy] = this.#segment(id);
        meeting.compute(ax, ay, bx, by, px, py, qx, qy);
        return meeting.count > 0;
      });
      if (meets) return true;
    }
    return false;
  }

  /** Whether the point is inside: a ray to the east crosses the rings an odd number of times. */
  holds(x: number, y: number): boolean {
    let inside = false;
    this.#index.some(x, y, Math.max(x, this.#east), y, (id) => {
      const [ax, ay, bx, by] = this.#segment(id);
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      return false;
    });
    return inside;
  }

  /** Whether a whole ring of the boundary may lie in the shape: a hole, or an island it surrounds. */
  startsIn(lists: readonly Float64Array[]): boolean {
    const boxes = lists.map(boxOfList);
    return this.#starts.some(([x, y]) =>
      boxes.some(([west, south, east, north]) => x >= west && x <= east && y >= south && y <= north),
    );
  }

  #segment(id: number): readonly [number, number, number, number] {
    const at = id * 4;
    const [ax = 0, ay = 0, bx = 0, by = 0] = this.#segments.slice(at, at + 4);
    return [ax, ay, bx, by];
  }
}

function boxOfList(list: Float64Array): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < list.length; at += 2) {
    west = Math.min(west, list[at] ?? 0);
    east = Math.max(east, list[at] ?? 0);
    south = Math.min(south, list[at + 1] ?? 0);
    north = Math.max(north, list[at + 1] ?? 0);
  }
  return [west, south, east, north];
}
