import { quadrantOf } from "./monotone-chains.ts";
import { orientation } from "./orientation.ts";

/** A position as two numbers; used where rings meet, which is rare, so that readability wins. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export function samePosition(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Vertex `index` of a flat ring. */
export function vertex(ring: Float64Array, index: number): Position {
  return { x: ring[2 * index]!, y: ring[2 * index + 1]! };
}

/** Whether the corners a0-node-a1 and b0-node-b1 cross rather than touch. */
export function cornersCross(
  node: Position,
  a0: Position,
  a1: Position,
  b0: Position,
  b1: Position,
): boolean {
  const [low, high] = isAngleGreater(node, a0, a1) ? [a1, a0] : [a0, a1];
  return isBetween(node, b0, low, high) !== isBetween(node, b1, low, high);
}

/** Whether the segment node-b lies inside the corner a0-node-a1 of a ring whose interior is on the right. */
export function isInteriorSegment(node: Position, a0: Position, a1: Position, b: Position): boolean {
  return isAngleGreater(node, a0, a1) ? !isBetween(node, b, a1, a0) : isBetween(node, b, a0, a1);
}

function isBetween(origin: Position, p: Position, low: Position, high: Position): boolean {
  return isAngleGreater(origin, p, low) && !isAngleGreater(origin, p, high);
}

/** Whether the direction to p comes after that to q, counter-clockwise from the positive x-axis. */
function isAngleGreater(origin: Position, p: Position, q: Position): boolean {
  const quadrantP = quadrantOf(p.x - origin.x, p.y - origin.y);
  const quadrantQ = quadrantOf(q.x - origin.x, q.y - origin.y);
  if (quadrantP !== quadrantQ) return quadrantP > quadrantQ;
  return orientation(origin.x, origin.y, q.x, q.y, p.x, p.y) === 1;
}
