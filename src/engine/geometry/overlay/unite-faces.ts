import type { Polygon } from "../geometry.ts";
import { boxOf } from "../ring-nesting.ts";
import { StrTree } from "../str-tree.ts";
import { overlayAreas } from "./area-overlay.ts";
import type { Grid } from "./grid.ts";

/**
 * The union of polygons that do not overlap: neighbours by an STR tree first, halves of the list after that.
 * JTS and GEOS: CascadedPolygonUnion.
 */
export function uniteFaces(faces: readonly Polygon[], grid: Grid): readonly Polygon[] {
  const tree = new StrTree(Float64Array.from(faces.flatMap(({ rings }) => boxOf(rings[0]!))));
  const inOrder = tree.itemsInOrder().map((index) => faces[index]!);
  return uniteRange(inOrder, 0, inOrder.length, grid);
}

function uniteRange(faces: readonly Polygon[], from: number, to: number, grid: Grid): readonly Polygon[] {
  if (to - from <= 1) return faces.slice(from, to);
  const middle = Math.floor((from + to) / 2);
  const left = uniteRange(faces, from, middle, grid);
  const right = uniteRange(faces, middle, to, grid);
  return overlayAreas(left, right, "union", grid);
}
