import { PipelineError } from "../pipeline-error.ts";
import type { Polygon, Ring } from "./geometry.ts";
import { isInteriorSegment, type Position, samePosition, vertex } from "./node-topology.ts";
import { orientation } from "./orientation.ts";
import { locateInRings } from "./point-in-ring.ts";
import { boxHolds } from "./segment-intersection.ts";

/** `[minX, minY, maxX, maxY]` of a ring that is not empty. */
export type Box = readonly [number, number, number, number];

export function boxOf(ring: Ring): Box {
  let [minX, minY] = [ring[0]!, ring[1]!];
  let [maxX, maxY] = [minX, minY];
  for (let i = 2; i < ring.length; i += 2) {
    const x = ring[i]!;
    const y = ring[i + 1]!;
    if (x < minX) minX = x;
    else if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    else if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** Whether box a holds all of box b. */
export function boxCovers(a: Box, b: Box): boolean {
  return b[0] >= a[0] && b[2] <= a[2] && b[1] >= a[1] && b[3] <= a[3];
}

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

/**
 * Direction of a ring, by the cap at its highest vertex; false for a flat one.
 * @throws PipelineError for fewer than four vertices
 */
export function isCounterClockwise(ring: Ring): boolean {
  const n = ring.length / 2 - 1;
  if (n < 3) {
    throw new PipelineError(
      "GEOSException",
      "wkt.normalise_geometry",
      "IllegalArgumentException: Ring has fewer than 4 points, so orientation cannot be determined",
    );
  }
  let high = vertex(ring, 0);
  let lowBefore: Position | undefined;
  let highIndex = 0;
  let previousY = high.y;
  for (let i = 1; i <= n; i += 1) {
    const point = vertex(ring, i);
    if (point.y > previousY && point.y >= high.y) {
      highIndex = i;
      high = point;
      lowBefore = vertex(ring, i - 1);
    }
    previousY = point.y;
  }
  if (lowBefore === undefined) return false;
  let after = highIndex;
  do after = (after + 1) % n;
  while (after !== highIndex && vertex(ring, after).y === high.y);
  const lowAfter = vertex(ring, after);
  const highAfter = vertex(ring, after > 0 ? after - 1 : n - 1);
  if (!samePosition(high, highAfter)) return highAfter.x < high.x;
  const folded =
    samePosition(lowBefore, high) || samePosition(lowAfter, high) || samePosition(lowBefore, lowAfter);
  if (folded) return false;
  return orientation(lowBefore.x, lowBefore.y, high.x, high.y, lowAfter.x, lowAfter.y) === 1;
}
