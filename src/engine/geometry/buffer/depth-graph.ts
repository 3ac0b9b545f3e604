import { quadrantOf } from "../monotone-chains.ts";
import { orientation } from "../orientation.ts";
import { OverlayFailure } from "../overlay/overlay-failure.ts";
import type { Piece } from "../overlay/snap-rounding.ts";
import { reversed, withoutRepeatedVertices } from "../ring.ts";

/** A piece of linework with how many areas more lie on its left than on its right. */
interface DepthEdge {
  readonly coordinates: Float64Array;
  delta: number;
}

/** One direction of an edge, with the number of areas that cover each of its sides. */
export class DepthHalf {
  readonly edge: DepthEdge;
  readonly forward: boolean;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly quadrant: number;
  private readonly towardsX: number;
  private readonly towardsY: number;
  twin: DepthHalf = this;
  node: DepthNode | undefined;
  left: number | undefined;
  right: number | undefined;
  visited = false;
  inResult = false;
  next: DepthHalf | undefined;
  nextInMinimalRing: DepthHalf | undefined;
  ring: object | undefined;
  minimalRing: object | undefined;

  constructor(edge: DepthEdge, forward: boolean) {
    const c = edge.coordinates;
    const n = c.length;
    this.edge = edge;
    this.forward = forward;
    this.x = c[forward ? 0 : n - 2]!;
    this.y = c[forward ? 1 : n - 1]!;
    this.towardsX = c[forward ? 2 : n - 4]!;
    this.towardsY = c[forward ? 3 : n - 3]!;
    this.dx = this.towardsX - this.x;
    this.dy = this.towardsY - this.y;
    this.quadrant = quadrantOf(this.dx, this.dy);
  }

  /** Sets the depth on the right, and by the edge's delta that on the left. */
  setDepths(right: number): void {
    const delta = this.forward ? this.edge.delta : -this.edge.delta;
    const left = right + delta;
    if ((this.right ?? right) !== right || (this.left ?? left) !== left) {
      throw new OverlayFailure("assigned depths do not match");
    }
    this.right = right;
    this.left = left;
  }

  copyDepthsToTwin(): void {
    const { twin } = this;
    if ((twin.left ?? this.right) !== this.right || (twin.right ?? this.left) !== this.left) {
      throw new OverlayFailure("assigned depths do not match");
    }
    twin.left = this.right;
    twin.right = this.left;
  }

  /** Order of directions, counter-clockwise from the positive x-axis; 0 for the same one. */
  compareDirection(other: DepthHalf): number {
    if (this.dx === other.dx && this.dy === other.dy) return 0;
    if (this.quadrant !== other.quadrant) return this.quadrant - other.quadrant;
    return orientation(other.x, other.y, other.towardsX, other.towardsY, this.towardsX, this.towardsY);
  }
}

/** A place where edges meet. */
export class DepthNode {
  readonly x: number;
  readonly y: number;
  /** Edges out of the node, counter-clockwise; of several in one direction only the first. */
  readonly star: DepthHalf[] = [];
  visited = false;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  add(half: DepthHalf): void {
    half.node = this;
    const at = this.star.findIndex((other) => half.compareDirection(other) <= 0);
    if (at < 0) this.star.push(half);
    else if (half.compareDirection(this.star[at]!) !== 0) this.star.splice(at, 0, half);
  }
}

/**
 * Joins pieces at their ends; pieces along each other become one edge with the sum of their deltas.
 * @param pieces with the delta in their own direction as source
 * @returns nodes from left to right and, for the same x, from bottom to top
 */
export function buildDepthGraph(pieces: readonly Piece<number>[]): DepthNode[] {
  const edges = new Map<string, DepthEdge>();
  for (const { coordinates, source } of pieces) {
    const distinct = withoutRepeatedVertices(coordinates);
    if (distinct.length < 4) continue;
    const key = keyOf(distinct);
    const before = edges.get(key);
    if (before === undefined) edges.set(key, { coordinates: distinct, delta: source });
    else before.delta += isSame(before.coordinates, distinct) ? source : -source;
  }
  const byPlace = new Map<number, Map<number, DepthNode>>();
  for (const edge of edges.values()) {
    const forward = new DepthHalf(edge, true);
    const backward = new DepthHalf(edge, false);
    forward.twin = backward;
    backward.twin = forward;
    for (const half of [forward, backward]) nodeAt(byPlace, half.x, half.y).add(half);
  }
  const nodes = [...byPlace.values()].flatMap((column) => [...column.values()]);
  return nodes.sort((a, b) => a.x - b.x || a.y - b.y);
}

function nodeAt(byPlace: Map<number, Map<number, DepthNode>>, x: number, y: number): DepthNode {
  const column = byPlace.get(x) ?? new Map<number, DepthNode>();
  byPlace.set(x, column);
  const node = column.get(y) ?? new DepthNode(x, y);
  column.set(y, node);
  return node;
}

/** Equal for the same vertices in either direction. */
function keyOf(c: Float64Array): string {
  const n = c.length;
  for (let i = 0; i < n / 2; i += 2) {
    const j = n - 2 - i;
    const order = Math.sign(c[i]! - c[j]!) || Math.sign(c[i + 1]! - c[j + 1]!);
    if (order !== 0) return (order > 0 ? c : reversed(c)).join(" ");
  }
  return c.join(" ");
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((ordinate, i) => ordinate === b[i]);
}
