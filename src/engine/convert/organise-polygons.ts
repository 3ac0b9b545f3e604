import { ordinateCount } from "./ogr-multi-polygon.ts";
import type { OgrDimension, OgrGeometry, OgrOrdinates, OgrPolygon } from "./ogr-types.ts";

/** A ring among others: how large, which way round, in what. */
interface Ring {
  readonly index: number;
  readonly ordinates: OgrOrdinates;
  readonly area: number;
  readonly isClockwise: boolean;
  readonly bounds: Bounds;
  isTop: boolean;
  outer: Ring | undefined;
}

interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * Rings made into a polygon or multipolygon: a ring inside a top-level ring is a hole of it, a ring inside a hole is
 * top-level again. Rings keep their order. With a ring of fewer than four points among several nothing is told apart.
 *
 * @param onlyCounterClockwise take clockwise rings for shells, as shapefiles have it
 *
 * Source: GDAL 3.6.2 ogrgeometryfactory.cpp (organizePolygons, fast version)
 */
export function organisePolygons(
  ringList: readonly OgrOrdinates[],
  dimension: OgrDimension,
  onlyCounterClockwise = false,
): OgrGeometry {
  const [only, second] = ringList;
  if (only === undefined) return { type: "Polygon", dimension, rings: [] };
  if (second === undefined) return { type: "Polygon", dimension, rings: [only] };
  const stride = ordinateCount(dimension);
  if (ringList.some((ring) => ring.length < 4 * stride)) {
    return multi(
      ringList.map((ring) => [ring]),
      dimension,
    );
  }
  const rings = ringList.map((ordinates, index) => makeRing(ordinates, index, stride));
  const clockwise = rings.filter((ring) => ring.isClockwise);
  const [shell] = clockwise;
  if (onlyCounterClockwise && shell !== undefined && clockwise.length === 1) {
    const holes = ringList.filter((_, index) => index !== shell.index);
    return { type: "Polygon", dimension, rings: [shell.ordinates, ...holes] };
  }

  const bySize = [...rings].sort((a, b) => b.area - a.area);
  for (const [place, ring] of bySize.entries()) {
    if (place === 0 || (onlyCounterClockwise && ring.isClockwise)) {
      ring.isTop = true;
      continue;
    }
    ring.outer = undefined;
    ring.isTop = true;
    for (let at = place - 1; at >= 0; at -= 1) {
      const larger = bySize[at];
      if (larger === undefined || (onlyCounterClockwise && !larger.isClockwise)) continue;
      if (!contains(larger.bounds, ring.bounds)) continue;
      // The last candidate for a hole must be it, or the winding order was wrong.
      if (!(onlyCounterClockwise && at === 0) && !isInside(ring.ordinates, larger.ordinates, stride))
        continue;
      ring.isTop = !larger.isTop;
      ring.outer = larger.isTop ? larger : undefined;
      break;
    }
  }
  const polygons = rings
    .filter((ring) => ring.isTop)
    .map((top) => [
      top.ordinates,
      ...rings.filter((ring) => ring.outer === top).map((ring) => ring.ordinates),
    ]);
  const [first] = polygons;
  return polygons.length === 1 && first !== undefined
    ? { type: "Polygon", dimension, rings: first }
    : multi(polygons, dimension);
}

function multi(polygons: readonly (readonly OgrOrdinates[])[], dimension: OgrDimension): OgrGeometry {
  const members = polygons.map((rings): OgrPolygon => ({ type: "Polygon", dimension, rings }));
  return { type: "MultiPolygon", dimension, members };
}

function makeRing(ordinates: OgrOrdinates, index: number, stride: number): Ring {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < ordinates.length; at += stride) {
    const x = ordinates[at] ?? 0;
    const y = ordinates[at + 1] ?? 0;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  const signed = signedArea(ordinates, stride);
  return {
    index,
    ordinates,
    area: Math.abs(signed),
    isClockwise: signed < 0,
    bounds: { minX, minY, maxX, maxY },
    isTop: false,
    outer: undefined,
  };
}

/** Twice half the shoelace sum, as OGRLinearRing::get_Area adds it up; positive counter-clockwise. */
function signedArea(ordinates: OgrOrdinates, stride: number): number {
  const count = ordinates.length / stride;
  const x = (point: number) => ordinates[point * stride] ?? 0;
  const y = (point: number) => ordinates[point * stride + 1] ?? 0;
  let sum = x(0) * (y(1) - y(count - 1));
  for (let point = 1; point < count - 1; point += 1) sum += x(point) * (y(point + 1) - y(point - 1));
  sum += x(count - 1) * (y(0) - y(count - 2));
  return 0.5 * sum;
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.minX <= inner.minX &&
    outer.minY <= inner.minY &&
    outer.maxX >= inner.maxX &&
    outer.maxY >= inner.maxY
  );
}

/** Whether a ring is inside another, judged by its first point that is not on the other's boundary. */
function isInside(ring: OgrOrdinates, other: OgrOrdinates, stride: number): boolean {
  const count = ring.length / stride;
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let point = 0; point < count; point += 1) {
    const x = ring[point * stride] ?? 0;
    const y = ring[point * stride + 1] ?? 0;
    if (x === lastX && y === lastY) continue;
    if (!isOnBoundary(x, y, other, stride)) return isPointInRing(x, y, other, stride);
    lastX = x;
    lastY = y;
  }
  // All points are on the boundary: the middles of the segments decide.
  lastX = ring[0] ?? 0;
  lastY = ring[1] ?? 0;
  for (let point = 1; point < count; point += 1) {
    const x = ring[point * stride] ?? 0;
    const y = ring[point * stride + 1] ?? 0;
    if (x === lastX && y === lastY) continue;
    const middleX = (x + lastX) / 2;
    const middleY = (y + lastY) / 2;
    if (!isOnBoundary(middleX, middleY, other, stride)) return isPointInRing(middleX, middleY, other, stride);
    lastX = x;
    lastY = y;
  }
  return false;
}

function isOnBoundary(x: number, y: number, ring: OgrOrdinates, stride: number): boolean {
  for (let at = stride; at < ring.length; at += stride) {
    const x1 = x - (ring[at] ?? 0);
    const y1 = y - (ring[at + 1] ?? 0);
    const x0 = x - (ring[at - stride] ?? 0);
    const y0 = y - (ring[at - stride + 1] ?? 0);
    if (x1 * y0 - x0 * y1 !== 0) continue;
    // On the line; on the segment as well when the ends lie on different sides.
    const betweenX = !((x1 > 0 && x0 > 0) || (x1 < 0 && x0 < 0));
    const betweenY = !((y1 > 0 && y0 > 0) || (y1 < 0 && y0 < 0));
    if (betweenX && betweenY && !(x1 === x0 && y1 === y0)) return true;
  }
  return false;
}

function isPointInRing(x: number, y: number, ring: OgrOrdinates, stride: number): boolean {
  let crossings = 0;
  for (let at = stride; at < ring.length; at += stride) {
    const x1 = (ring[at] ?? 0) - x;
    const y1 = (ring[at + 1] ?? 0) - y;
    const x2 = (ring[at - stride] ?? 0) - x;
    const y2 = (ring[at - stride + 1] ?? 0) - y;
    if ((y1 > 0 && y2 <= 0) || (y2 > 0 && y1 <= 0)) {
      if ((x1 * y2 - x2 * y1) / (y2 - y1) > 0) crossings += 1;
    }
  }
  return crossings % 2 === 1;
}
