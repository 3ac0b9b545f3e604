import { orientation } from "../orientation.ts";
import { StrTree } from "../str-tree.ts";
import type { Grid } from "./grid.ts";

/** Half the width of a pixel, in units of the grid. */
const half = 0.5;

/**
 * A cell of the grid around a rounded vertex or crossing, which draws every line that passes through it to its centre. The
 * cell has its left and lower side, not its right and upper one (J. Hobby, "Practical segment intersection with finite
 * precision output", 1999; decisions as JTS's HotPixel).
 */
export class HotPixel {
  readonly x: number;
  readonly y: number;
  /** Two lines meet here, so that both are cut. */
  isNode = false;
  private readonly scale: number;
  private readonly scaledX: number;
  private readonly scaledY: number;

  /** @param x,y on the grid */
  constructor(x: number, y: number, scale: number) {
    this.x = x;
    this.y = y;
    this.scale = scale;
    this.scaledX = Math.round(x * scale);
    this.scaledY = Math.round(y * scale);
  }

  holds(x: number, y: number): boolean {
    const sx = x * this.scale;
    const sy = y * this.scale;
    return (
      sx < this.scaledX + half &&
      sx >= this.scaledX - half &&
      sy < this.scaledY + half &&
      sy >= this.scaledY - half
    );
  }

  /** Whether a segment passes through the cell. */
  meets(ax: number, ay: number, bx: number, by: number): boolean {
    const { scale } = this;
    // From left to right.
    return ax * scale > bx * scale
      ? this.meetsScaled(bx * scale, by * scale, ax * scale, ay * scale)
      : this.meetsScaled(ax * scale, ay * scale, bx * scale, by * scale);
  }

  private meetsScaled(px: number, py: number, qx: number, qy: number): boolean {
    const minX = this.scaledX - half;
    const maxX = this.scaledX + half;
    const minY = this.scaledY - half;
    const maxY = this.scaledY + half;
    if (px >= maxX || qx < minX || Math.min(py, qy) >= maxY || Math.max(py, qy) < minY) return false;
    if (px === qx || py === qy) return true;
    const rising = py < qy;
    const upperLeft = orientation(px, py, qx, qy, minX, maxY);
    if (upperLeft === 0) return !rising;
    const upperRight = orientation(px, py, qx, qy, maxX, maxY);
    if (upperRight === 0) return rising;
    if (upperLeft !== upperRight) return true;
    const lowerLeft = orientation(px, py, qx, qy, minX, minY);
    if (lowerLeft === 0 || lowerLeft !== upperLeft) return true;
    const lowerRight = orientation(px, py, qx, qy, maxX, minY);
    if (lowerRight === 0) return !rising;
    return lowerLeft !== lowerRight || lowerRight !== upperRight;
  }
}

/** All hot pixels, one for each place; complete before the first search. */
export class HotPixels {
  private readonly grid: Grid;
  private readonly pixels: HotPixel[] = [];
  private readonly byPlace = new Map<number, Map<number, HotPixel>>();
  private tree: StrTree | undefined;

  constructor(grid: Grid) {
    this.grid = grid;
  }

  /** The pixel of a point that is not rounded yet; a second point makes it a node. */
  add(x: number, y: number): HotPixel {
    const roundX = this.grid.round(x);
    const roundY = this.grid.round(y);
    const before = this.byPlace.get(roundX)?.get(roundY);
    if (before !== undefined) {
      before.isNode = true;
      return before;
    }
    const pixel = new HotPixel(roundX, roundY, this.grid.scale);
    this.pixels.push(pixel);
    const column = this.byPlace.get(roundX) ?? new Map<number, HotPixel>();
    column.set(roundY, pixel);
    this.byPlace.set(roundX, column);
    return pixel;
  }

  at(x: number, y: number): HotPixel | undefined {
    return this.byPlace.get(x)?.get(y);
  }

  /** Visits the pixels near a segment, in any order. */
  visitNear(ax: number, ay: number, bx: number, by: number, visit: (pixel: HotPixel) => void): void {
    this.tree ??= new StrTree(Float64Array.from(this.pixels.flatMap(({ x, y }) => [x, y, x, y])));
    const margin = 1 / this.grid.scale;
    this.tree.query(
      Math.min(ax, bx) - margin,
      Math.min(ay, by) - margin,
      Math.max(ax, bx) + margin,
      Math.max(ay, by) + margin,
      (index) => {
        visit(this.pixels[index]!);
        return true;
      },
    );
  }
}
