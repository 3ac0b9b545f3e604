import { orientation } from "../orientation.ts";
import type { DepthHalf } from "./depth-graph.ts";
import type { Subgraph } from "./subgraph.ts";

/** A segment that points upwards, with the depth on its left. */
interface DepthSegment {
  readonly lowX: number;
  readonly lowY: number;
  readonly highX: number;
  readonly highY: number;
  readonly leftDepth: number;
}

/**
 * How many areas cover a point, by the first segment to its right. JTS and GEOS: SubgraphDepthLocater.
 * @param parts with depths, none through the point
 */
export function depthAt(x: number, y: number, parts: readonly Subgraph[]): number {
  const stabbed = parts.flatMap((part) => stabbedSegments(x, y, part));
  const [first, ...others] = stabbed;
  if (first === undefined) return 0;
  return others.reduce((least, segment) => (compareSegments(segment, least) < 0 ? segment : least), first)
    .leftDepth;
}

function stabbedSegments(x: number, y: number, { halves }: Subgraph): DepthSegment[] {
  if (!boxHolds(halves, x, y)) return [];
  const stabbed: DepthSegment[] = [];
  for (const half of halves) {
    if (!half.forward) continue;
    const c = half.edge.coordinates;
    for (let i = 0; i + 3 < c.length; i += 2) {
      const upwards = c[i + 1]! <= c[i + 3]!;
      const [low, high] = upwards ? [i, i + 2] : [i + 2, i];
      const [lowX, lowY, highX, highY] = [c[low]!, c[low + 1]!, c[high]!, c[high + 1]!];
      if (Math.max(lowX, highX) < x || lowY === highY || y < lowY || y > highY) continue;
      if (orientation(lowX, lowY, highX, highY, x, y) === -1) continue;
      stabbed.push({ lowX, lowY, highX, highY, leftDepth: (upwards ? half.left : half.right) ?? 0 });
    }
  }
  return stabbed;
}

/** As GEOS: the box of the vertices but the last of each edge. */
function boxHolds(halves: readonly DepthHalf[], x: number, y: number): boolean {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { edge } of halves) {
    const c = edge.coordinates;
    for (let i = 0; i + 3 < c.length; i += 2) {
      minX = Math.min(minX, c[i]!);
      maxX = Math.max(maxX, c[i]!);
      minY = Math.min(minY, c[i + 1]!);
      maxY = Math.max(maxY, c[i + 1]!);
    }
  }
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

/** Negative when a is left of b. */
function compareSegments(a: DepthSegment, b: DepthSegment): number {
  const apart =
    Math.min(a.lowX, a.highX) >= Math.max(b.lowX, b.highX) ||
    Math.max(a.lowX, a.highX) <= Math.min(b.lowX, b.highX) ||
    a.lowY >= b.highY ||
    a.highY <= b.lowY;
  if (apart) return a.lowX - b.lowX || a.lowY - b.lowY || a.highX - b.highX || a.highY - b.highY;
  return sideOf(a, b) || -sideOf(b, a);
}

/** 1 when segment b lies left of the line through a, -1 right, 0 on both sides or on it. */
function sideOf(a: DepthSegment, b: DepthSegment): number {
  const low = orientation(a.lowX, a.lowY, a.highX, a.highY, b.lowX, b.lowY);
  const high = orientation(a.lowX, a.lowY, a.highX, a.highY, b.highX, b.highY);
  if (low >= 0 && high >= 0) return Math.max(low, high);
  if (low <= 0 && high <= 0) return Math.min(low, high);
  return 0;
}
