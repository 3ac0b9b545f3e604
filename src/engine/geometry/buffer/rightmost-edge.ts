import { orientation } from "../orientation.ts";
import { OverlayFailure } from "../overlay/overlay-failure.ts";
import type { DepthHalf, DepthNode } from "./depth-graph.ts";

/** The rightmost vertex of a part of a graph, and an edge there with the outside on its right. */
export interface Rightmost {
  readonly x: number;
  readonly y: number;
  readonly half: DepthHalf;
}

/**
 * Finds where the outside of a connected part surely is. JTS and GEOS: RightmostEdgeFinder.
 * @param halves of the part, in the order they were reached
 */
export function findRightmost(halves: readonly DepthHalf[]): Rightmost {
  let found: { half: DepthHalf; index: number } | undefined;
  let x = Number.NEGATIVE_INFINITY;
  let y = 0;
  for (const half of halves) {
    if (!half.forward) continue;
    const c = half.edge.coordinates;
    for (let i = 0; i + 2 < c.length; i += 2) {
      if (found !== undefined && c[i]! <= x) continue;
      found = { half, index: i / 2 };
      x = c[i]!;
      y = c[i + 1]!;
    }
  }
  if (found === undefined) throw new OverlayFailure("no forward edges in a part");
  const { half, index } =
    found.index === 0 ? rightmostAtNode(found.half) : rightmostAtVertex(found.half, found.index);
  const isLeft = outsideIsLeft(half, index) ?? outsideIsLeft(half, index - 1) ?? false;
  return { x, y, half: isLeft ? half.twin : half };
}

function rightmostAtNode(at: DepthHalf): { half: DepthHalf; index: number } {
  const half = rightmostOut(at.node!);
  if (half.forward) return { half, index: 0 };
  return { half: half.twin, index: half.edge.coordinates.length / 2 - 1 };
}

function rightmostOut({ star }: DepthNode): DepthHalf {
  const first = star[0]!;
  const last = star.at(-1)!;
  if (star.length === 1) return first;
  const firstIsNorthern = first.quadrant <= 1;
  const lastIsNorthern = last.quadrant <= 1;
  if (firstIsNorthern && lastIsNorthern) return first;
  if (!firstIsNorthern && !lastIsNorthern) return last;
  if (first.dy !== 0) return first;
  if (last.dy !== 0) return last;
  throw new OverlayFailure("two horizontal edges at the rightmost node");
}

/** Of the two segments at a vertex the one further right. */
function rightmostAtVertex(half: DepthHalf, index: number): { half: DepthHalf; index: number } {
  const c = half.edge.coordinates;
  const i = 2 * index;
  const [x, y] = [c[i]!, c[i + 1]!];
  const [previousX, previousY] = [c[i - 2]!, c[i - 1]!];
  const [nextX, nextY] = [c[i + 2]!, c[i + 3]!];
  const side = orientation(x, y, nextX, nextY, previousX, previousY);
  const usePrevious =
    (previousY < y && nextY < y && side === 1) || (previousY > y && nextY > y && side === -1);
  return { half, index: usePrevious ? index - 1 : index };
}

/** `undefined` for a horizontal segment, or none. */
function outsideIsLeft(half: DepthHalf, index: number): boolean | undefined {
  const c = half.edge.coordinates;
  const y0 = c[2 * index + 1];
  const y1 = c[2 * index + 3];
  if (index < 0 || y0 === undefined || y1 === undefined || y0 === y1) return undefined;
  return y0 > y1;
}
