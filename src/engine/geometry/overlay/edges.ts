import { OverlayFailure } from "./overlay-failure.ts";
import type { Piece } from "./snap-rounding.ts";

/** Which of the two operands: 0 or 1. */
export type Operand = 0 | 1;

/** Where a line of the input comes from. */
export interface EdgeSource {
  readonly operand: Operand;
  /** 1 for a line, 2 for the ring of an area. */
  readonly dimension: 1 | 2;
  readonly isHole: boolean;
  /** 1 when the area lies on the right of the ring, -1 on the left, 0 for a line. */
  readonly depthDelta: number;
}

/** What one operand says about an edge, all its lines along the edge taken together. */
interface EdgeRole {
  /** Highest of its lines; `undefined` when none of them runs here. */
  dimension: 1 | 2 | undefined;
  /** Sum of its rings'; 0 when they cancel out, which leaves a collapsed area. */
  depthDelta: number;
  /** No shell runs here. */
  isHole: boolean;
}

/** A piece of linework between two nodes, once however many lines run along it. */
export interface Edge {
  readonly coordinates: Float64Array;
  readonly roles: readonly [EdgeRole, EdgeRole];
}

/** Merges the pieces that run along each other, in either direction; the first gives the direction. */
export function mergePieces(pieces: readonly Piece<EdgeSource>[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const piece of pieces) {
    if (isCollapsed(piece.coordinates)) continue;
    const key = keyOf(piece.coordinates);
    const edge = edgeOf(piece);
    const before = edges.get(key);
    if (before === undefined) edges.set(key, edge);
    else merge(before, edge);
  }
  return [...edges.values()];
}

function edgeOf({ coordinates, source }: Piece<EdgeSource>): Edge {
  const role: EdgeRole = {
    dimension: source.dimension,
    depthDelta: source.depthDelta,
    isHole: source.isHole,
  };
  const none: EdgeRole = { dimension: undefined, depthDelta: 0, isHole: false };
  return { coordinates, roles: source.operand === 0 ? [role, none] : [none, role] };
}

function isCollapsed(c: Float64Array): boolean {
  const n = c.length;
  if (n < 4) return true;
  return (c[0] === c[2] && c[1] === c[3]) || (n > 4 && c[n - 2] === c[n - 4] && c[n - 1] === c[n - 3]);
}

/** The first two vertices from the lower end: noded edges that share those are the same. */
function keyOf(c: Float64Array): string {
  const n = c.length;
  const order =
    comparePoints(c[0]!, c[1]!, c[n - 2]!, c[n - 1]!) || comparePoints(c[2]!, c[3]!, c[n - 4]!, c[n - 3]!);
  if (order === 0) throw new OverlayFailure("an edge with equal ends");
  return order < 0 ? `${c[0]} ${c[1]} ${c[2]} ${c[3]}` : `${c[n - 2]} ${c[n - 1]} ${c[n - 4]} ${c[n - 3]}`;
}

function comparePoints(ax: number, ay: number, bx: number, by: number): number {
  return Math.sign(ax - bx) || Math.sign(ay - by);
}

function merge(into: Edge, edge: Edge): void {
  const a = into.coordinates;
  const b = edge.coordinates;
  if (a.length !== b.length) throw new OverlayFailure("edges of different sizes along each other");
  const sameDirection = a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
  into.roles.forEach((role, operand) => {
    const other = edge.roles[operand]!;
    role.isHole = !(isShell(role) || isShell(other));
    role.dimension =
      Math.max(role.dimension ?? 0, other.dimension ?? 0) === 2 ? 2 : (role.dimension ?? other.dimension);
    role.depthDelta += sameDirection ? other.depthDelta : -other.depthDelta;
  });
}

function isShell(role: EdgeRole): boolean {
  return role.dimension === 2 && !role.isHole;
}
