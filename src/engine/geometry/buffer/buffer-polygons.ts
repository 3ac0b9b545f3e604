import type { Polygon, Ring } from "../geometry.ts";
import { OverlayFailure } from "../overlay/overlay-failure.ts";
import { findSmallestAround } from "../overlay/result-polygons.ts";
import { isCounterClockwise } from "../ring.ts";
import type { DepthHalf, DepthNode } from "./depth-graph.ts";
import type { Subgraph } from "./subgraph.ts";

interface BufferRing {
  readonly ring: Ring;
  readonly isHole: boolean;
  readonly holes: Ring[];
}

/** Gathers the polygons of one part of a graph after the other. JTS and GEOS: PolygonBuilder of the older overlay. */
export class BufferPolygons {
  private readonly shells: BufferRing[] = [];

  /** @param part with its result marked; holes may lie in shells of earlier parts */
  add({ nodes, halves }: Subgraph): void {
    for (const node of nodes) linkResult(node);
    const freeHoles: BufferRing[] = [];
    const whole: BufferRing[] = [];
    for (const start of halves) {
      if (!start.inResult || start.ring !== undefined) continue;
      const ring = traceMaximalRing(start);
      if (touchesItself(start)) this.addSplit(start, freeHoles);
      else whole.push(ring);
    }
    for (const ring of whole) (ring.isHole ? freeHoles : this.shells).push(ring);
    for (const hole of freeHoles) {
      const shell = findSmallestAround(hole.ring, this.shells, (candidate) => candidate.ring);
      if (shell === undefined) throw new OverlayFailure("unable to assign hole to a shell");
      shell.holes.push(hole.ring);
    }
  }

  polygons(): Polygon[] {
    return this.shells.map(({ ring, holes }) => ({ type: "Polygon", rings: [ring, ...holes] }));
  }

  /** Takes a ring apart where it touches itself: a shell with its holes, or holes only. */
  private addSplit(start: DepthHalf, freeHoles: BufferRing[]): void {
    for (const half of maximalRingFrom(start)) linkMinimal(half.node!, start.ring);
    const rings: BufferRing[] = [];
    for (const half of maximalRingFrom(start)) {
      if (half.minimalRing === undefined) rings.push(traceMinimalRing(half));
    }
    const [shell, ...others] = rings.filter((ring) => !ring.isHole);
    if (others.length > 0) throw new OverlayFailure("two shells in one ring");
    const holes = rings.filter((ring) => ring.isHole);
    if (shell === undefined) {
      freeHoles.push(...holes);
      return;
    }
    shell.holes.push(...holes.map((hole) => hole.ring));
    this.shells.push(shell);
  }
}

/** Joins edges of the result that come into a node to the next one, counter-clockwise, that goes out. */
function linkResult({ star }: DepthNode): void {
  let firstOut: DepthHalf | undefined;
  let incoming: DepthHalf | undefined;
  for (const out of star) {
    if (out.inResult) firstOut ??= out;
    if (incoming === undefined) {
      if (out.twin.inResult) incoming = out.twin;
    } else if (out.inResult) {
      incoming.next = out;
      incoming = undefined;
    }
  }
  if (incoming === undefined) return;
  if (firstOut === undefined) throw new OverlayFailure("no outgoing edge found");
  incoming.next = firstOut;
}

/** The same for the edges of one ring, clockwise, so that its loops come apart. */
function linkMinimal({ star }: DepthNode, ring: object | undefined): void {
  let firstOut: DepthHalf | undefined;
  let incoming: DepthHalf | undefined;
  for (const out of star.toReversed()) {
    if (!out.inResult && !out.twin.inResult) continue;
    if (out.ring === ring) firstOut ??= out;
    if (incoming === undefined) {
      if (out.twin.ring === ring) incoming = out.twin;
    } else if (out.ring === ring) {
      incoming.nextInMinimalRing = out;
      incoming = undefined;
    }
  }
  if (incoming !== undefined) incoming.nextInMinimalRing = firstOut;
}

function* maximalRingFrom(start: DepthHalf): Generator<DepthHalf> {
  let half = start;
  do {
    yield half;
    half = half.next!;
  } while (half !== start);
}

function touchesItself(start: DepthHalf): boolean {
  for (const { node } of maximalRingFrom(start)) {
    if (node!.star.filter((out) => out.ring === start.ring).length > 1) return true;
  }
  return false;
}

function traceMaximalRing(start: DepthHalf): BufferRing {
  return traceRing(
    start,
    (half) => half.next,
    (half, mark) => {
      if (half.ring === mark) throw new OverlayFailure("edge visited twice");
      half.ring = mark;
    },
  );
}

function traceMinimalRing(start: DepthHalf): BufferRing {
  return traceRing(
    start,
    (half) => half.nextInMinimalRing,
    (half, mark) => {
      if (half.minimalRing === mark) throw new OverlayFailure("edge visited twice");
      half.minimalRing = mark;
    },
  );
}

function traceRing(
  start: DepthHalf,
  next: (half: DepthHalf) => DepthHalf | undefined,
  visit: (half: DepthHalf, mark: object) => void,
): BufferRing {
  const mark = {};
  const ordinates: number[] = [];
  let half = start;
  do {
    visit(half, mark);
    appendEdge(half, ordinates);
    const after = next(half);
    if (after === undefined) throw new OverlayFailure("ring with an open end");
    half = after;
  } while (half !== start);
  if (ordinates.length < 8) throw new OverlayFailure("a ring of too few points");
  const ring = Float64Array.from(ordinates);
  return { ring, isHole: isCounterClockwise(ring), holes: [] };
}

/** All vertices of the first edge, all but the first of the others. */
function appendEdge({ edge, forward }: DepthHalf, ordinates: number[]): void {
  const c = edge.coordinates;
  const vertices = c.length / 2;
  for (let i = ordinates.length > 0 ? 1 : 0; i < vertices; i += 1) {
    const at = 2 * (forward ? i : vertices - 1 - i);
    ordinates.push(c[at]!, c[at + 1]!);
  }
}
