import type { Polygon, Ring } from "../geometry.ts";
import { sortByKey } from "../libstdcxx-sort.ts";
import { type Box, boxOf } from "../ring.ts";
import { overlayAreas } from "./area-overlay.ts";
import type { Grid } from "./grid.ts";
import { polygonize } from "./polygonize.ts";
import { snapRound } from "./snap-rounding.ts";
import { uniteInPairs } from "./unite-in-pairs.ts";

/**
 * The area that noded linework encloses, by turns: a face that fills a hole of another is out, one that fills a hole of that
 * is in again, and so on. GEOS: BuildArea (after PostGIS).
 * @param lines flat coordinates, cut wherever they meet
 * @returns no polygon when nothing is enclosed
 */
export function buildArea(lines: readonly Float64Array[], grid: Grid): readonly Polygon[] {
  const faces = polygonize(lines);
  if (faces.length <= 1) return faces;
  return uniteInPairs(facesWithEvenDepth(faces), (a, b) =>
    overlayAreas(a, b, "union", (lines) => snapRound(lines, grid)),
  );
}

interface Face {
  readonly polygon: Polygon;
  readonly boxes: readonly Box[];
  depth: number;
  isInHole: boolean;
}

/** In the order of their boxes' areas, greatest first, so that a face comes before those in its holes. */
function facesWithEvenDepth(polygons: readonly Polygon[]): Polygon[] {
  const faces = inOrderOfSize(
    polygons.map((polygon) => ({ polygon, boxes: polygon.rings.map(boxOf), depth: 0, isInHole: false })),
  );
  faces.forEach((face, i) => {
    for (let hole = 1; hole < face.polygon.rings.length; hole += 1) {
      const filling = faces.find(
        (other, j) =>
          j > i &&
          !other.isInHole &&
          sameBox(face.boxes[hole]!, other.boxes[0]!) &&
          sameRing(face.polygon.rings[hole]!, other.polygon.rings[0]!),
      );
      if (filling === undefined) continue;
      filling.isInHole = true;
      filling.depth = face.depth + 1;
    }
  });
  return faces.filter((face) => face.depth % 2 === 0).map((face) => face.polygon);
}

function inOrderOfSize(faces: readonly Face[]): Face[] {
  const keys = Float64Array.from(faces, ({ boxes: [box] }) => -((box![2] - box![0]) * (box![3] - box![1])));
  const order = Int32Array.from(faces, (_, i) => i);
  sortByKey(order, keys, 0, order.length);
  return Array.from(order, (index) => faces[index]!);
}

function sameBox(a: Box, b: Box): boolean {
  return a.every((ordinate, i) => ordinate === b[i]);
}

/** Whether two closed rings have the same vertices in the same or the opposite order, wherever they start. */
function sameRing(a: Ring, b: Ring): boolean {
  if (a.length !== b.length) return false;
  const n = a.length / 2 - 1;
  let offset = 0;
  while (offset <= n && (b[2 * offset] !== a[0] || b[2 * offset + 1] !== a[1])) offset += 1;
  if (offset > n) return false;
  const runsAlong = (direction: 1 | -1): boolean => {
    for (let i = 1; i < n; i += 1) {
      const j = (offset + direction * i + n) % n;
      if (a[2 * i] !== b[2 * j] || a[2 * i + 1] !== b[2 * j + 1]) return false;
    }
    return true;
  };
  return runsAlong(1) || runsAlong(-1);
}
