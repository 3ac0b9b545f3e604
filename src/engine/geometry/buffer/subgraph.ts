import { sortByKey } from "../libstdcxx-sort.ts";
import { OverlayFailure } from "../overlay/overlay-failure.ts";
import type { DepthHalf, DepthNode } from "./depth-graph.ts";
import { findRightmost, type Rightmost } from "./rightmost-edge.ts";

/** A connected part of the graph. Nodes and edges may be listed more than once, as they were reached. */
export interface Subgraph {
  readonly nodes: readonly DepthNode[];
  readonly halves: readonly DepthHalf[];
  readonly rightmost: Rightmost;
}

/** The connected parts, the one that reaches furthest right first. */
export function subgraphs(nodes: readonly DepthNode[]): Subgraph[] {
  const parts: Subgraph[] = [];
  for (const node of nodes) if (!node.visited) parts.push(reachableFrom(node));
  const order = Int32Array.from(parts, (_, i) => i);
  sortByKey(
    order,
    Float64Array.from(parts, (part) => -part.rightmost.x),
    0,
    order.length,
  );
  return Array.from(order, (index) => parts[index]!);
}

function reachableFrom(start: DepthNode): Subgraph {
  const nodes: DepthNode[] = [];
  const halves: DepthHalf[] = [];
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    node.visited = true;
    nodes.push(node);
    for (const half of node.star) {
      halves.push(half);
      const other = half.twin.node!;
      if (!other.visited) waiting.push(other);
    }
  }
  return { nodes, halves, rightmost: findRightmost(halves) };
}

/** Gives both sides of every edge of a part their depth, from the outside in. */
export function computeDepths({ halves, rightmost }: Subgraph, outsideDepth: number): void {
  for (const half of halves) half.visited = false;
  const start = rightmost.half;
  start.setDepths(outsideDepth);
  start.copyDepthsToTwin();
  start.visited = true;
  const first = start.node!;
  const reached = new Set([first]);
  const waiting = [first];
  for (const node of waiting) {
    computeDepthsAround(node);
    for (const half of node.star) {
      const other = half.twin.node!;
      if (half.twin.visited || reached.has(other)) continue;
      reached.add(other);
      waiting.push(other);
    }
  }
}

function computeDepthsAround({ star }: DepthNode): void {
  const start = star.findIndex((half) => half.visited || half.twin.visited);
  const known = star[start];
  if (known === undefined) throw new OverlayFailure("no edge to compute depths at");
  let depth = known.left;
  for (const half of [...star.slice(start + 1), ...star.slice(0, start)]) {
    if (depth === undefined) throw new OverlayFailure("no depth to start from");
    half.setDepths(depth);
    depth = half.left;
  }
  if (depth !== known.right) throw new OverlayFailure("depth mismatch");
  for (const half of star) {
    half.visited = true;
    half.copyDepthsToTwin();
  }
}

/** Edges with the area on their right and none on their left. */
export function markResult({ halves }: Subgraph): void {
  for (const half of halves) half.inResult ||= (half.right ?? 0) >= 1 && (half.left ?? 0) <= 0;
}
