import type { Ring } from "./geometry.ts";
import { monotoneChains, visitOverlaps } from "./monotone-chains.ts";
import { cornersCross, type Position, samePosition, vertex } from "./node-topology.ts";
import { addTouch, type TouchingRing } from "./ring-touches.ts";
import { SegmentIntersection } from "./segment-intersection.ts";
import { StrTree } from "./str-tree.ts";

/** A ring without repeated vertices, and its place among touching rings if its polygon has holes. */
export interface AnalysedRing {
  readonly coordinates: Ring;
  readonly touching: TouchingRing | undefined;
}

export interface RingIntersections {
  /** The error GEOS 3.11 reports among all there are; `undefined` when rings only touch as they may. */
  readonly error:
    | { readonly reason: "Self-intersection" | "Ring Self-intersection"; readonly at: Position }
    | undefined;
  /** Where two rings of a polygon touch a second time. */
  readonly doubleTouch: Position | undefined;
}

/**
 * Looks at every pair of segments that come near each other, of all rings, in GEOS 3.11's order: monotone chains through
 * an STR tree. Touches of rings of one polygon are noted in them.
 *
 * Not the first error is kept but the last one before the search notices: it asks only between chains, and goes on with
 * one overlap of every later chain.
 */
export function findRingIntersections(rings: readonly AnalysedRing[]): RingIntersections {
  const analyser = new Analyser(rings);
  const lines = rings.map((ring) => ring.coordinates);
  const chains = monotoneChains(lines);
  const tree = new StrTree(chains.boxes);
  const { boxes } = chains;
  for (let chain = 0; chain < chains.count; chain += 1) {
    const ring = chains.lines[chain]!;
    const i = chain * 4;
    tree.query(boxes[i]!, boxes[i + 1]!, boxes[i + 2]!, boxes[i + 3]!, (other) => {
      if (other > chain) {
        const otherRing = chains.lines[other]!;
        visitOverlaps(
          lines[ring]!,
          chains.starts[chain]!,
          chains.ends[chain]!,
          lines[otherRing]!,
          chains.starts[other]!,
          chains.ends[other]!,
          0,
          (segment, otherSegment) => analyser.analyse(ring, segment, otherRing, otherSegment),
        );
      }
      return !analyser.isDone;
    });
  }
  return analyser;
}

class Analyser implements RingIntersections {
  error: RingIntersections["error"];
  doubleTouch: Position | undefined;
  private readonly rings: readonly AnalysedRing[];
  private readonly meeting = new SegmentIntersection();

  constructor(rings: readonly AnalysedRing[]) {
    this.rings = rings;
  }

  get isDone(): boolean {
    return this.error !== undefined || this.doubleTouch !== undefined;
  }

  /** Two different segments, by ring and number. */
  analyse(ringA: number, a: number, ringB: number, b: number): void {
    const ca = this.rings[ringA]!.coordinates;
    const cb = this.rings[ringB]!.coordinates;
    const { meeting } = this;
    meeting.compute(
      ca[2 * a]!,
      ca[2 * a + 1]!,
      ca[2 * a + 2]!,
      ca[2 * a + 3]!,
      cb[2 * b]!,
      cb[2 * b + 1]!,
      cb[2 * b + 2]!,
      cb[2 * b + 3]!,
    );
    if (meeting.count === 0) return;
    const at = { x: meeting.x0, y: meeting.y0 };
    const sameRing = ringA === ringB;
    if (meeting.proper || meeting.count === 2) {
      this.error = { reason: "Self-intersection", at };
      return;
    }
    if (sameRing) {
      // The common vertex of neighbours is as it should be; a ring may not come back to itself anywhere else.
      if (!areNeighbours(ca, a, b)) this.error = { reason: "Ring Self-intersection", at };
      return;
    }
    // A vertex is looked at where it begins a segment, not where it ends one.
    if (samePosition(at, vertex(ca, a + 1)) || samePosition(at, vertex(cb, b + 1))) return;
    const before = (c: Ring, segment: number): Position =>
      samePosition(at, vertex(c, segment)) ? vertex(c, previousVertex(c, segment)) : vertex(c, segment);
    if (cornersCross(at, before(ca, a), vertex(ca, a + 1), before(cb, b), vertex(cb, b + 1))) {
      this.error = { reason: "Self-intersection", at };
      return;
    }
    if (addTouch(this.rings[ringA]!.touching, this.rings[ringB]!.touching, at)) this.doubleTouch = at;
  }
}

/** Segments that follow each other in a ring, the last and the first included. */
function areNeighbours(ring: Ring, a: number, b: number): boolean {
  const apart = Math.abs(a - b);
  return apart <= 1 || apart >= ring.length / 2 - 2;
}

function previousVertex(ring: Ring, index: number): number {
  return index === 0 ? ring.length / 2 - 2 : index - 1;
}
