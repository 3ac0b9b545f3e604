import type { Geometry } from "./geometry.ts";

/** Coordinates of every ring, line and point of a geometry, in its own order. */
export function coordinateLists(geometry: Geometry): Float64Array[] {
  switch (geometry.type) {
    case "Point":
    case "LineString":
    case "LinearRing":
      return [geometry.coordinates];
    case "Polygon":
      return [...geometry.rings];
    default:
      return geometry.members.flatMap(coordinateLists);
  }
}

/** Vertices, the closing one of each ring counted too, as shapely counts them. */
export function vertexCount(geometry: Geometry): number {
  return coordinateLists(geometry).reduce((sum, list) => sum + list.length / 2, 0);
}

/** Planar area in the square of the coordinates' unit; holes taken away, lines and points nothing. */
export function areaOf(geometry: Geometry): number {
  switch (geometry.type) {
    case "Polygon":
      return geometry.rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * ringArea(ring), 0);
    case "Point":
    case "LineString":
    case "LinearRing":
      return 0;
    default:
      return geometry.members.reduce<number>((sum, member) => sum + areaOf(member), 0);
  }
}

/** Relative to its first vertex, so that a small ring far from 0 keeps its digits. */
function ringArea(ring: Float64Array): number {
  const [x0 = 0, y0 = 0] = ring;
  let doubled = 0;
  for (let at = 2; at + 3 < ring.length; at += 2) {
    const [ax, ay] = [(ring[at] ?? 0) - x0, (ring[at + 1] ?? 0) - y0];
    const [bx, by] = [(ring[at + 2] ?? 0) - x0, (ring[at + 3] ?? 0) - y0];
    doubled += ax * by - bx * ay;
  }
  return Math.abs(doubled) / 2;
}

/**
 * How far a boundary moved: the greatest distance from a vertex of either geometry to the nearest point of the other's
 * lines (GEOS's discrete Hausdorff distance).
 * @param before,after in one plane coordinate system, for example British National Grid
 * @returns in the coordinates' unit; 0 when nothing moved, `undefined` when one of them is empty
 */
export function largestShift(before: Geometry, after: Geometry): number | undefined {
  const [a, b] = [coordinateLists(before), coordinateLists(after)];
  if (![a, b].every((lists) => lists.some((list) => list.length > 0))) return undefined;
  return Math.sqrt(Math.max(farthestSquared(a, new SegmentGrid(b)), farthestSquared(b, new SegmentGrid(a))));
}

function farthestSquared(lists: readonly Float64Array[], grid: SegmentGrid): number {
  let farthest = 0;
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 2) {
      // Only a vertex farther than the farthest so far matters: the search stops as soon as it is seen not to be.
      const distance = grid.nearestSquared(list[at] ?? 0, list[at + 1] ?? 0, farthest);
      if (distance > farthest) farthest = distance;
    }
  }
  return farthest;
}

/** Segments in square cells, about one or two in each, so that the nearest to a point is found without trying all. */
class SegmentGrid {
  readonly #segments: Float64Array;
  readonly #cells = new Map<number, number[]>();
  readonly #size: number;
  readonly #columns: number;
  readonly #rows: number;
  #minX = Number.POSITIVE_INFINITY;
  #minY = Number.POSITIVE_INFINITY;
  #maxX = Number.NEGATIVE_INFINITY;
  #maxY = Number.NEGATIVE_INFINITY;

