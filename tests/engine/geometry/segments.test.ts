import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orientation } from "../../../src/engine/geometry/orientation.ts";
import { SegmentIntersection } from "../../../src/engine/geometry/segment-intersection.ts";

type Four = readonly [number, number, number, number];

const coordinate = fc.integer({ min: -5, max: 5 });
const segment = fc.tuple(coordinate, coordinate, coordinate, coordinate);

function meeting(p: Four, q: Four): SegmentIntersection {
  const found = new SegmentIntersection();
  found.compute(...p, ...q);
  return found;
}

describe("orientation", () => {
  it.each([
    ["left", [0, 0, 10, 0, 5, 1], 1],
    ["right", [0, 0, 10, 0, 5, -1], -1],
    ["on the line", [0, 0, 10, 10, 5, 5], 0],
    // Doubles alone get these wrong.
    ["a hair off a long line", [0, 0, 1e9 + 1, 1e9, (1e9 + 1) / 2, 1e9 / 2 + 1e-7], 1],
    ["on a line through decimals", [0.1, 0.1, 0.3, 0.3, 0.2, 0.2], 0],
    ["a rounding error away", [0.1, 0.1, 0.3, 0.3, 0.2, 0.1 + 0.1 + 2 ** -55], 1],
  ] as const)("is known: %s", (_, [px, py, qx, qy, rx, ry], side) => {
    expect(orientation(px, py, qx, qy, rx, ry)).toBe(side);
  });

  it("turns round with the line", () => {
    const near = fc.integer({ min: 0, max: 64 }).map((i) => 0.5 + i * 2 ** -53);
    fc.assert(
      fc.property(near, near, (x, y) => {
        const side = orientation(12, 12, 24, 24, x, y);
        expect(orientation(24, 24, 12, 12, x, y) + side).toBe(0);
        expect(side).toBe(Math.sign(y - x));
      }),
    );
  });
});

describe("two segments", () => {
  it.each([
    ["cross", [0, 0, 4, 4], [0, 4, 4, 0], { count: 1, proper: true, x0: 2, y0: 2 }],
    ["cross at no decimal", [0, 0, 3, 1], [0, 1, 3, 0], { count: 1, proper: true, x0: 1.5, y0: 0.5 }],
    ["touch in the middle", [0, 0, 4, 0], [2, 0, 2, 5], { count: 1, proper: false, x0: 2, y0: 0 }],
    ["share an end", [0, 0, 4, 0], [4, 0, 9, 9], { count: 1, proper: false, x0: 4, y0: 0 }],
    ["overlap", [0, 0, 4, 0], [2, 0, 6, 0], { count: 2, proper: false, x0: 2, y0: 0, x1: 4, y1: 0 }],
    ["lie in one another", [1, 1, 2, 2], [0, 0, 5, 5], { count: 2, x0: 1, y0: 1, x1: 2, y1: 2 }],
    ["lie in one line end to end", [0, 0, 2, 0], [2, 0, 4, 0], { count: 1, x0: 2, y0: 0 }],
    ["are parallel", [0, 0, 4, 0], [0, 1, 4, 1], { count: 0 }],
    ["miss each other", [0, 0, 4, 4], [3, 0, 4, 2], { count: 0 }],
  ] as const)("%s", (_, p, q, expected) => {
    expect(meeting(p, q)).toMatchObject(expected);
  });

  it("meet or do not whichever comes first and whichever way they run", () => {
    fc.assert(
      fc.property(segment, segment, (p, q) => {
        const { count } = meeting(p, q);
        expect(meeting(q, p).count).toBe(count);
        expect(meeting([p[2], p[3], p[0], p[1]], q).count).toBe(count);
      }),
    );
  });

  it("meet inside unless it is at an end of both", () => {
    const found = new SegmentIntersection();
    expect(found.meetInside(0, 0, 4, 0, 4, 0, 9, 9)).toBe(false);
    expect(found.meetInside(0, 0, 4, 0, 2, 0, 2, 5)).toBe(true);
    expect(found.meetInside(0, 0, 4, 0, 0, 0, 4, 0)).toBe(false);
    expect(found.meetInside(0, 0, 4, 0, 0, 0, 6, 0)).toBe(true);
  });
});
