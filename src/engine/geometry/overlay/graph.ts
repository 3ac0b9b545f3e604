import { quadrantOf } from "../monotone-chains.ts";
import { orientation } from "../orientation.ts";
import type { Edge, Operand } from "./edges.ts";
import { OverlayFailure } from "./overlay-failure.ts";

export type Side = "inside" | "outside";

/** How an edge lies to one operand. */
export interface Label {
  /** `boundary`: of an area; `collapse`: an area folded to a line; `none`: the operand has no line here. */
  readonly kind: "none" | "line" | "boundary" | "collapse";
  readonly isHole: boolean;
  /** Sides of a boundary, along the direction of the edge. */
  left: Side | undefined;
  right: Side | undefined;
  /** Where the edge itself lies. */
  on: Side | undefined;
}

/** One direction of an edge, at the node it starts from. */
export class HalfEdge {
  readonly x: number;
  readonly y: number;
  /** The second vertex, which gives the direction. */
  readonly towardsX: number;
  readonly towardsY: number;
  /** Vertices of the edge, in its own direction. */
  readonly coordinates: Float64Array;
  readonly forward: boolean;
  /** Shared by both directions. */
  readonly labels: readonly [Label, Label];
  /** The other direction. */
  twin: HalfEdge;
  /** Where the walk goes on from the end of this: the next edge, clockwise, out of the node there. */
  private next: HalfEdge;

  inResultArea = false;
  inResultLine = false;
  nextInRing: HalfEdge | undefined;
  nextInMaximalRing: HalfEdge | undefined;
  ring: object | undefined;
  maximalRing: object | undefined;

  constructor(coordinates: Float64Array, forward: boolean, labels: readonly [Label, Label]) {
    const n = coordinates.length;
    this.coordinates = coordinates;
    this.forward = forward;
    this.labels = labels;
    this.x = coordinates[forward ? 0 : n - 2]!;
    this.y = coordinates[forward ? 1 : n - 1]!;
    this.towardsX = coordinates[forward ? 2 : n - 4]!;
    this.towardsY = coordinates[forward ? 3 : n - 3]!;
    this.twin = this;
    this.next = this;
  }

  link(twin: HalfEdge): void {
    this.twin = twin;
    twin.twin = this;
    this.next = twin;
    twin.next = this;
  }

  /** The next edge out of the same node, counter-clockwise. */
  get aroundNode(): HalfEdge {
    return this.twin.next;
  }

  /** All edges out of the node, from this one counter-clockwise. */
  *star(): Generator<HalfEdge> {
    let edge: HalfEdge = this;
    do {
      yield edge;
      edge = edge.aroundNode;
    } while (edge !== this);
  }

  /** Puts another edge out of the same node into its place around it. */
  insert(edge: HalfEdge): void {
    const before = this.aroundNode === this ? this : this.findPlace(edge);
    const after = before.aroundNode;
    before.twin.next = edge;
    edge.twin.next = after;
  }

  /** What lies on a side, in this direction. */
  sideOf(operand: Operand, side: "left" | "right"): Side | undefined {
    const label = this.labels[operand];
    return (side === "left") === this.forward ? label.left : label.right;
  }

  private findPlace(edge: HalfEdge): HalfEdge {
    for (const before of this.star()) {
      const after = before.aroundNode;
      const rises = after.compareDirection(before) > 0;
      const afterBefore = edge.compareDirection(before) >= 0;
      const beforeAfter = edge.compareDirection(after) <= 0;
      if (rises ? afterBefore && beforeAfter : afterBefore || beforeAfter) return before;
    }
    throw new OverlayFailure("no place around a node");
  }

  /** Order of directions, counter-clockwise from the positive x-axis. */
  private compareDirection(other: HalfEdge): number {
    const dx = this.towardsX - this.x;
    const dy = this.towardsY - this.y;
    const otherDx = other.towardsX - other.x;
    const otherDy = other.towardsY - other.y;
    if (dx === otherDx && dy === otherDy) return 0;
    const quadrants = quadrantOf(dx, dy) - quadrantOf(otherDx, otherDy);
    if (quadrants !== 0) return quadrants;
    return orientation(other.x, other.y, other.towardsX, other.towardsY, this.towardsX, this.towardsY);
  }
}

/** Edges joined at their nodes. */
export interface Graph {
  /** Both directions of each edge, one after the other. */
  readonly edges: readonly HalfEdge[];
  /** One edge out of each node. */
  readonly nodes: readonly HalfEdge[];
}

export function buildGraph(edges: readonly Edge[]): Graph {
  const halfEdges: HalfEdge[] = [];
  const nodes = new Map<number, Map<number, HalfEdge>>();
  for (const edge of edges) {
    const labels = [labelOf(edge, 0), labelOf(edge, 1)] as const;
    const forward = new HalfEdge(edge.coordinates, true, labels);
    const backward = new HalfEdge(edge.coordinates, false, labels);
    forward.link(backward);
    for (const halfEdge of [forward, backward]) {
      halfEdges.push(halfEdge);
      const column = nodes.get(halfEdge.x) ?? new Map<number, HalfEdge>();
      nodes.set(halfEdge.x, column);
      const node = column.get(halfEdge.y);
      if (node === undefined) column.set(halfEdge.y, halfEdge);
      else node.insert(halfEdge);
    }
  }
  return { edges: halfEdges, nodes: [...nodes.values()].flatMap((column) => [...column.values()]) };
}

function labelOf(edge: Edge, operand: Operand): Label {
  const { dimension, depthDelta, isHole } = edge.roles[operand];
  const label = { isHole, left: undefined, right: undefined, on: undefined };
  if (dimension === undefined) return { ...label, kind: "none", isHole: false };
  if (dimension === 1) return { ...label, kind: "line", isHole: false };
  if (depthDelta === 0) return { ...label, kind: "collapse" };
  const [left, right] = depthDelta > 0 ? (["outside", "inside"] as const) : (["inside", "outside"] as const);
  return { kind: "boundary", isHole, left, right, on: "inside" };
}
