import { isEmptyPolygon, type Polygon } from "../geometry.ts";
import { boxOf } from "../ring.ts";
import { StrTree } from "../str-tree.ts";

/**
 * The union of polygons: neighbours by an STR tree first, halves of the list after that.
 * JTS and GEOS: CascadedPolygonUnion.
 */
export function uniteInPairs(
  polygons: readonly Polygon[],
  uniteTwo: (a: readonly Polygon[], b: readonly Polygon[]) => readonly Polygon[],
): readonly Polygon[] {
  const parts = polygons.filter((polygon) => !isEmptyPolygon(polygon));
  const tree = new StrTree(Float64Array.from(parts.flatMap(({ rings }) => boxOf(rings[0]!))));
  const inOrder = tree.itemsInOrder().map((index) => parts[index]!);
  const uniteRange = (from: number, to: number): readonly Polygon[] => {
    if (to - from <= 1) return inOrder.slice(from, to);
    const middle = Math.floor((from + to) / 2);
    return uniteTwo(uniteRange(from, middle), uniteRange(middle, to));
  };
  return uniteRange(0, inOrder.length);
}
