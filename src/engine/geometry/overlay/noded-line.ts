import { withoutRepeatedVertices } from "../ring.ts";
import { compareAlong, type Octant, octantOf } from "./octant.ts";
import { OverlayFailure } from "./overlay-failure.ts";

/** A place on a line where it will be cut: on the segment that starts at vertex `segment`. */
interface LineNode {
  readonly x: number;
  readonly y: number;
  readonly segment: number;
  /** Direction of the segment, by which nodes on it are ordered; absent past the last segment. */
  readonly octant: Octant | undefined;
  /** Not the first vertex of the segment. */
  readonly interior: boolean;
}

/**
 * A line that gathers nodes and is then cut at them. `source` says where the line comes from and passes to its pieces.
 * JTS and GEOS: NodedSegmentString with its SegmentNodeList.
 */
export class NodedLine<Source> {
  readonly coordinates: Float64Array;
  readonly source: Source;
  private nodes: LineNode[] = [];
  private sorted = true;

  /** @param coordinates flat, at least two vertices, none repeated */
  constructor(coordinates: Float64Array, source: Source) {
    this.coordinates = coordinates;
    this.source = source;
  }

  private get lastVertex(): number {
    return this.coordinates.length / 2 - 1;
  }

  /** Adds a node on a segment; one that falls on the segment's end belongs to the next segment. */
  addNode(x: number, y: number, segment: number): void {
    if (segment >= this.lastVertex) throw new OverlayFailure("a node past the end of its line");
    const c = this.coordinates;
    const atEnd = x === c[2 * segment + 2] && y === c[2 * segment + 3];
    this.add(x, y, atEnd ? segment + 1 : segment);
  }

  /** Vertices and nodes in order, none repeated. */
  nodedCoordinates(): Float64Array {
    this.addEnds();
    const all: number[] = [];
    const nodes = this.sortedNodes();
    for (let i = 1; i < nodes.length; i += 1) this.appendPiece(nodes[i - 1]!, nodes[i]!, all);
    return withoutRepeatedVertices(Float64Array.from(all));
  }

  /** The pieces between nodes, in order; where the line turns straight back on itself there is a node too. */
  pieces(): Float64Array[] {
    this.addEnds();
    for (const vertex of [...this.turnsAtNodes(), ...this.turnsAtVertices()]) {
      this.add(this.coordinates[2 * vertex]!, this.coordinates[2 * vertex + 1]!, vertex);
    }
    const nodes = this.sortedNodes();
    const pieces: Float64Array[] = [];
    for (let i = 1; i < nodes.length; i += 1) {
      const piece: number[] = [];
      this.appendPiece(nodes[i - 1]!, nodes[i]!, piece);
      pieces.push(Float64Array.from(piece));
    }
    return pieces;
  }

  private add(x: number, y: number, segment: number): void {
    const c = this.coordinates;
    const i = 2 * segment;
    this.nodes.push({
      x,
      y,
      segment,
      octant: segment < this.lastVertex ? octantOf(c[i + 2]! - c[i]!, c[i + 3]! - c[i + 1]!) : undefined,
      interior: x !== c[i] || y !== c[i + 1],
    });
    this.sorted = false;
  }

  private addEnds(): void {
    const last = this.lastVertex;
    this.add(this.coordinates[0]!, this.coordinates[1]!, 0);
    this.add(this.coordinates[2 * last]!, this.coordinates[2 * last + 1]!, last);
  }

  private sortedNodes(): readonly LineNode[] {
    if (this.sorted) return this.nodes;
    this.nodes.sort(compareNodes);
    this.nodes = this.nodes.filter((node, i) => i === 0 || compareNodes(this.nodes[i - 1]!, node) !== 0);
    this.sorted = true;
    return this.nodes;
  }

  /** A vertex between two nodes at one place. */
  private turnsAtNodes(): number[] {
    const nodes = this.sortedNodes();
    const turns: number[] = [];
    for (let i = 1; i < nodes.length; i += 1) {
      const before = nodes[i - 1]!;
      const node = nodes[i]!;
      if (before.x !== node.x || before.y !== node.y) continue;
      const between = node.segment - before.segment - (node.interior ? 0 : 1);
      if (between === 1) turns.push(before.segment + 1);
    }
    return turns;
  }

  /** A vertex between two equal vertices. */
  private turnsAtVertices(): number[] {
    const c = this.coordinates;
    const turns: number[] = [];
    for (let i = 0; i + 2 <= this.lastVertex; i += 1) {
      if (c[2 * i] === c[2 * i + 4] && c[2 * i + 1] === c[2 * i + 5]) turns.push(i + 1);
    }
    return turns;
  }

  private appendPiece(from: LineNode, to: LineNode, ordinates: number[]): void {
    const c = this.coordinates;
    ordinates.push(from.x, from.y);
    for (let vertex = from.segment + 1; vertex <= to.segment; vertex += 1) {
      ordinates.push(c[2 * vertex]!, c[2 * vertex + 1]!);
    }
    if (to.interior || from.segment === to.segment) ordinates.push(to.x, to.y);
  }
}

function compareNodes(a: LineNode, b: LineNode): number {
  if (a.segment !== b.segment) return a.segment - b.segment;
  if (a.x === b.x && a.y === b.y) return 0;
  if (!a.interior) return -1;
  if (!b.interior) return 1;
  return compareAlong(a.octant ?? 0, a.x, a.y, b.x, b.y);
}
