import { type Position, samePosition } from "./node-topology.ts";

/** A ring of a polygon with holes, and where it touches the other rings of that polygon. */
export interface TouchingRing {
  /** Number of the polygon. */
  readonly polygon: number;
  /** -1 for the shell, else the number of the hole. */
  readonly id: number;
  /** By id of the other ring; one touch for each. */
  readonly touches: Map<number, Touch>;
  /** The ring the search for cycles started from when it reached this one. */
  root: TouchingRing | undefined;
}

interface Touch {
  readonly ring: TouchingRing;
  readonly at: Position;
}

export function touchingRing(polygon: number, id: number): TouchingRing {
  return { polygon, id, touches: new Map(), root: undefined };
}

/**
 * Notes that two rings touch.
 * @returns true when they already touch somewhere else, which cuts the interior in two
 */
export function addTouch(a: TouchingRing | undefined, b: TouchingRing | undefined, at: Position): boolean {
  if (a === undefined || b === undefined || a.polygon !== b.polygon) return false;
  const before = a.touches.get(b.id);
  if (before !== undefined && !samePosition(before.at, at)) return true;
  const beforeThere = b.touches.get(a.id);
  if (beforeThere !== undefined && !samePosition(beforeThere.at, at)) return true;
  if (before === undefined) a.touches.set(b.id, { ring: b, at });
  if (beforeThere === undefined) b.touches.set(a.id, { ring: a, at });
  return false;
}

/**
 * Where rings touch each other in a cycle, which cuts a part off the interior.
 * @param rings in the order of the geometry
 */
export function findRingCycle(rings: readonly TouchingRing[]): Position | undefined {
  for (const ring of rings) {
    const at = ring.root === undefined ? findCycleFrom(ring) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

function findCycleFrom(root: TouchingRing): Position | undefined {
  root.root = root;
  const waiting: Touch[] = [];
  for (const touch of touchesInOrder(root)) {
    touch.ring.root = root;
    waiting.push(touch);
  }
  for (;;) {
    const current = waiting.pop();
    if (current === undefined) return undefined;
    for (const touch of touchesInOrder(current.ring)) {
      // Rings that meet at the point of entry meet the ring before at that point too.
      if (samePosition(current.at, touch.at)) continue;
      if (touch.ring.root === root) return touch.at;
      touch.ring.root = root;
      waiting.push(touch);
    }
  }
}

/** By id of the other ring, as GEOS's ordered map gives them. */
function touchesInOrder(ring: TouchingRing): Touch[] {
  return [...ring.touches].sort(([a], [b]) => a - b).map(([, touch]) => touch);
}
