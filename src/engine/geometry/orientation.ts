import {
  type DoubleDouble,
  multiply,
  productOfDoubles,
  quotient,
  subtract,
  sumOfDoubles,
} from "./double-double.ts";

/** A little above the relative rounding error of the determinant below. */
const safeEpsilon = 1e-15;

/**
 * Which side of the line from p to q the point r is on: 1 left, -1 right, 0 on it.
 * Decided in doubles where their rounding cannot matter and in double-double arithmetic otherwise, as GEOS does; the same
 * answers bit for bit.
 */
export function orientation(
  px: number,
  py: number,
  qx: number,
  qy: number,
  rx: number,
  ry: number,
): -1 | 0 | 1 {
  const left = (px - rx) * (qy - ry);
  const right = (py - ry) * (qx - rx);
  const determinant = left - right;
  let sum: number;
  if (left > 0) {
    if (right <= 0) return signOf(determinant);
    sum = left + right;
  } else if (left < 0) {
    if (right >= 0) return signOf(determinant);
    sum = -left - right;
  } else {
    return signOf(determinant);
  }
  const bound = safeEpsilon * sum;
  if (determinant >= bound || -determinant >= bound) return signOf(determinant);
  return preciseOrientation(px, py, qx, qy, rx, ry);
}

function preciseOrientation(
  px: number,
  py: number,
  qx: number,
  qy: number,
  rx: number,
  ry: number,
): -1 | 0 | 1 {
  const dx1 = sumOfDoubles(qx, -px);
  const dy1 = sumOfDoubles(qy, -py);
  const dx2 = sumOfDoubles(rx, -qx);
  const dy2 = sumOfDoubles(ry, -qy);
  return signOfDoubleDouble(subtract(multiply(dx1, dy2), multiply(dy1, dx2)));
}

function signOf(value: number): -1 | 0 | 1 {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}

function signOfDoubleDouble({ high, low }: DoubleDouble): -1 | 0 | 1 {
  return high < 0 || (high === 0 && low < 0) ? -1 : high > 0 || (high === 0 && low > 0) ? 1 : 0;
}

/**
 * Where the lines through p1, p2 and q1, q2 meet, by homogeneous coordinates in double-double arithmetic.
 * @returns `undefined` for parallel lines
 */
export function lineIntersection(
  p1x: number,
  p1y: number,
  p2x: number,
  p2y: number,
  q1x: number,
  q1y: number,
  q2x: number,
  q2y: number,
): [number, number] | undefined {
  const px = sumOfDoubles(p1y, -p2y);
  const py = sumOfDoubles(p2x, -p1x);
  const pw = subtract(productOfDoubles(p1x, p2y), productOfDoubles(p2x, p1y));
  const qx = sumOfDoubles(q1y, -q2y);
  const qy = sumOfDoubles(q2x, -q1x);
  const qw = subtract(productOfDoubles(q1x, q2y), productOfDoubles(q2x, q1y));
  const x = subtract(multiply(py, qw), multiply(qy, pw));
  const y = subtract(multiply(qx, pw), multiply(px, qw));
  const w = subtract(multiply(px, qy), multiply(qx, py));
  const xOverW = quotient(x, w);
  const yOverW = quotient(y, w);
  return Number.isFinite(xOverW) && Number.isFinite(yOverW) ? [xOverW, yOverW] : undefined;
}
