import type { Polygon, Ring } from "../geometry.ts";
import { nodeOnce } from "../overlay/floating-noding.ts";
import { NodedLine } from "../overlay/noded-line.ts";
import { BufferPolygons } from "./buffer-polygons.ts";
import { buildDepthGraph } from "./depth-graph.ts";
import { depthAt } from "./depth-locater.ts";
import { computeDepths, markResult, type Subgraph, subgraphs } from "./subgraph.ts";

/**
 * The area covered by any of the polygons, as their buffer of distance 0: parts that overlap are united.
 * JTS and GEOS 3.11: BufferBuilder, in full precision.
 * @throws OverlayFailure where GEOS would try again with fewer digits
 */
export function bufferZero(polygons: readonly Polygon[]): Polygon[] {
  const lines = polygons.flatMap(({ rings }) =>
    rings.flatMap((ring, index) => {
      const coordinates = withoutRepeats(ring);
      if (coordinates.length < 6) return [];
      // One area more on the left of a shell that runs counter-clockwise, or of a hole that runs clockwise.
      const delta = isCounterClockwiseByArea(coordinates) === index > 0 ? -1 : 1;
      return [new NodedLine(coordinates, delta)];
    }),
  );
  const result = new BufferPolygons();
  const done: Subgraph[] = [];
  for (const part of subgraphs(buildDepthGraph(nodeOnce(lines)))) {
    computeDepths(part, depthAt(part.rightmost.x, part.rightmost.y, done));
    markResult(part);
    done.push(part);
    result.add(part);
  }
  return result.polygons();
}

function withoutRepeats(ring: Ring): Ring {
  return ring.filter((_, i) => {
    const at = i - (i % 2);
    return at === 0 || ring[at] !== ring[at - 2] || ring[at + 1] !== ring[at - 1];
  });
}

/** By the sign of the area, which a ring that crosses itself has too. */
function isCounterClockwiseByArea(ring: Ring): boolean {
  const x0 = ring[0]!;
  let sum = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) sum += (ring[i]! - x0) * (ring[i - 1]! - ring[i + 3]!);
  return sum < 0;
}
