import { distanceToSegment, SegmentIntersection } from "../segment-intersection.ts";
import type { Grid } from "./grid.ts";
import { HotPixels } from "./hot-pixels.ts";
import { visitNearSegments } from "./near-segments.ts";
import { NodedLine } from "./noded-line.ts";

/** A vertex nearer to a segment than this part of a cell counts as lying on it. */
const nearness = 1 / 100;

/** A piece of a line between two nodes, on the grid. */
export interface Piece<Source> {
  readonly coordinates: Float64Array;
  readonly source: Source;
}

/**
 * Cuts lines wherever they meet, with all vertices on the grid: pieces meet at their ends only. Lines move by less than a
 * cell, and may fall together. Pieces come in the order of the lines.
 *
 * JTS and GEOS: SnapRoundingNoder. The result does not depend on the order in which pixels are found, so they are kept in
 * another index than GEOS's (which it fills at random).
 */
export function snapRound<Source>(lines: readonly NodedLine<Source>[], grid: Grid): Piece<Source>[] {
  const pixels = new HotPixels(grid);
  // Before any line is rounded: a rounded vertex might have crossed a line.
  addCrossings(lines, grid, pixels);
  for (const { coordinates: c } of lines) {
    for (let i = 0; i < c.length; i += 2) pixels.add(c[i]!, c[i + 1]!);
  }
  const snapped = lines.map((line) => snapLine(line, grid, pixels)).filter((line) => line !== undefined);
  for (const line of snapped) addVertexNodes(line, pixels);
  return snapped.flatMap((line) =>
    line.pieces().map((coordinates) => ({ coordinates, source: line.source })),
  );
}

/** Nodes where segments cross or a vertex comes very near to a segment, each with a pixel. */
function addCrossings<Source>(lines: readonly NodedLine<Source>[], grid: Grid, pixels: HotPixels): void {
  const tolerance = (1 / grid.scale) * nearness;
  const crossings: number[] = [];
  const meeting = new SegmentIntersection();

  const addNear = (line: NodedLine<Source>, segment: number, x: number, y: number): void => {
    const c = line.coordinates;
    const i = 2 * segment;
    const [ax, ay, bx, by] = [c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!];
    // At the ends a node would make a zigzag.
    if (distanceToSegment(x, y, ax, ay, ax, ay) < tolerance) return;
    if (distanceToSegment(x, y, bx, by, bx, by) < tolerance) return;
    if (distanceToSegment(x, y, ax, ay, bx, by) >= tolerance) return;
    crossings.push(x, y);
    line.addNode(x, y, segment);
  };

  visitNearSegments(lines, tolerance, (a, aSegment, b, bSegment) => {
    const p = a.coordinates;
    const q = b.coordinates;
    const i = 2 * aSegment;
    const j = 2 * bSegment;
    if (meeting.meetInside(p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!, q[j]!, q[j + 1]!, q[j + 2]!, q[j + 3]!)) {
      const points =
        meeting.count === 2 ? [meeting.x0, meeting.y0, meeting.x1, meeting.y1] : [meeting.x0, meeting.y0];
      for (let k = 0; k < points.length; k += 2) {
        crossings.push(points[k]!, points[k + 1]!);
        a.addNode(points[k]!, points[k + 1]!, aSegment);
        b.addNode(points[k]!, points[k + 1]!, bSegment);
      }
      return;
    }
    addNear(b, bSegment, p[i]!, p[i + 1]!);
    addNear(b, bSegment, p[i + 2]!, p[i + 3]!);
    addNear(a, aSegment, q[j]!, q[j + 1]!);
    addNear(a, aSegment, q[j + 2]!, q[j + 3]!);
  });
  for (let i = 0; i < crossings.length; i += 2) pixels.add(crossings[i]!, crossings[i + 1]!).isNode = true;
}

/** The line on the grid, with a node in every pixel it is drawn to; `undefined` when it shrinks to a point. */
function snapLine<Source>(
  line: NodedLine<Source>,
  grid: Grid,
  pixels: HotPixels,
): NodedLine<Source> | undefined {
  const original = line.nodedCoordinates();
  const snapped = new NodedLine(roundedWithoutRepeats(original, grid), line.source);
  if (snapped.coordinates.length <= 2) return undefined;
  let segment = 0;
  for (let i = 0; i + 3 < original.length; i += 2) {
    const [ax, ay, bx, by] = [original[i]!, original[i + 1]!, original[i + 2]!, original[i + 3]!];
    const collapsed =
      grid.round(bx) === snapped.coordinates[2 * segment] &&
      grid.round(by) === snapped.coordinates[2 * segment + 1];
    if (collapsed) continue;
    // The segment as it was counts: rounded, it might pass through other pixels.
    pixels.visitNear(ax, ay, bx, by, (pixel) => {
      // A pixel around one of its own ends cuts it only once another line needs that, in `addVertexNodes`.
      if (!pixel.isNode && (pixel.holds(ax, ay) || pixel.holds(bx, by))) return;
      if (!pixel.meets(ax, ay, bx, by)) return;
      snapped.addNode(pixel.x, pixel.y, segment);
      pixel.isNode = true;
    });
    segment += 1;
  }
  return snapped;
}

function roundedWithoutRepeats(coordinates: Float64Array, grid: Grid): Float64Array {
  const rounded: number[] = [];
  for (let i = 0; i < coordinates.length; i += 2) {
    const x = grid.round(coordinates[i]!);
    const y = grid.round(coordinates[i + 1]!);
    const n = rounded.length;
    if (n === 0 || rounded[n - 2] !== x || rounded[n - 1] !== y) rounded.push(x, y);
  }
  return Float64Array.from(rounded);
}

/** Cuts a line at its own vertices that have become nodes. */
function addVertexNodes<Source>(line: NodedLine<Source>, pixels: HotPixels): void {
  const c = line.coordinates;
  for (let vertex = 1; vertex < c.length / 2 - 1; vertex += 1) {
    const x = c[2 * vertex]!;
    const y = c[2 * vertex + 1]!;
    if (pixels.at(x, y)?.isNode === true) line.addNode(x, y, vertex);
  }
}
