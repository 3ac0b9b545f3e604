import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findValidityError, isValid } from "../../../src/engine/geometry/validity.ts";
import { fifteenDigits, validityText } from "../../../src/engine/geometry/validity-text.ts";
import { geometry } from "./shapes.ts";

function reason(wkt: string): string {
  const error = findValidityError(geometry(wkt));
  return error === undefined ? "valid" : validityText(error);
}

const square = "(0 0,10 0,10 10,0 10,0 0)";

describe("findValidityError", () => {
  it.each([
    ["empty", "POLYGON EMPTY"],
    ["a square", `POLYGON (${square})`],
    ["with a vertex twice", "POLYGON ((0 0,10 0,10 0,10 10,0 0))"],
    ["a hole touching the shell once", `POLYGON (${square},(5 0,7 3,3 3,5 0))`],
    ["parts touching at a corner", `MULTIPOLYGON ((${square}),((10 10,12 10,12 12,10 10)))`],
    ["a part in a hole", `MULTIPOLYGON ((${square},(2 2,8 2,8 8,2 8,2 2)),((3 3,5 3,5 5,3 3)))`],
    ["overlapping members of a collection", `GEOMETRYCOLLECTION (POLYGON (${square}), POLYGON (${square}))`],
  ])("finds none: %s", (_, wkt) => {
    expect(reason(wkt)).toBe("valid");
  });

  it.each([
    ["a bow-tie", "POLYGON ((0 0,10 0,0 10,10 10,0 0))", "Self-intersection[5 5]"],
    ["a ring touching itself", "POLYGON ((0 0,4 0,4 4,2 0,0 4,0 0))", "Ring Self-intersection[2 0]"],
    [
      "a ring on its own that crosses itself",
      "LINEARRING (0 0,2 2,2 0,0 2,0 0)",
      "Ring Self-intersection[1 1]",
    ],
    ["too few points", "POLYGON ((0 0,1 0,1 0,0 0))", "Too few points in geometry component[0 0]"],
    ["a line of one point", "LINESTRING (1 1,1 1)", "Too few points in geometry component[1 1]"],
    ["a hole outside", `POLYGON (${square},(20 0,21 0,21 1,20 0))`, "Hole lies outside shell[20 0]"],
    [
      "a hole in a hole",
      `POLYGON (${square},(1 1,9 1,9 9,1 9,1 1),(2 2,3 2,3 3,2 2))`,
      "Holes are nested[2 2]",
    ],
    ["holes that cross", `POLYGON (${square},(2 2,4 2,4 4,2 2),(3 3,5 3,5 5,3 3))`, "Self-intersection[4 3]"],
    ["a part in a part", `MULTIPOLYGON ((${square}),((1 1,3 1,3 3,1 1)))`, "Nested shells[1 1]"],
    [
      "parts with a common border",
      `MULTIPOLYGON ((${square}),((10 2,12 2,12 4,10 4,10 2)))`,
      "Self-intersection[10 4]",
    ],
    [
      "a part that fills a hole exactly",
      `MULTIPOLYGON ((${square},(2 2,8 2,8 8,2 8,2 2)),((2 2,8 2,8 8,2 8,2 2)))`,
      "Self-intersection[8 2]",
    ],
    [
      "the first of several crossings",
      "MULTIPOLYGON (((0 0,2 0,2 2,0 2,0 0)),((1 1,3 1,3 3,1 3,1 1)),((2.5 2.5,4 2.5,4 4,2.5 2.5)))",
      "Self-intersection[2 1]",
    ],
    [
      "holes that cut the inside in two",
      `POLYGON (${square},(2 2,2 4,4 4,4 2,2 2),(4 4,4 6,6 6,6 4,4 4),(6 4,6 2,4 2,6 4))`,
      "Interior is disconnected[6 4]",
    ],
    [
      "holes that cut it from side to side",
      `POLYGON (${square},(0 5,5 2,5 8,0 5),(5 2,10 5,5 8,7 5,5 2))`,
      "Interior is disconnected[5 8]",
    ],
  ])("finds the error that GEOS finds: %s", (_, wkt, text) => {
    expect(reason(wkt)).toBe(text);
  });

  it("finds infinite coordinates first", () => {
    expect(reason("POLYGON ((0 0,10 0,0 10,10 inf,0 0))")).toBe("Invalid Coordinate[10 inf]");
  });

  it("does not mind where a ring starts or which way it runs, as far as validity goes", () => {
    const coordinate = fc.integer({ min: 0, max: 6 });
    const vertices = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 });
    const ring = (of: readonly (readonly [number, number])[]) =>
      geometry(`POLYGON ((${[...of, of[0]!].map(([x, y]) => `${x} ${y}`).join(",")}))`);
    fc.assert(
      fc.property(vertices, fc.nat(7), (points, shift) => {
        const turned = points.map((_, i) => points[(i + shift) % points.length]!);
        const valid = isValid(ring(points));
        expect(isValid(ring(turned))).toBe(valid);
        expect(isValid(ring(points.toReversed()))).toBe(valid);
      }),
    );
  });
});

describe("the place of an error", () => {
  it.each([
    [-0.95, "-0.95"],
    [52, "52"],
    [-0, "-0"],
    [1 / 3, "0.333333333333333"],
    [-0.9537461617249123, "-0.953746161724912"],
    [52.05946692691284, "52.0594669269128"],
    [1e-7, "1e-07"],
    [123456789012345680, "1.23456789012346e+17"],
  ])("%d has up to fifteen digits", (value, text) => {
    expect(fifteenDigits(value)).toBe(text);
  });
});
