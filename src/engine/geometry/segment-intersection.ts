import { lineIntersection, orientation } from "./orientation.ts";

/**
 * How two segments meet. One object is used again and again in a search, so that millions of tests make no garbage:
 * `compute` fills the fields.
 *
 * Equal to GEOS 3.11's LineIntersector, computed points included.
 */
export class SegmentIntersection {
  /** 0: apart; 1: one point, in `x0 y0`; 2: a common stretch from `x0 y0` to `x1 y1`. */
  count: 0 | 1 | 2 = 0;
  /** The segments cross at a point that is no end of either. */
  proper = false;
  x0 = 0;
  y0 = 0;
  x1 = 0;
  y1 = 0;

  /** Segments p1-p2 and q1-q2. */
  compute(
    p1x: number,
    p1y: number,
    p2x: number,
    p2y: number,
    q1x: number,
    q1y: number,
    q2x: number,
    q2y: number,
  ): void {
    this.count = 0;
    this.proper = false;
    if (!boxesMeet(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y)) return;
    const sideOfQ1 = orientation(p1x, p1y, p2x, p2y, q1x, q1y);
    const sideOfQ2 = orientation(p1x, p1y, p2x, p2y, q2x, q2y);
    if (sideOfQ1 * sideOfQ2 > 0) return;
    const sideOfP1 = orientation(q1x, q1y, q2x, q2y, p1x, p1y);
    const sideOfP2 = orientation(q1x, q1y, q2x, q2y, p2x, p2y);
    if (sideOfP1 * sideOfP2 > 0) return;
    if (sideOfQ1 === 0 && sideOfQ2 === 0 && sideOfP1 === 0 && sideOfP2 === 0) {
      this.computeCollinear(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y);
      return;
    }
    this.count = 1;
    if (sideOfQ1 !== 0 && sideOfQ2 !== 0 && sideOfP1 !== 0 && sideOfP2 !== 0) {
      this.proper = true;
      [this.x0, this.y0] = crossing(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y);
      return;
    }
    // An end lies on the other segment: copied rather than computed, and equal ends first.
    const pEnd1 = (p1x === q1x && p1y === q1y) || (p1x === q2x && p1y === q2y);
    const pEnd2 = (p2x === q1x && p2y === q1y) || (p2x === q2x && p2y === q2y);
    if (pEnd1) this.setFirst(p1x, p1y);
    else if (pEnd2) this.setFirst(p2x, p2y);
    else if (sideOfQ1 === 0) this.setFirst(q1x, q1y);
    else if (sideOfQ2 === 0) this.setFirst(q2x, q2y);
    else if (sideOfP1 === 0) this.setFirst(p1x, p1y);
    else this.setFirst(p2x, p2y);
  }

  /** Computes, and tells whether some common point is not an end of both segments. */
  meetInside(
    p1x: number,
    p1y: number,
    p2x: number,
    p2y: number,
    q1x: number,
    q1y: number,
    q2x: number,
    q2y: number,
  ): boolean {
    this.compute(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y);
    const isInside = (x: number, y: number): boolean =>
      !((x === p1x && y === p1y) || (x === p2x && y === p2y)) ||
      !((x === q1x && y === q1y) || (x === q2x && y === q2y));
    if (this.count === 0) return false;
    return isInside(this.x0, this.y0) || (this.count === 2 && isInside(this.x1, this.y1));
  }

  private computeCollinear(
    p1x: number,
    p1y: number,
    p2x: number,
    p2y: number,
    q1x: number,
    q1y: number,
    q2x: number,
    q2y: number,
  ): void {
    const q1InP = boxHolds(p1x, p1y, p2x, p2y, q1x, q1y);
    const q2InP = boxHolds(p1x, p1y, p2x, p2y, q2x, q2y);
    const p1InQ = boxHolds(q1x, q1y, q2x, q2y, p1x, p1y);
    const p2InQ = boxHolds(q1x, q1y, q2x, q2y, p2x, p2y);
    if (q1InP && q2InP) this.setStretch(q1x, q1y, q2x, q2y, false);
    else if (p1InQ && p2InQ) this.setStretch(p1x, p1y, p2x, p2y, false);
    else if (q1InP && p1InQ) this.setStretch(q1x, q1y, p1x, p1y, !q2InP && !p2InQ);
    else if (q1InP && p2InQ) this.setStretch(q1x, q1y, p2x, p2y, !q2InP && !p1InQ);
    else if (q2InP && p1InQ) this.setStretch(q2x, q2y, p1x, p1y, !q1InP && !p2InQ);
    else if (q2InP && p2InQ) this.setStretch(q2x, q2y, p2x, p2y, !q1InP && !p1InQ);
  }

