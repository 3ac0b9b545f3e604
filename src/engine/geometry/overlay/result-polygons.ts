import type { Polygon, Ring } from "../geometry.ts";
import { locateInRings } from "../point-in-ring.ts";
import { type Box, boxCovers, boxOf, isCounterClockwise } from "../ring.ts";
import type { HalfEdge } from "./graph.ts";
import { OverlayFailure } from "./overlay-failure.ts";

/** A closed ring of the result, with the area on its right: shells run clockwise, holes counter-clockwise. */
interface ResultRing {
  readonly ring: Ring;
  readonly isHole: boolean;
  readonly holes: ResultRing[];
}

/**
 * Polygons of the result: rings traced along its edges, split where they touch themselves, holes put into shells.
 * JTS and GEOS: PolygonBuilder with MaximalEdgeRing.
 * @param edges those with the result's area on their right, in the order of the graph
 */
export function buildPolygons(edges: readonly HalfEdge[]): Polygon[] {
  for (const edge of edges) linkMaximalRingAtNode(edge);
  const shells: ResultRing[] = [];
  const freeHoles: ResultRing[] = [];
  for (const start of traceMaximalRings(edges)) {
    const rings = splitMaximalRing(start);
    const [shell, ...others] = rings.filter((ring) => !ring.isHole);
    if (others.length > 0) throw new OverlayFailure("two shells in one ring");
    const holes = rings.filter((ring) => ring.isHole);
    if (shell === undefined) {
      freeHoles.push(...holes);
    } else {
      shell.holes.push(...holes);
      shells.push(shell);
    }
  }
  for (const hole of freeHoles) {
    const shell = findSmallestAround(hole.ring, shells, (candidate) => candidate.ring);
    if (shell === undefined) throw new OverlayFailure("a hole without a shell");
    shell.holes.push(hole);
  }
  return shells.map((shell) => ({
    type: "Polygon",
    rings: [shell.ring, ...shell.holes.map((hole) => hole.ring)],
  }));
}

/** Joins each edge of the result that comes into a node to the next one, counter-clockwise, that goes out. */
function linkMaximalRingAtNode(nodeEdge: HalfEdge): void {
  let incoming: HalfEdge | undefined;
  let looking = true;
  for (const out of nodeEdge.aroundNode.star()) {
    if (incoming?.nextInMaximalRing !== undefined) return;
    if (looking) {
      if (!out.twin.inResultArea) continue;
      incoming = out.twin;
      looking = false;
    } else {
      if (!out.inResultArea) continue;
      if (incoming !== undefined) incoming.nextInMaximalRing = out;
      looking = true;
    }
  }
  if (!looking) throw new OverlayFailure("no outgoing edge found");
}

/** @returns one edge of each */
function traceMaximalRings(edges: readonly HalfEdge[]): HalfEdge[] {
  const starts: HalfEdge[] = [];
  for (const start of edges) {
    if (start.maximalRing !== undefined) continue;
    const ring = {};
    let edge = start;
    do {
      if (edge.maximalRing === ring) throw new OverlayFailure("ring edge visited twice");
      if (edge.nextInMaximalRing === undefined) throw new OverlayFailure("ring edge missing");
      edge.maximalRing = ring;
      edge = edge.nextInMaximalRing;
    } while (edge !== start);
    starts.push(start);
  }
  return starts;
}

function splitMaximalRing(start: HalfEdge): ResultRing[] {
  for (const edge of maximalRingFrom(start)) linkMinimalRingsAtNode(edge);
  const rings: ResultRing[] = [];
  for (const edge of maximalRingFrom(start)) {
    if (edge.ring === undefined) rings.push(traceRing(edge));
  }
  return rings;
}

function* maximalRingFrom(start: HalfEdge): Generator<HalfEdge> {
  let edge = start;
  do {
    yield edge;
    edge = edge.nextInMaximalRing!;
  } while (edge !== start);
}

