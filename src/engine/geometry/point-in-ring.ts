import type { Ring } from "./geometry.ts";
import { orientation } from "./orientation.ts";

export type Location = "inside" | "boundary" | "outside";

/** Where a point lies by the rings of a polygon: inside when a ray to the right crosses them an odd number of times. */
export function locateInRings(x: number, y: number, rings: readonly Ring[]): Location {
  let crossings = 0;
  for (const ring of rings) {
    for (let i = 2; i < ring.length; i += 2) {
      const crossed = crossesRay(x, y, ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!);
      if (crossed === undefined) return "boundary";
      if (crossed) crossings += 1;
    }
  }
  return crossings % 2 === 1 ? "inside" : "outside";
}

/** Whether segment a-b crosses the ray; `undefined` when the point is on the segment. */
function crossesRay(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean | undefined {
  if (ax < x && bx < x) return false;
  if (x === bx && y === by) return undefined;
  if (ay === y && by === y) return x >= Math.min(ax, bx) && x <= Math.max(ax, bx) ? undefined : false;
  // An upward segment owns its start, a downward one its end.
  if (!((ay > y && by <= y) || (by > y && ay <= y))) return false;
  const side = orientation(ax, ay, bx, by, x, y);
  if (side === 0) return undefined;
  return by < ay ? side < 0 : side > 0;
}