  private setFirst(x: number, y: number): void {
    this.x0 = x;
    this.y0 = y;
  }

  /** @param touching nothing but these two ends can be common: if they are equal, it is a point. */
  private setStretch(x0: number, y0: number, x1: number, y1: number, touching: boolean): void {
    this.x0 = x0;
    this.y0 = y0;
    this.x1 = x1;
    this.y1 = y1;
    this.count = touching && x0 === x1 && y0 === y1 ? 1 : 2;
  }
}

/** Whether the boxes of two segments have a point in common. */
export function boxesMeet(
  p1x: number,
  p1y: number,
  p2x: number,
  p2y: number,
  q1x: number,
  q1y: number,
  q2x: number,
  q2y: number,
): boolean {
  return !(
    Math.min(p1x, p2x) > Math.max(q1x, q2x) ||
    Math.max(p1x, p2x) < Math.min(q1x, q2x) ||
    Math.min(p1y, p2y) > Math.max(q1y, q2y) ||
    Math.max(p1y, p2y) < Math.min(q1y, q2y)
  );
}

/** Whether the box of segment a-b holds the point. */
export function boxHolds(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  return x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
}

/** Where two segments known to cross do so; an end when rounding throws the computed point out of either box. */
function crossing(
  p1x: number,
  p1y: number,
  p2x: number,
  p2y: number,
  q1x: number,
  q1y: number,
  q2x: number,
  q2y: number,
): [number, number] {
  const point = lineIntersection(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y);
  if (
    point !== undefined &&
    boxHolds(p1x, p1y, p2x, p2y, point[0], point[1]) &&
    boxHolds(q1x, q1y, q2x, q2y, point[0], point[1])
  ) {
    return point;
  }
  return nearestEnd(p1x, p1y, p2x, p2y, q1x, q1y, q2x, q2y);
}

/** The end closest to the other segment. */
function nearestEnd(
  p1x: number,
  p1y: number,
  p2x: number,
  p2y: number,
  q1x: number,
  q1y: number,
  q2x: number,
  q2y: number,
): [number, number] {
  let nearest: [number, number] = [p1x, p1y];
  let least = distanceToSegment(p1x, p1y, q1x, q1y, q2x, q2y);
  const consider = (x: number, y: number, distance: number): void => {
    if (distance >= least) return;
    least = distance;
    nearest = [x, y];
  };
  consider(p2x, p2y, distanceToSegment(p2x, p2y, q1x, q1y, q2x, q2y));
  consider(q1x, q1y, distanceToSegment(q1x, q1y, p1x, p1y, p2x, p2y));
  consider(q2x, q2y, distanceToSegment(q2x, q2y, p1x, p1y, p2x, p2y));
  return nearest;
}

/** Distance from a point to segment a-b, in the units of the coordinates. */
export function distanceToSegment(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  if (ax === bx && ay === by) return distance(x, y, ax, ay);
  const squaredLength = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squaredLength;
  if (along <= 0) return distance(x, y, ax, ay);
  if (along >= 1) return distance(x, y, bx, by);
  const across = ((ay - y) * (bx - ax) - (ax - x) * (by - ay)) / squaredLength;
  return Math.abs(across) * Math.sqrt(squaredLength);
}

function distance(ax: number, ay: number, bx: number, by: number): number {
  const dx = ax - bx;
  const dy = ay - by;
  return Math.sqrt(dx * dx + dy * dy);
}
