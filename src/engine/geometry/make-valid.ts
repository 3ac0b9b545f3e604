import type { Polygon } from "./geometry.ts";
import { overlayAreas } from "./overlay/area-overlay.ts";
import { buildArea } from "./overlay/build-area.ts";
import { grid } from "./overlay/grid.ts";
import { nodeLines, subtractLines } from "./overlay/line-overlay.ts";
import { snapRound } from "./overlay/snap-rounding.ts";
import { withoutRepeatedVertices } from "./ring.ts";

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
    area = overlayAreas(area, enclosed, "symmetric difference", (all) => snapRound(all, cells));
    lines = subtractLines(lines, boundaries(enclosed), cells);
  }
}

/** Rings as lines, without repeated vertices; those that are a single point are left out. */
function boundaries(polygons: readonly Polygon[]): Float64Array[] {
  return polygons
    .flatMap(({ rings }) => rings)
    .map(withoutRepeatedVertices)
    .filter((line) => line.length > 2);
}
