import type { Polygon, Ring } from "./geometry.ts";
import { overlayAreas } from "./overlay/area-overlay.ts";
import { buildArea } from "./overlay/build-area.ts";
import { grid } from "./overlay/grid.ts";
import { nodeLines, subtractLines } from "./overlay/line-overlay.ts";

/**
 * The area of an invalid polygon or MultiPolygon by the "linework" method (GEOS's MakeValid, after PostGIS): the area its
 * lines enclose, then exclusive-or with the area the lines left over enclose, until they enclose nothing. So a part covered
 * twice becomes a gap.
 *
 * Lines and points that are left over are not returned: the pipeline keeps areas only.
 * @param gridSize of the grid all vertices lie on, and new ones will
 * @throws OverlayFailure where GEOS would try other methods
 */
export function makeAreaValid(polygons: readonly Polygon[], gridSize: number): Polygon[] {
  const cells = grid(gridSize);
  let lines = nodeLines(boundaries(polygons), cells);
  let area: Polygon[] = [];
  for (;;) {
    const enclosed = buildArea(lines, cells);
    if (enclosed.length === 0) return area;
    area = overlayAreas(area, enclosed, "symmetric difference", cells);
    lines = subtractLines(lines, boundaries(enclosed), cells);
  }
}

/** Rings as lines, without repeated vertices; those that are a single point are left out. */
function boundaries(polygons: readonly Polygon[]): Float64Array[] {
  return polygons
    .flatMap(({ rings }) => rings)
    .map(withoutRepeats)
    .filter((line) => line.length > 2);
}

function withoutRepeats(ring: Ring): Float64Array {
  return ring.filter((_, i) => {
    const at = i - (i % 2);
    return at === 0 || ring[at] !== ring[at - 2] || ring[at + 1] !== ring[at - 1];
  });
}
