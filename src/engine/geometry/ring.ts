import { PipelineError } from "../pipeline-error.ts";
import type { Ring } from "./geometry.ts";
import { type Position, samePosition, vertex } from "./node-topology.ts";
import { orientation } from "./orientation.ts";

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

/** Each run of equal vertices once; the same array when there is none. For lines as well as rings. */
export function withoutRepeatedVertices(coordinates: Float64Array): Float64Array {
  let distinct = Math.min(coordinates.length / 2, 1);
  for (let i = 2; i < coordinates.length; i += 2) if (!repeatsVertex(coordinates, i)) distinct += 1;
  if (distinct === coordinates.length / 2) return coordinates;
  const kept = new Float64Array(distinct * 2);
  let to = 0;
  for (let i = 0; i < coordinates.length; i += 2) {
    if (i > 0 && repeatsVertex(coordinates, i)) continue;
    kept[to] = coordinates[i]!;
    kept[to + 1] = coordinates[i + 1]!;
    to += 2;
  }
  return kept;
}

function repeatsVertex(c: Float64Array, i: number): boolean {
  return c[i] === c[i - 2] && c[i + 1] === c[i - 1];
}

/** The vertices in the opposite order. */
export function reversed(coordinates: Float64Array): Float64Array {
  const turned = new Float64Array(coordinates.length);
  for (let i = 0; i < coordinates.length; i += 2) {
    turned[i] = coordinates[coordinates.length - 2 - i]!;
    turned[i + 1] = coordinates[coordinates.length - 1 - i]!;
  }
  return turned;
}

/**
 * Area of a closed ring as GEOS adds it up: positive when it runs clockwise, in squared units of its coordinates. A ring that
 * crosses itself has one too.
 */
export function clockwiseArea(ring: Ring): number {
  const x0 = ring[0] ?? 0;
  let sum = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) sum += (ring[i]! - x0) * (ring[i - 1]! - ring[i + 3]!);
  return sum / 2;
}

/** The greatest absolute value of any ordinate; 0 when there is none. */
export function greatestOrdinate(rings: readonly Ring[]): number {
  let greatest = 0;
  for (const ring of rings) for (const ordinate of ring) greatest = Math.max(greatest, Math.abs(ordinate));
  return greatest;
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
