import { PipelineError } from "../pipeline-error.ts";
import type { Polygon, Ring } from "./geometry.ts";
import { isInteriorSegment, type Position, samePosition, vertex } from "./node-topology.ts";
import { orientation } from "./orientation.ts";
import { locateInRings } from "./point-in-ring.ts";
import { boxCovers, boxOf, isCounterClockwise } from "./ring.ts";
import { boxHolds } from "./segment-intersection.ts";

/**
 * Whether a ring lies inside another that it does not cross: by its first vertex, or by its first segment when that vertex
 * is on the other ring.
 */
export function isRingNested(ring: Ring, outer: Ring): boolean {
  const location = locateInRings(ring[0]!, ring[1]!, [outer]);
  if (location !== "boundary") return location === "inside";
  const start = vertex(ring, 0);
  let next = 1;
  while (next < ring.length / 2 - 1 && samePosition(vertex(ring, next), start)) next += 1;
  return isIncidentSegmentInRing(start, vertex(ring, next), outer);
}

/**
 * A point of the shell of one polygon that lies inside another, in none of its holes. The two do not cross.
 */
export function findNestedPoint(shell: Ring, outer: Polygon): Position | undefined {
  for (const index of [0, 1]) {
    const point = vertex(shell, index);
    const location = locateInRings(point.x, point.y, outer.rings);
    if (location === "outside") return undefined;
    if (location === "inside") return point;
  }
  const [outerShell, ...holes] = outer.rings;
  if (outerShell === undefined || outerShell.length === 0 || !isRingNested(shell, outerShell))
    return undefined;
  const box = boxOf(shell);
  const inHole = holes.some(
    (hole) => hole.length > 0 && boxCovers(boxOf(hole), box) && isRingNested(shell, hole),
  );
  return inHole ? undefined : vertex(shell, 0);
}

/** Whether the segment from p, a point on the ring, to q goes into the ring. */
function isIncidentSegmentInRing(p: Position, q: Position, ring: Ring): boolean {
  const index = segmentAt(ring, p);
  let previous = index;
  while (samePosition(vertex(ring, previous), p)) previous = ringIndexBefore(ring, previous);
  let next = index + 1;
  while (samePosition(vertex(ring, next), p)) next = ringIndexAfter(ring, next);
  const before = vertex(ring, previous);
  const after = vertex(ring, next);
  return isCounterClockwise(ring)
    ? isInteriorSegment(p, after, before, q)
    : isInteriorSegment(p, before, after, q);
}

/** The segment a point is on; of two, the one it begins. */
function segmentAt(ring: Ring, point: Position): number {
  const last = ring.length / 2 - 1;
  for (let i = 0; i < last; i += 1) {
    const a = vertex(ring, i);
    const b = vertex(ring, i + 1);
    const isOn =
      boxHolds(a.x, a.y, b.x, b.y, point.x, point.y) &&
      orientation(a.x, a.y, b.x, b.y, point.x, point.y) === 0 &&
      orientation(b.x, b.y, a.x, a.y, point.x, point.y) === 0;
    if (isOn) return samePosition(point, b) ? i + 1 : i;
  }
  throw new PipelineError(
    "GEOSException",
    "wkt.normalise_geometry",
    "IllegalArgumentException: Segment vertex does not intersect ring",
  );
}

function ringIndexBefore(ring: Ring, index: number): number {
  return index === 0 ? ring.length / 2 - 2 : index - 1;
}

function ringIndexAfter(ring: Ring, index: number): number {
  return index >= ring.length / 2 - 2 ? 0 : index + 1;
}
