import { type ShapeScan, scanShape } from "../report/shape-scan.ts";

/** A record's shape, as far as matching needs it. */
export interface MatchableShape {
  /** Whatever tells the caller which record it is. */
  readonly key: string;
  /** WKT, longitude and latitude. */
  readonly wkt: string;
}

/** Two records with the same or nearly the same shape. `likeness` is 1 for equal ones. */
export interface ShapePair {
  readonly before: string;
  readonly after: string;
  readonly likeness: number;
}

/** Boxes and areas this much alike are taken for one shape drawn or exported again. */
const leastLikeness = 0.8;
/** Points this near are the same place: about 2 metres. */
const nearDegrees = 0.00002;

interface Scanned {
  readonly key: string;
  readonly scan: ShapeScan;
}

/**
 * Pairs each shape of one version with the one of another version that it most likely is: first equal vertices, in
 * whatever order, then the most alike in place and size. Each shape is in at most one pair.
 */
export function matchShapes(
  before: readonly MatchableShape[],
  after: readonly MatchableShape[],
): ShapePair[] {
  const [then, now] = [scanned(before), scanned(after)];
  const pairs: ShapePair[] = [];
  const taken = new Set<string>();
  const left = new Set<string>();

  const byHash = new Map<number, Scanned[]>();
  for (const shape of now) byHash.set(shape.scan.hash, [...(byHash.get(shape.scan.hash) ?? []), shape]);
  for (const { key, scan } of then) {
    const equal = byHash.get(scan.hash)?.find((shape) => !taken.has(shape.key));
    if (!equal) {
      left.add(key);
      continue;
    }
    taken.add(equal.key);
    pairs.push({ before: key, after: equal.key, likeness: 1 });
  }

  const free = new BoxGrid(now.filter(({ key }) => !taken.has(key)));
  const candidates = then
    .filter(({ key }) => left.has(key))
    .flatMap(({ key, scan }) =>
      free
        .near(scan)
        .map((shape) => ({ before: key, after: shape.key, likeness: likeness(scan, shape.scan) })),
    )
    .filter((pair) => pair.likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness);
  for (const pair of candidates) {
    if (!left.has(pair.before) || taken.has(pair.after)) continue;
    left.delete(pair.before);
    taken.add(pair.after);
    pairs.push(pair);
  }
  return pairs;
}

function scanned(shapes: readonly MatchableShape[]): Scanned[] {
  return shapes
    .map(({ key, wkt }) => ({ key, scan: scanShape(wkt) }))
    .filter(({ scan }) => scan.vertices > 0);
}

/** 0 to 1: what two boxes share of what they cover together, times how alike their areas are; for points by distance. */
function likeness(a: ShapeScan, b: ShapeScan): number {
  if (a.polygons === 0 || b.polygons === 0) {
    if (a.polygons !== b.polygons) return 0;
    const distance = Math.hypot(a.minX - b.minX, a.minY - b.minY);
    return distance > nearDegrees ? 0 : 1 - (distance / nearDegrees) * (1 - leastLikeness);
  }
  const width = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX);
  const height = Math.min(a.maxY, b.maxY) - Math.max(a.minY, b.minY);
  if (width <= 0 || height <= 0 || a.area <= 0 || b.area <= 0) return 0;
  const shared = width * height;
  const together = boxArea(a) + boxArea(b) - shared;
  return (shared / together) * (Math.min(a.area, b.area) / Math.max(a.area, b.area));
}

function boxArea({ minX, minY, maxX, maxY }: ShapeScan): number {
  return (maxX - minX) * (maxY - minY);
}

/** About 100 metres: a few records of one authority in each cell. */
const cellDegrees = 0.001;

/** Shapes by the cell of their middle, so that each is compared with its neighbours only. */
class BoxGrid {
  readonly #cells = new Map<string, Scanned[]>();

  constructor(shapes: readonly Scanned[]) {
    for (const shape of shapes) {
      const key = cellKey(...middleCell(shape.scan));
      const cell = this.#cells.get(key);
      if (cell) cell.push(shape);
      else this.#cells.set(key, [shape]);
    }
  }

  /** Shapes whose middle lies within a quarter of the box, or in a neighbouring cell: no other can be alike enough. */
  near(scan: ShapeScan): Scanned[] {
    const [column, row] = middleCell(scan);
    const reachX = 1 + Math.ceil((scan.maxX - scan.minX) / 4 / cellDegrees);
    const reachY = 1 + Math.ceil((scan.maxY - scan.minY) / 4 / cellDegrees);
    const found: Scanned[] = [];
    for (let x = column - reachX; x <= column + reachX; x++) {
      for (let y = row - reachY; y <= row + reachY; y++)
        found.push(...(this.#cells.get(cellKey(x, y)) ?? []));
    }
    return found;
  }
}

function middleCell({ minX, minY, maxX, maxY }: ShapeScan): [number, number] {
  return [Math.floor((minX + maxX) / 2 / cellDegrees), Math.floor((minY + maxY) / 2 / cellDegrees)];
}

function cellKey(column: number, row: number): string {
  return `${column} ${row}`;
}
