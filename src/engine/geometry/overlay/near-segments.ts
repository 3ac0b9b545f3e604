import { monotoneChains, visitOverlaps } from "../monotone-chains.ts";
import { StrTree } from "../str-tree.ts";
import type { NodedLine } from "./noded-line.ts";

/** Visits all pairs of segments whose boxes come within `tolerance`, and some more, each pair once. */
export function visitNearSegments<Source>(
  lines: readonly NodedLine<Source>[],
  tolerance: number,
  visit: (a: NodedLine<Source>, aSegment: number, b: NodedLine<Source>, bSegment: number) => void,
): void {
  const chains = monotoneChains(lines.map((line) => line.coordinates));
  const boxes = chains.boxes.map((ordinate, i) => (i % 4 < 2 ? ordinate - tolerance : ordinate + tolerance));
  const tree = new StrTree(boxes);
  for (let chain = 0; chain < chains.count; chain += 1) {
    const a = lines[chains.lines[chain]!]!;
    const i = chain * 4;
    tree.query(boxes[i]!, boxes[i + 1]!, boxes[i + 2]!, boxes[i + 3]!, (other) => {
      if (other <= chain) return true;
      const b = lines[chains.lines[other]!]!;
      visitOverlaps(
        a.coordinates,
        chains.starts[chain]!,
        chains.ends[chain]!,
        b.coordinates,
        chains.starts[other]!,
        chains.ends[other]!,
        tolerance,
        (aSegment, bSegment) => visit(a, aSegment, b, bSegment),
      );
      return true;
    });
  }
}