  constructor(lists: readonly Float64Array[]) {
    this.#segments = segmentsOf(lists);
    for (let at = 0; at < this.#segments.length; at += 2) {
      const [x, y] = [this.#segments[at] ?? 0, this.#segments[at + 1] ?? 0];
      this.#minX = Math.min(this.#minX, x);
      this.#maxX = Math.max(this.#maxX, x);
      this.#minY = Math.min(this.#minY, y);
      this.#maxY = Math.max(this.#maxY, y);
    }
    const count = this.#segments.length / 4;
    const extent = Math.max(this.#maxX - this.#minX, this.#maxY - this.#minY);
    this.#size = extent > 0 ? extent / Math.max(1, Math.sqrt(count)) : 1;
    this.#columns = this.#column(this.#maxX) + 1;
    this.#rows = this.#row(this.#maxY) + 1;
    for (let segment = 0; segment < count; segment++) this.#insert(segment);
  }

  /**
   * Squared distance to the nearest segment. @param enough any distance up to this one is as good as 0: the search may
   * stop and return it
   */
  nearestSquared(x: number, y: number, enough: number): number {
    const column = clamp(this.#column(x), this.#columns);
    const row = clamp(this.#row(y), this.#rows);
    let nearest = Number.POSITIVE_INFINITY;
    const widest = Math.max(this.#columns, this.#rows);
    for (let reach = 0; reach <= widest; reach++) {
      for (const cell of this.#ringOfCells(column, row, reach)) {
        for (const segment of this.#cells.get(cell) ?? []) {
          nearest = Math.min(nearest, this.#distanceSquared(segment, x, y));
          if (nearest <= enough) return nearest;
        }
      }
      // Whatever lies in cells further out is at least this far away.
      const clear = this.#clearance(x, y, column, row, reach);
      if (nearest <= clear * clear) return nearest;
    }
    return nearest;
  }

  #insert(segment: number): void {
    const [ax = 0, ay = 0, bx = 0, by = 0] = this.#segments.subarray(segment * 4, segment * 4 + 4);
    const [fromColumn, toColumn] = [this.#column(Math.min(ax, bx)), this.#column(Math.max(ax, bx))];
    const [fromRow, toRow] = [this.#row(Math.min(ay, by)), this.#row(Math.max(ay, by))];
    for (let column = fromColumn; column <= toColumn; column++) {
      for (let row = fromRow; row <= toRow; row++) {
        const key = row * this.#columns + column;
        const cell = this.#cells.get(key);
        if (cell) cell.push(segment);
        else this.#cells.set(key, [segment]);
      }
    }
  }

  *#ringOfCells(column: number, row: number, reach: number): Generator<number, void, undefined> {
    const last = this.#columns - 1;
    for (let at = Math.max(0, row - reach); at <= Math.min(this.#rows - 1, row + reach); at++) {
      const isEdgeRow = at === row - reach || at === row + reach;
      const step = isEdgeRow || reach === 0 ? 1 : 2 * reach;
      for (let next = column - reach; next <= column + reach; next += step) {
        if (next >= 0 && next <= last) yield at * this.#columns + next;
      }
    }
  }

  /** Distance from a point to the outside of the square of cells searched so far; outside the grid less than that. */
  #clearance(x: number, y: number, column: number, row: number, reach: number): number {
    const left = x - (this.#minX + (column - reach) * this.#size);
    const right = this.#minX + (column + reach + 1) * this.#size - x;
    const below = y - (this.#minY + (row - reach) * this.#size);
    const above = this.#minY + (row + reach + 1) * this.#size - y;
    // A side beyond the grid hides nothing.
    const sides = [
      column - reach <= 0 ? Number.POSITIVE_INFINITY : left,
      column + reach >= this.#columns - 1 ? Number.POSITIVE_INFINITY : right,
      row - reach <= 0 ? Number.POSITIVE_INFINITY : below,
      row + reach >= this.#rows - 1 ? Number.POSITIVE_INFINITY : above,
    ];
    return Math.max(0, Math.min(...sides));
  }

  #distanceSquared(segment: number, x: number, y: number): number {
    const at = segment * 4;
    const s = this.#segments;
    const [ax, ay, bx, by] = [s[at] ?? 0, s[at + 1] ?? 0, s[at + 2] ?? 0, s[at + 3] ?? 0];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
  }

  #column(x: number): number {
    return Math.floor((x - this.#minX) / this.#size);
  }

  #row(y: number): number {
    return Math.floor((y - this.#minY) / this.#size);
  }
}

/** Four numbers a segment; a point is a segment from itself to itself. */
function segmentsOf(lists: readonly Float64Array[]): Float64Array {
  const numbers: number[] = [];
  for (const list of lists) {
    if (list.length === 2) numbers.push(list[0] ?? 0, list[1] ?? 0, list[0] ?? 0, list[1] ?? 0);
    for (let at = 0; at + 3 < list.length; at += 2) {
      numbers.push(list[at] ?? 0, list[at + 1] ?? 0, list[at + 2] ?? 0, list[at + 3] ?? 0);
    }
  }
  return Float64Array.from(numbers);
}

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}
