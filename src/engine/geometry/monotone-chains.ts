/**
 * Lines cut into monotone chains: runs of segments that all point into one quadrant. A chain does not cross itself, and
 * the box of any part of it is that of the part's ends, so that overlaps are found by halving.
 */
export interface MonotoneChains {
  readonly count: number;
  /** Number of the line of each chain. */
  readonly lines: readonly number[];
  /** First and last vertex of each chain. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Four numbers for each chain: `[minX, minY, maxX, maxY]`. */
  readonly boxes: Float64Array;
}

/** @param lines flat coordinates without repeated vertices */
export function monotoneChains(lines: readonly Float64Array[]): MonotoneChains {
  const lineOf: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  lines.forEach((c, line) => {
    const last = c.length / 2 - 1;
    let start = 0;
    let chainQuadrant = -1;
    for (let i = 1; i <= last; i += 1) {
      const quadrant = quadrantOf(c[2 * i]! - c[2 * i - 2]!, c[2 * i + 1]! - c[2 * i - 1]!);
      if (chainQuadrant >= 0 && quadrant !== chainQuadrant) {
        lineOf.push(line);
        starts.push(start);
        ends.push(i - 1);
        start = i - 1;
      }
      chainQuadrant = quadrant;
    }
    lineOf.push(line);
    starts.push(start);
    ends.push(last);
  });
  return {
    count: starts.length,
    lines: lineOf,
    starts,
    ends,
    boxes: chainBoxes(lines, lineOf, starts, ends),
  };
}

/** 0 north-east (with the axes that bound it), 1 north-west, 2 south-west, 3 south-east. */
export function quadrantOf(dx: number, dy: number): 0 | 1 | 2 | 3 {
  if (dx >= 0) return dy >= 0 ? 0 : 3;
  return dy >= 0 ? 1 : 2;
}

function chainBoxes(
  lines: readonly Float64Array[],
  lineOf: readonly number[],
  starts: readonly number[],
  ends: readonly number[],
): Float64Array {
  const boxes = new Float64Array(starts.length * 4);
  starts.forEach((start, chain) => {
    const c = lines[lineOf[chain]!]!;
    const end = ends[chain]!;
    boxes[chain * 4] = Math.min(c[2 * start]!, c[2 * end]!);
    boxes[chain * 4 + 1] = Math.min(c[2 * start + 1]!, c[2 * end + 1]!);
    boxes[chain * 4 + 2] = Math.max(c[2 * start]!, c[2 * end]!);
    boxes[chain * 4 + 3] = Math.max(c[2 * start + 1]!, c[2 * end + 1]!);
  });
  return boxes;
}

/**
 * Calls `visit` with every pair of segments, one of each part, whose boxes may meet, in the order of GEOS's halving.
 * @param a,b flat coordinates; the parts run from vertex `aStart` to `aEnd` and from `bStart` to `bEnd`
 * @param tolerance how far apart boxes may be and still count as meeting
 */
export function visitOverlaps(
  a: Float64Array,
  aStart: number,
  aEnd: number,
  b: Float64Array,
  bStart: number,
  bEnd: number,
  tolerance: number,
  visit: (aSegment: number, bSegment: number) => void,
): void {
  if (aEnd - aStart === 1 && bEnd - bStart === 1) {
    visit(aStart, bStart);
    return;
  }
  if (!partsMeet(a, aStart, aEnd, b, bStart, bEnd, tolerance)) return;
  const aMiddle = (aStart + aEnd) >> 1;
  const bMiddle = (bStart + bEnd) >> 1;
  if (aStart < aMiddle) {
    if (bStart < bMiddle) visitOverlaps(a, aStart, aMiddle, b, bStart, bMiddle, tolerance, visit);
    if (bMiddle < bEnd) visitOverlaps(a, aStart, aMiddle, b, bMiddle, bEnd, tolerance, visit);
  }
  if (aMiddle < aEnd) {
    if (bStart < bMiddle) visitOverlaps(a, aMiddle, aEnd, b, bStart, bMiddle, tolerance, visit);
    if (bMiddle < bEnd) visitOverlaps(a, aMiddle, aEnd, b, bMiddle, bEnd, tolerance, visit);
  }
}

/** Whether the boxes of two parts, given by their ends, come within `tolerance`. */
function partsMeet(
  a: Float64Array,
  aStart: number,
  aEnd: number,
  b: Float64Array,
  bStart: number,
  bEnd: number,
  tolerance: number,
): boolean {
  return (
    spansMeet(a[2 * aStart]!, a[2 * aEnd]!, b[2 * bStart]!, b[2 * bEnd]!, tolerance) &&
    spansMeet(a[2 * aStart + 1]!, a[2 * aEnd + 1]!, b[2 * bStart + 1]!, b[2 * bEnd + 1]!, tolerance)
  );
}

function spansMeet(a0: number, a1: number, b0: number, b1: number, tolerance: number): boolean {
  return Math.min(a0, a1) <= Math.max(b0, b1) + tolerance && Math.max(a0, a1) >= Math.min(b0, b1) - tolerance;
}
