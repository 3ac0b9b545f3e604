import type { Polygon } from "../geometry.ts";
import { isCounterClockwise, withoutRepeatedVertices } from "../ring.ts";
import { type EdgeSource, mergePieces, type Operand } from "./edges.ts";
import { buildGraph, type HalfEdge, type Side } from "./graph.ts";
import { labelGraph } from "./labelling.ts";
import { NodedLine } from "./noded-line.ts";
import { buildPolygons } from "./result-polygons.ts";
import type { Piece } from "./snap-rounding.ts";

export type AreaOperation = "union" | "symmetric difference";

/** A way to cut lines wherever they meet. */
export type Noder = (lines: readonly NodedLine<EdgeSource>[]) => Piece<EdgeSource>[];

/**
 * Union or symmetric difference of two areas; JTS and GEOS 3.11: OverlayNG.
 * Parts that collapse to lines are left out.
 * @param a,b polygons of which those of one operand do not overlap each other
 * @throws OverlayFailure
 */
export function overlayAreas(
  a: readonly Polygon[],
  b: readonly Polygon[],
  operation: AreaOperation,
  node: Noder,
): Polygon[] {
  const edges = mergePieces(node([...areaLines(a, 0), ...areaLines(b, 1)]));
  const graph = buildGraph(edges);
  labelGraph(graph, [labelledArea(a, 0), labelledArea(b, 1)]);
  markResultArea(graph.edges, operation);
  return buildPolygons(graph.edges.filter((edge) => edge.inResultArea));

  function labelledArea(polygons: readonly Polygon[], operand: Operand) {
    return {
      rings: polygons.flatMap((polygon) => polygon.rings),
      hasEdges: edges.some((edge) => edge.roles[operand].dimension !== undefined),
    };
  }
}

function areaLines(polygons: readonly Polygon[], operand: Operand): NodedLine<EdgeSource>[] {
  return polygons.flatMap(({ rings }) =>
    rings.flatMap((ring, index) => {
      const coordinates = withoutRepeatedVertices(ring);
      if (coordinates.length < 4) return [];
      const isHole = index > 0;
      const depthDelta = isCounterClockwise(ring) === isHole ? 1 : -1;
      return [new NodedLine<EdgeSource>(coordinates, { operand, dimension: 2, isHole, depthDelta })];
    }),
  );
}

function markResultArea(edges: readonly HalfEdge[], operation: AreaOperation): void {
  for (const edge of edges) {
    const isBoundary = edge.labels.some((label) => label.kind === "boundary");
    edge.inResultArea = isBoundary && isInResult(rightOf(edge, 0), rightOf(edge, 1), operation);
  }
  // An edge with the result on both sides bounds nothing.
  for (const edge of edges) {
    if (!edge.inResultArea || !edge.twin.inResultArea) continue;
    edge.inResultArea = false;
    edge.twin.inResultArea = false;
  }
}

function rightOf(edge: HalfEdge, operand: Operand): Side | undefined {
  const label = edge.labels[operand];
  return label.kind === "boundary" ? edge.sideOf(operand, "right") : label.on;
}

function isInResult(inA: Side | undefined, inB: Side | undefined, operation: AreaOperation): boolean {
  const a = inA === "inside";
  const b = inB === "inside";
  return operation === "union" ? a || b : a !== b;
}
