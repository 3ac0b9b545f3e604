import { SegmentIntersection } from "../segment-intersection.ts";
import { visitNearSegments } from "./near-segments.ts";
import { NodedLine } from "./noded-line.ts";
import { OverlayFailure } from "./overlay-failure.ts";
import type { Piece } from "./snap-rounding.ts";

/**
 * Makes sure that pieces meet at their ends only. JTS and GEOS: FastNodingValidator.
 * @throws OverlayFailure
 */
export function checkNoding<Source>(pieces: readonly Piece<Source>[]): void {
  const meeting = new SegmentIntersection();
  const lines = pieces.map(({ coordinates }) => new NodedLine(coordinates, undefined));
  visitNearSegments(lines, 0, (a, aSegment, b, bSegment) => {
    const p = a.coordinates;
    const q = b.coordinates;
    const i = 2 * aSegment;
    const j = 2 * bSegment;
    const meetInside = meeting.meetInside(
      p[i]!,
      p[i + 1]!,
      p[i + 2]!,
      p[i + 3]!,
      q[j]!,
      q[j + 1]!,
      q[j + 2]!,
      q[j + 3]!,
    );
    const areNeighbours = a === b && Math.abs(aSegment - bSegment) <= 1;
    if (meetInside || (!areNeighbours && meetAtVertex(p, i, q, j))) {
      throw new OverlayFailure("found non-noded intersection");
    }
  });
}

/** Whether the segments at i and j share a vertex that is not an end of both pieces. */
function meetAtVertex(p: Float64Array, i: number, q: Float64Array, j: number): boolean {
  for (const a of [i, i + 2]) {
    for (const b of [j, j + 2]) {
      const areEnds = (a === 0 || a === p.length - 2) && (b === 0 || b === q.length - 2);
      if (!areEnds && p[a] === q[b] && p[a + 1] === q[b + 1]) return true;
    }
  }
  return false;
}
