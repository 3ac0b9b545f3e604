import type { Polygon, Ring } from "../geometry.ts";
import { quadrantOf } from "../monotone-chains.ts";
import { orientation } from "../orientation.ts";
import { boxOf, isCounterClockwise } from "../ring.ts";
import { StrTree } from "../str-tree.ts";
import { isValid } from "../validity.ts";
import { findSmallestAround } from "./result-polygons.ts";

/**
 * The faces that noded linework encloses, each with its holes; dead ends and bridges are left out.
 * JTS and GEOS: Polygonizer. Faces come in the order of the edges they start from.
 * @param lines flat coordinates, cut wherever they meet, each stretch once
 */
export function polygonize(lines: readonly Float64Array[]): Polygon[] {
  const graph = new FaceGraph(lines);
  graph.removeDangles();
  graph.removeBridges();
  const rings = graph.traceRings().filter((coordinates) => isValid({ type: "LinearRing", coordinates }));
  const shells = rings
    .filter((ring) => !isCounterClockwise(ring))
    .map((ring) => ({ ring, holes: [] as Ring[] }));
  const tree = new StrTree(Float64Array.from(shells.flatMap(({ ring }) => boxOf(ring))));
  for (const hole of rings.filter(isCounterClockwise)) {
    const near: (typeof shells)[number][] = [];
    tree.query(...boxOf(hole), (index) => {
      near.push(shells[index]!);
      return true;
    });
    findSmallestAround(hole, near, (shell) => shell.ring)?.holes.push(hole);
  }
  return shells.map(({ ring, holes }) => ({ type: "Polygon", rings: [ring, ...holes] }));
}

interface FaceNode {
  /** Edges out of the node, counter-clockwise once sorted. */
  readonly out: DirectedEdge[];
}

/** One direction of a line. */
interface DirectedEdge {
  readonly line: Float64Array;
  readonly forward: boolean;
  readonly from: FaceNode;
  readonly to: FaceNode;
  /** The first vertex and the one after it, which gives the direction. */
  readonly x: number;
  readonly y: number;
  readonly towardsX: number;
  readonly towardsY: number;
  twin: DirectedEdge;
  next: DirectedEdge | undefined;
  /** Number of the face boundary it is part of. */
  label: number;
  removed: boolean;
  inRing: boolean;
}

class FaceGraph {
  /** Both directions of each line, one after the other. */
  private readonly edges: DirectedEdge[] = [];
  private readonly nodes: FaceNode[] = [];

  constructor(lines: readonly Float64Array[]) {
    const byPlace = new Map<number, Map<number, FaceNode>>();
    const nodeAt = (x: number, y: number): FaceNode => {
      const column = byPlace.get(x) ?? new Map<number, FaceNode>();
      byPlace.set(x, column);
      let node = column.get(y);
      if (node === undefined) {
        node = { out: [] };
        column.set(y, node);
        this.nodes.push(node);
      }
      return node;
    };
    for (const line of lines) {
      const n = line.length;
      const start = nodeAt(line[0]!, line[1]!);
      const end = nodeAt(line[n - 2]!, line[n - 1]!);
      const forward = directedEdge(line, true, start, end);
      const backward = directedEdge(line, false, end, start);
      forward.twin = backward;
      backward.twin = forward;
      this.edges.push(forward, backward);
      start.out.push(forward);
      end.out.push(backward);
    }
    for (const node of this.nodes) node.out.sort(compareDirections);
  }

