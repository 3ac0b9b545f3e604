/** An eighth of the circle, counter-clockwise from the positive x-axis. */
export type Octant = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The octant a direction lies in; 0 for no direction. */
export function octantOf(dx: number, dy: number): Octant {
  const steep = Math.abs(dx) < Math.abs(dy);
  if (dx >= 0) return dy >= 0 ? (steep ? 1 : 0) : steep ? 6 : 7;
  return dy >= 0 ? (steep ? 2 : 3) : steep ? 5 : 4;
}

/** Which of two points near a segment comes first along it (negative: a), by the octant of the segment alone. */
export function compareAlong(octant: Octant, ax: number, ay: number, bx: number, by: number): number {
  const dx = Math.sign(ax - bx) * (octant >= 2 && octant <= 5 ? -1 : 1);
  const dy = Math.sign(ay - by) * (octant >= 4 ? -1 : 1);
  const steep = octant === 1 || octant === 2 || octant === 5 || octant === 6;
  return steep ? dy || dx : dx || dy;
}
