import { distanceToSegment, SegmentIntersection } from "../segment-intersection.ts";
import { visitNearSegments } from "./near-segments.ts";
import { NodedLine } from "./noded-line.ts";
import type { Piece } from "./snap-rounding.ts";

/**
 * Cuts lines wherever they meet, and draws vertices and crossings nearer than `tolerance` to each other together.
 * JTS and GEOS: SnappingNoder.
 */
export function nodeSnapping<Source>(
  lines: readonly NodedLine<Source>[],
  tolerance: number,
): Piece<Source>[] {
  const points = new SnapPoints(tolerance);
  for (const line of lines) seed(line.coordinates, points);
  const snapped = lines.map((line) => new NodedLine(snapVertices(line.coordinates, points), line.source));
  addNodes(snapped, points, tolerance);
  return snapped.flatMap((line) =>
    line.pieces().map((coordinates) => ({ coordinates, source: line.source })),
  );
}

/** A hundredth of the vertices first, spread out by the golden ratio, as GEOS does to balance its tree. */
function seed(c: Float64Array, points: SnapPoints): void {
  const vertices = c.length / 2;
  const step = (Math.sqrt(5) - 1) / 2;
  let place = 0;
  for (let i = 0; i < Math.floor(vertices / 100); i += 1) {
    place += step;
    if (place > 1) place -= Math.floor(place);
    const vertex = Math.floor(vertices * place);
    points.snap(c[2 * vertex]!, c[2 * vertex + 1]!);
  }
}

function snapVertices(c: Float64Array, points: SnapPoints): Float64Array {
  const snapped: number[] = [];
  for (let i = 0; i < c.length; i += 2) {
    const { x, y } = points.snap(c[i]!, c[i + 1]!);
    const n = snapped.length;
    if (n === 0 || snapped[n - 2] !== x || snapped[n - 1] !== y) snapped.push(x, y);
  }
  return Float64Array.from(snapped);
}

function addNodes<Source>(lines: readonly NodedLine<Source>[], points: SnapPoints, tolerance: number): void {
  const meeting = new SegmentIntersection();

  const addNear = (from: Place<Source>, x: number, y: number, to: Place<Source>): void => {
    const c = to.line.coordinates;
    const i = 2 * to.segment;
    const [ax, ay, bx, by] = [c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!];
    if (distanceToSegment(x, y, ax, ay, ax, ay) < tolerance) return;
    if (distanceToSegment(x, y, bx, by, bx, by) < tolerance) return;
    if (distanceToSegment(x, y, ax, ay, bx, by) >= tolerance) return;
    to.line.addNode(x, y, to.segment);
    from.line.addNode(x, y, from.segment);
  };

  visitNearSegments(lines, 2 * tolerance, (a, aSegment, b, bSegment) => {
    const p = a.coordinates;
    const q = b.coordinates;
    const i = 2 * aSegment;
    const j = 2 * bSegment;
    if (a !== b || Math.abs(aSegment - bSegment) !== 1) {
      meeting.compute(p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!, q[j]!, q[j + 1]!, q[j + 2]!, q[j + 3]!);
      if (meeting.count === 1) {
        const { x, y } = points.snap(meeting.x0, meeting.y0);
        a.addNode(x, y, aSegment);
        b.addNode(x, y, bSegment);
      }
    }
    const inA = { line: a, segment: aSegment };
    const inB = { line: b, segment: bSegment };
    addNear(inA, p[i]!, p[i + 1]!, inB);
    addNear(inA, p[i + 2]!, p[i + 3]!, inB);
    addNear(inB, q[j]!, q[j + 1]!, inA);
    addNear(inB, q[j + 2]!, q[j + 3]!, inA);
  });
}

interface Place<Source> {
  readonly line: NodedLine<Source>;
  readonly segment: number;
}

interface SnapPoint {
  readonly x: number;
  readonly y: number;
}

/** Points that others within a tolerance are drawn to, in cells of that size. */
class SnapPoints {
  private readonly tolerance: number;
  private readonly cells = new Map<string, SnapPoint[]>();

  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  /** The nearest point within the tolerance; the point itself when there is none. */
  snap(x: number, y: number): SnapPoint {
    const column = Math.floor(x / this.tolerance);
    const row = Math.floor(y / this.tolerance);
    let nearest: SnapPoint | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const point of this.cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const distance = distanceToSegment(x, y, point.x, point.y, point.x, point.y);
          if (distance > this.tolerance || distance > least) continue;
          if (distance === least && nearest !== undefined && isBefore(nearest, point)) continue;
          nearest = point;
          least = distance;
        }
      }
    }
    if (nearest !== undefined) return nearest;
    const point = { x, y };
    const key = `${column} ${row}`;
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, [point]);
    else cell.push(point);
    return point;
  }
}

function isBefore(a: SnapPoint, b: SnapPoint): boolean {
  return a.x < b.x || (a.x === b.x && a.y < b.y);
}
