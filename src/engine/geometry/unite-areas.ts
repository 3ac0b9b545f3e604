import type { Polygon } from "./geometry.ts";
import { type Noder, overlayAreas } from "./overlay/area-overlay.ts";
import { nodeOnce } from "./overlay/floating-noding.ts";
import { checkNoding } from "./overlay/noding-check.ts";
import { OverlayFailure } from "./overlay/overlay-failure.ts";
import { nodeSnapping } from "./overlay/snapping-noding.ts";
import { uniteInPairs } from "./overlay/unite-in-pairs.ts";
import { clockwiseArea, greatestOrdinate } from "./ring.ts";

/** Snapping tolerances tried: the greatest ordinate over this, then ten times that, and so on. */
const snapFactor = 1e12;
const snapTries = 5;
/** How far the area of a union may be off. */
const areaTolerance = 0.1;

/**
 * The union of polygons in full precision; JTS and GEOS 3.11: UnaryUnion with OverlayNGRobust.
 * @throws OverlayFailure where GEOS would go on to round to a grid
 */
export function uniteAreas(polygons: readonly Polygon[]): readonly Polygon[] {
  return uniteInPairs(polygons, uniteTwo);
}

function uniteTwo(a: readonly Polygon[], b: readonly Polygon[]): readonly Polygon[] {
  const tolerance = greatestOrdinate([...a, ...b].flatMap(({ rings }) => rings)) / snapFactor;
  const noders: Noder[] = [nodeChecked];
  for (let i = 0; i < snapTries; i += 1) noders.push((lines) => nodeSnapping(lines, tolerance * 10 ** i));
  let failure: OverlayFailure | undefined;
  for (const node of noders) {
    try {
      const union = overlayAreas(a, b, "union", node);
      checkArea(a, b, union);
      return union;
    } catch (error) {
      if (!(error instanceof OverlayFailure)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new OverlayFailure("no way to node");
}

const nodeChecked: Noder = (lines) => {
  const pieces = nodeOnce(lines);
  checkNoding(pieces);
  return pieces;
};

/** Catches unions turned inside out by a moved vertex. */
function checkArea(a: readonly Polygon[], b: readonly Polygon[], union: readonly Polygon[]): void {
  const [areaA, areaB, areaUnion] = [areaOf(a), areaOf(b), areaOf(union)];
  const most = areaUnion * (1 + areaTolerance);
  if (areaA > most || areaB > most || areaUnion < (areaA - areaB) * (1 - areaTolerance)) {
    throw new OverlayFailure("result area inconsistent with overlay operation");
  }
}

function areaOf(polygons: readonly Polygon[]): number {
  return polygons.reduce(
    (sum, { rings }) =>
      rings.reduce((area, ring, i) => area + (i === 0 ? 1 : -1) * Math.abs(clockwiseArea(ring)), sum),
    0,
  );
}
