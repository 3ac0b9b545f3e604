import type { Polygon, Ring } from "./geometry.ts";
import { reversed } from "./ring.ts";

/**
 * Turns shells counter-clockwise and holes clockwise; a ring that is turned keeps its first vertex. The pipeline's
 * convention for WKT (shapely.geometry.polygon.orient).
 */
export function orientPolygon(polygon: Polygon): Polygon {
  return {
    type: "Polygon",
    rings: polygon.rings.map((ring, index) => {
      const area = signedArea(ring);
      // A ring without area stays as it is, shell or hole.
      return (index === 0 ? area >= 0 : area <= 0) ? ring : reversed(ring);
    }),
  };
}

/**
 * Area of a closed ring, positive when counter-clockwise, in squared units of its coordinates.
 * Added up in numpy's order, so that the sign of a sliver is the same as the pipeline's.
 */
export function signedArea(ring: Ring): number {
  const n = ring.length / 2;
  if (n < 2) return 0;
  const terms = new Float64Array(n - 1);
  for (let i = 1; i < n; i += 1) {
    // The vertex after the last is the second one.
    const nextY = i + 1 < n ? ring[2 * i + 3]! : ring[3]!;
    terms[i - 1] = ring[2 * i]! * (nextY - ring[2 * i - 1]!);
  }
  return pairwiseSum(terms, 0, terms.length) / 2;
}

/** numpy's pairwise summation: eight running sums in blocks of 128, halves above that. */
function pairwiseSum(values: Float64Array, from: number, count: number): number {
  if (count < 8) {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += values[from + i]!;
    return sum;
  }
  if (count > 128) {
    let half = Math.floor(count / 2);
    half -= half % 8;
    return pairwiseSum(values, from, half) + pairwiseSum(values, from + half, count - half);
  }
  const r = Array.from(values.subarray(from, from + 8));
  let i = 8;
  for (; i < count - (count % 8); i += 8) {
    for (let lane = 0; lane < 8; lane += 1) r[lane]! += values[from + i + lane]!;
  }
  let sum = r[0]! + r[1]! + (r[2]! + r[3]!) + (r[4]! + r[5]! + (r[6]! + r[7]!));
  for (; i < count; i += 1) sum += values[from + i]!;
  return sum;
}
