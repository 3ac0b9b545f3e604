import type { Ring } from "../geometry.ts";
import { locateInRings } from "../point-in-ring.ts";
import type { Operand } from "./edges.ts";
import type { Graph, HalfEdge, Label } from "./graph.ts";
import { OverlayFailure } from "./overlay-failure.ts";

/** An area as the labelling needs it: its rings, and whether any of them is left after noding. */
export interface LabelledArea {
  readonly rings: readonly Ring[];
  readonly hasEdges: boolean;
}

/**
 * Finds out, for every edge and both areas, on which side the area lies or whether the edge is in it: from the edges of the
 * area around each node, along edges that are no boundary, and for what is left by looking where it lies.
 * JTS and GEOS: OverlayLabeller.
 */
export function labelGraph(graph: Graph, areas: readonly [LabelledArea, LabelledArea]): void {
  for (const node of graph.nodes) {
    propagateAroundNode(node, 0);
    propagateAroundNode(node, 1);
  }
  propagateAlongLines(graph, 0);
  propagateAlongLines(graph, 1);
  for (const { labels } of graph.edges) labels.forEach(placeCollapse);
  propagateAlongLines(graph, 0);
  propagateAlongLines(graph, 1);
  for (const edge of graph.edges) {
    edge.labels.forEach((label, operand) => {
      if (label.on === undefined) placeApart(edge, label, areas[operand]!);
    });
  }
}

function propagateAroundNode(node: HalfEdge, operand: Operand): void {
  const start = node.aroundNode === node ? undefined : findBoundary(node, operand);
  if (start === undefined) return;
  let current = start.sideOf(operand, "left");
  for (let edge = start.aroundNode; edge !== start; edge = edge.aroundNode) {
    const label = edge.labels[operand];
    if (label.kind !== "boundary") {
      label.on = current;
      continue;
    }
    if (edge.sideOf(operand, "right") !== current) throw new OverlayFailure("side location conflict");
    current = edge.sideOf(operand, "left");
  }
}

function findBoundary(node: HalfEdge, operand: Operand): HalfEdge | undefined {
  for (const edge of node.star()) if (edge.labels[operand].kind === "boundary") return edge;
  return undefined;
}

/** From collapsed edges with a known place to all edges without one that can be reached along such. */
function propagateAlongLines(graph: Graph, operand: Operand): void {
  const waiting = graph.edges.filter(({ labels }) => {
    const { kind, on } = labels[operand];
    return (kind === "line" || kind === "collapse") && on !== undefined;
  });
  waiting.reverse();
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    const { on } = from.labels[operand];
    for (let edge = from.aroundNode; edge !== from; edge = edge.aroundNode) {
      const label = edge.labels[operand];
      if (label.on !== undefined) continue;
      label.on = on;
      waiting.push(edge.twin);
    }
  }
}

/** A collapsed ring that touches no other: a shell has nothing inside, a hole lies in the area. */
function placeCollapse(label: Label): void {
  if (label.kind === "collapse" && label.on === undefined) label.on = label.isHole ? "inside" : "outside";
}

/** An edge that no edge of the area touches. */
function placeApart(edge: HalfEdge, label: Label, area: LabelledArea): void {
  const isIn = (x: number, y: number): boolean =>
    area.hasEdges && locateInRings(x, y, area.rings) !== "outside";
  const place = isIn(edge.x, edge.y) && isIn(edge.twin.x, edge.twin.y) ? "inside" : "outside";
  label.on = place;
  label.left = place;
  label.right = place;
}
