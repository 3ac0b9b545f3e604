import { type Edge, type EdgeSource, mergePieces, type Operand } from "./edges.ts";
import type { Grid } from "./grid.ts";
import { NodedLine } from "./noded-line.ts";
import { snapRound } from "./snap-rounding.ts";

/**
 * Linework cut wherever it meets, each stretch once: the union of lines on a grid, as GEOS's OverlayNG gives it.
 * @param lines flat coordinates, without repeated vertices
 * @throws OverlayFailure
 */
export function nodeLines(lines: readonly Float64Array[], grid: Grid): Float64Array[] {
  return nodedEdges([lines, []], grid).map((edge) => edge.coordinates);
}

/** What of the lines `a` no line of `b` runs along. Both are noded already, together. */
export function subtractLines(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  grid: Grid,
): Float64Array[] {
  return nodedEdges([a, b], grid)
    .filter(({ roles }) => roles[0].dimension !== undefined && roles[1].dimension === undefined)
    .map((edge) => edge.coordinates);
}

function nodedEdges(
  operands: readonly [readonly Float64Array[], readonly Float64Array[]],
  grid: Grid,
): Edge[] {
  const source = (operand: Operand): EdgeSource => ({ operand, dimension: 1, isHole: false, depthDelta: 0 });
  const noded = [
    ...operands[0].map((line) => new NodedLine(line, source(0))),
    ...operands[1].map((line) => new NodedLine(line, source(1))),
  ];
  return mergePieces(snapRound(noded, grid));
}
