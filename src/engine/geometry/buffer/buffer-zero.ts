import type { Polygon } from "../geometry.ts";
import { nodeOnce } from "../overlay/floating-noding.ts";
import { grid } from "../overlay/grid.ts";
import { NodedLine } from "../overlay/noded-line.ts";
import { OverlayFailure } from "../overlay/overlay-failure.ts";
import { type Piece, snapRound } from "../overlay/snap-rounding.ts";
import { clockwiseArea, greatestOrdinate, withoutRepeatedVertices } from "../ring.ts";
import { BufferPolygons } from "./buffer-polygons.ts";
import { buildDepthGraph } from "./depth-graph.ts";
import { depthAt } from "./depth-locater.ts";
import { computeDepths, markResult, type Subgraph, subgraphs } from "./subgraph.ts";

/** GEOS rounds to 12 significant digits when full precision fails, and to fewer down to 6 when that fails. */
const mostDigits = 12;
const fewestDigits = 6;

type Noder = (lines: readonly NodedLine<number>[]) => Piece<number>[];

/**
 * The area covered by any of the polygons, as their buffer of distance 0: parts that overlap are united.
 * JTS and GEOS 3.11: BufferOp.
 * @throws OverlayFailure when no precision works
 */
export function bufferZero(polygons: readonly Polygon[]): Polygon[] {
  let failure: OverlayFailure | undefined;
  const noders = [nodeOnce, ...scaledNoders(polygons)];
  for (const node of noders) {
    try {
      return bufferZeroWith(polygons, node);
    } catch (error) {
      if (!(error instanceof OverlayFailure)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new OverlayFailure("no way to node");
}

function bufferZeroWith(polygons: readonly Polygon[], node: Noder): Polygon[] {
  const lines = polygons.flatMap(({ rings }) =>
    rings.flatMap((ring, index) => {
      const coordinates = withoutRepeatedVertices(ring);
      if (coordinates.length < 6) return [];
      // One area more on the left of a shell that runs counter-clockwise, or of a hole that runs clockwise.
      const delta = clockwiseArea(coordinates) < 0 === index > 0 ? -1 : 1;
      return [new NodedLine(coordinates, delta)];
    }),
  );
  const result = new BufferPolygons();
  const done: Subgraph[] = [];
  for (const part of subgraphs(buildDepthGraph(node(lines)))) {
    computeDepths(part, depthAt(part.rightmost.x, part.rightmost.y, done));
    markResult(part);
    done.push(part);
    result.add(part);
  }
  return result.polygons();
}

/** Snap rounding to ever fewer digits. */
function* scaledNoders(polygons: readonly Polygon[]): Generator<Noder> {
  const greatest = greatestOrdinate(polygons.flatMap(({ rings }) => rings));
  const wholeDigits = Math.trunc(Math.log(greatest) / Math.log(10) + 1);
  for (let digits = mostDigits; digits >= fewestDigits; digits -= 1) {
    yield (lines) => snapRoundScaled(lines, 10 ** (digits - wholeDigits));
  }
}

/** Snap rounding to whole numbers after scaling. */
function snapRoundScaled(lines: readonly NodedLine<number>[], scale: number): Piece<number>[] {
  const scaled = lines
    .map(
      ({ coordinates, source }) =>
        new NodedLine(
          withoutRepeatedVertices(coordinates.map((ordinate) => Math.round(ordinate * scale))),
          source,
        ),
    )
    .filter((line) => line.coordinates.length > 2);
  return snapRound(scaled, grid(1)).map(({ coordinates, source }) => ({
    coordinates: coordinates.map((ordinate) => ordinate / scale),
    source,
  }));
}
