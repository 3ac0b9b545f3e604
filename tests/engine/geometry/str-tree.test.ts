import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StrTree } from "../../../src/engine/geometry/str-tree.ts";

type Box = readonly [number, number, number, number];

function tree(boxes: readonly Box[]): StrTree {
  return new StrTree(Float64Array.from(boxes.flat()));
}

function found(boxes: readonly Box[], query: Box): number[] {
  const items: number[] = [];
  tree(boxes).query(...query, (item) => {
    items.push(item);
    return true;
  });
  return items;
}

const ordinate = fc.integer({ min: 0, max: 20 });
const box = fc
  .tuple(ordinate, ordinate, ordinate, ordinate)
  .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);

describe("StrTree", () => {
  it("finds exactly the boxes that meet", () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 150 }), box, (boxes, query) => {
        const expected = boxes.flatMap((b, i) =>
          b[0] <= query[2] && b[2] >= query[0] && b[1] <= query[3] && b[3] >= query[1] ? [i] : [],
        );
        expect(found(boxes, query).sort((a, b) => a - b)).toEqual(expected);
      }),
    );
  });

  it("answers slice by slice, the lower one first, each from the bottom", () => {
    // Twenty boxes make two slices of ten; the right one reaches from 0 to 16, the left one from 4 to 19.
    const boxes = Array.from({ length: 20 }, (_, i): Box => {
      const x = 19 - i;
      const y = (i * 7) % 20;
      return [x, y, x, y];
    });
    const order = found(boxes, [0, 0, 20, 20]);
    const slices = [order.slice(0, 10), order.slice(10)].map((items) => items.map((item) => boxes[item]!));
    expect(slices.map((slice) => slice.every(([x]) => x >= 10))).toEqual([true, false]);
    for (const slice of slices) expect(slice).toEqual(slice.toSorted(([, a], [, b]) => a - b));
    expect(tree(boxes).itemsInOrder()).toEqual([...order.slice(10), ...order.slice(0, 10)]);
  });

  it("stops when told to", () => {
    let visits = 0;
    tree(Array.from({ length: 50 }, () => [0, 0, 1, 1] as const)).query(0, 0, 1, 1, () => {
      visits += 1;
      return visits < 3;
    });
    expect(visits).toBe(3);
  });

  it("may be empty", () => {
    expect(found([], [0, 0, 1, 1])).toEqual([]);
  });
});