  /** Takes away lines with a free end, and those that get one by it. */
  removeDangles(): void {
    const waiting = this.nodes.filter((node) => node.out.length === 1);
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const edge of node.out) {
        edge.removed = true;
        edge.twin.removed = true;
        if (edge.to.out.filter((other) => !other.removed).length === 1) waiting.push(edge.to);
      }
    }
  }

  /** Takes away lines with the same face on both sides. */
  removeBridges(): void {
    this.linkClockwise();
    this.labelRings();
    for (const edge of this.edges) {
      if (edge.removed || edge.label !== edge.twin.label) continue;
      edge.removed = true;
      edge.twin.removed = true;
    }
  }

  /** The boundaries of faces, closed; shells clockwise, holes counter-clockwise. */
  traceRings(): Ring[] {
    this.linkClockwise();
    for (const edge of this.edges) edge.label = -1;
    for (const start of this.labelRings()) splitAtNodes(start);
    const rings: Ring[] = [];
    for (const start of this.edges) {
      if (start.removed || start.inRing) continue;
      const ordinates: number[] = [];
      for (const edge of ringFrom(start)) {
        edge.inRing = true;
        appendLine(edge, ordinates);
      }
      // Two vertices and back are enough to be a ring, and to be found invalid.
      if (ordinates.length >= 6) rings.push(Float64Array.from(ordinates));
    }
    return rings;
  }

  /** The walk goes on from an edge with the next one clockwise around its end. */
  private linkClockwise(): void {
    for (const { out } of this.nodes) {
      const left = out.filter((edge) => !edge.removed);
      left.forEach((edge, i) => {
        edge.twin.next = left[(i + 1) % left.length];
      });
    }
  }

  /** Numbers the walks. @returns one edge of each */
  private labelRings(): DirectedEdge[] {
    const starts: DirectedEdge[] = [];
    for (const start of this.edges) {
      if (start.removed || start.label >= 0) continue;
      starts.push(start);
      for (const edge of ringFrom(start)) edge.label = starts.length;
    }
    return starts;
  }
}

function directedEdge(line: Float64Array, forward: boolean, from: FaceNode, to: FaceNode): DirectedEdge {
  const n = line.length;
  const edge: Omit<DirectedEdge, "twin"> = {
    line,
    forward,
    from,
    to,
    x: line[forward ? 0 : n - 2]!,
    y: line[forward ? 1 : n - 1]!,
    towardsX: line[forward ? 2 : n - 4]!,
    towardsY: line[forward ? 3 : n - 3]!,
    next: undefined,
    label: -1,
    removed: false,
    inRing: false,
  };
  return Object.assign(edge, { twin: edge as DirectedEdge });
}

function compareDirections(a: DirectedEdge, b: DirectedEdge): number {
  const quadrants =
    quadrantOf(a.towardsX - a.x, a.towardsY - a.y) - quadrantOf(b.towardsX - b.x, b.towardsY - b.y);
  return quadrants || orientation(b.x, b.y, b.towardsX, b.towardsY, a.towardsX, a.towardsY);
}

function* ringFrom(start: DirectedEdge): Generator<DirectedEdge> {
  let edge = start;
  do {
    yield edge;
    edge = edge.next!;
  } while (edge !== start);
}

/** Where a walk passes a node more than once, links its edges counter-clockwise, so that its loops come apart. */
function splitAtNodes(start: DirectedEdge): void {
  const { label } = start;
  const nodes: FaceNode[] = [];
  for (const edge of ringFrom(start)) {
    if (edge.from.out.filter((other) => other.label === label).length > 1) nodes.push(edge.from);
  }
  for (const node of nodes) linkCounterClockwise(node, label);
}

function linkCounterClockwise({ out }: FaceNode, label: number): void {
  let first: DirectedEdge | undefined;
  let incoming: DirectedEdge | undefined;
  for (const edge of out.toReversed()) {
    if (edge.twin.label === label) incoming = edge.twin;
    if (edge.label !== label) continue;
    if (incoming !== undefined) {
      incoming.next = edge;
      incoming = undefined;
    }
    first ??= edge;
  }
  if (incoming !== undefined) incoming.next = first;
}

function appendLine({ line, forward }: DirectedEdge, ordinates: number[]): void {
  const vertices = line.length / 2;
  for (let i = 0; i < vertices; i += 1) {
    const at = 2 * (forward ? i : vertices - 1 - i);
    const n = ordinates.length;
    if (n > 0 && ordinates[n - 2] === line[at] && ordinates[n - 1] === line[at + 1]) continue;
    ordinates.push(line[at]!, line[at + 1]!);
  }
}
