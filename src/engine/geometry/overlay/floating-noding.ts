import { SegmentIntersection } from "../segment-intersection.ts";
import { visitNearSegments } from "./near-segments.ts";
import type { NodedLine } from "./noded-line.ts";
import type { Piece } from "./snap-rounding.ts";

/**
 * Cuts lines where they meet, once and without a grid: where a computed crossing is rounded, pieces may meet again.
 * JTS and GEOS: MCIndexNoder with IntersectionAdder.
 */
export function nodeOnce<Source>(lines: readonly NodedLine<Source>[]): Piece<Source>[] {
  const meeting = new SegmentIntersection();
  visitNearSegments(lines, 0, (a, aSegment, b, bSegment) => {
    const p = a.coordinates;
    const q = b.coordinates;
    const i = 2 * aSegment;
    const j = 2 * bSegment;
    meeting.compute(p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!, q[j]!, q[j + 1]!, q[j + 2]!, q[j + 3]!);
    if (meeting.count === 0) return;
    // Neighbours meet at their common vertex.
    if (a === b && meeting.count === 1 && Math.abs(aSegment - bSegment) === 1) return;
    a.addNode(meeting.x0, meeting.y0, aSegment);
    b.addNode(meeting.x0, meeting.y0, bSegment);
    if (meeting.count === 1) return;
    a.addNode(meeting.x1, meeting.y1, aSegment);
    b.addNode(meeting.x1, meeting.y1, bSegment);
  });
  return lines.flatMap((line) => line.pieces().map((coordinates) => ({ coordinates, source: line.source })));
}