/** Joins incoming to outgoing edges of the ring at a node the other way round, so that loops come apart. */
function linkMinimalRingsAtNode(nodeEdge: HalfEdge): void {
  const ring = nodeEdge.maximalRing;
  let outgoing: HalfEdge | undefined = nodeEdge;
  let edge = nodeEdge.aroundNode;
  do {
    const incoming = edge.twin;
    if (incoming.maximalRing === ring && incoming.nextInRing !== undefined) return;
    if (outgoing === undefined) {
      if (edge.maximalRing === ring) outgoing = edge;
    } else if (incoming.maximalRing === ring) {
      incoming.nextInRing = outgoing;
      outgoing = undefined;
    }
    edge = edge.aroundNode;
  } while (edge !== nodeEdge);
  if (outgoing !== undefined) throw new OverlayFailure("unmatched edge");
}

function traceRing(start: HalfEdge): ResultRing {
  const mark = {};
  const ordinates: number[] = [];
  let edge = start;
  do {
    if (edge.ring === mark) throw new OverlayFailure("edge visited twice");
    edge.ring = mark;
    appendEdge(edge, ordinates);
    if (edge.nextInRing === undefined) throw new OverlayFailure("ring with an open end");
    edge = edge.nextInRing;
  } while (edge !== start);
  appendPoint(ordinates[0]!, ordinates[1]!, ordinates);
  if (ordinates.length < 8) throw new OverlayFailure("a ring of too few points");
  const ring = Float64Array.from(ordinates);
  return { ring, isHole: isCounterClockwise(ring), holes: [] };
}

/**
 * Appends the vertices of an edge, no vertex twice in a row.
 * As GEOS: the very first vertex is left out, so that a ring starts with the second vertex of its first edge.
 */
function appendEdge(edge: HalfEdge, ordinates: number[]): void {
  const c = edge.coordinates;
  const vertices = c.length / 2;
  for (let i = ordinates.length > 0 ? 0 : 1; i < vertices; i += 1) {
    const at = 2 * (edge.forward ? i : vertices - 1 - i);
    appendPoint(c[at]!, c[at + 1]!, ordinates);
  }
}

function appendPoint(x: number, y: number, ordinates: number[]): void {
  const n = ordinates.length;
  if (n === 0 || ordinates[n - 2] !== x || ordinates[n - 1] !== y) ordinates.push(x, y);
}

/**
 * The innermost of the rings that hold a ring, which none of them crosses.
 * @param ringOf gives the ring of a candidate
 */
export function findSmallestAround<T>(
  ring: Ring,
  candidates: readonly T[],
  ringOf: (candidate: T) => Ring,
): T | undefined {
  const box = boxOf(ring);
  let smallest: T | undefined;
  let smallestBox: Box | undefined;
  for (const candidate of candidates) {
    const around = ringOf(candidate);
    const aroundBox = boxOf(around);
    // Equal boxes cannot be a ring and its hole; it is the ring itself.
    if (boxCovers(box, aroundBox) || !boxCovers(aroundBox, box)) continue;
    const [x, y] = vertexNotOn(ring, around);
    if (locateInRings(x, y, [around]) === "outside") continue;
    if (smallestBox === undefined || boxCovers(smallestBox, aroundBox)) {
      smallest = candidate;
      smallestBox = aroundBox;
    }
  }
  return smallest;
}

/** A vertex of a ring that is no vertex of another; NaN when there is none, which lies nowhere. */
function vertexNotOn(ring: Ring, other: Ring): [number, number] {
  for (let i = 0; i < ring.length; i += 2) {
    if (!hasVertex(other, ring[i]!, ring[i + 1]!)) return [ring[i]!, ring[i + 1]!];
  }
  return [Number.NaN, Number.NaN];
}

function hasVertex(ring: Ring, x: number, y: number): boolean {
  for (let i = 0; i < ring.length; i += 2) if (ring[i] === x && ring[i + 1] === y) return true;
  return false;
}
