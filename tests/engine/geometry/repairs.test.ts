import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferZero } from "../../../src/engine/geometry/buffer/buffer-zero.ts";
import type { Polygon, Ring } from "../../../src/engine/geometry/geometry.ts";
import { makeAreaValid } from "../../../src/engine/geometry/make-valid.ts";
import { orientPolygon } from "../../../src/engine/geometry/orient.ts";
import { locateInRings } from "../../../src/engine/geometry/point-in-ring.ts";
import { SegmentIntersection } from "../../../src/engine/geometry/segment-intersection.ts";
import { uniteAreas } from "../../../src/engine/geometry/unite-areas.ts";
import { isValid } from "../../../src/engine/geometry/validity.ts";
import { polygons, text } from "./shapes.ts";

const low = "(0 0,2 0,2 2,0 2,0 0)";
const overlapping = "(1 1,3 1,3 3,1 3,1 1)";
const adjoining = "(2 0,4 0,4 2,2 2,2 0)";
const far = "(5 5,7 5,7 7,5 7,5 5)";
const large = "(0 0,10 0,10 10,0 10,0 0)";
/** Four strips around a yard. */
const frame =
  "((0 0,9 0,9 1,0 1,0 0)),((0 8,9 8,9 9,0 9,0 8)),((0 0,1 0,1 9,0 9,0 0)),((8 0,9 0,9 9,8 9,8 0))";

const coordinate = fc.integer({ min: 0, max: 8 });
const ring = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 })
  .map((vertices) => `(${[...vertices, vertices[0]!].map(([x, y]) => `${x} ${y}`).join(",")})`);
const rings = fc
  .array(ring, { minLength: 1, maxLength: 3 })
  .map((of) => polygons(`POLYGON (${of.join(",")})`));
const triangle = fc
  .tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate)
  .map(([a, b, c, d, e, f]) => polygons(`POLYGON ((${a} ${b},${c} ${d},${e} ${f},${a} ${b}))`))
  .filter(([polygon]) => polygon !== undefined && isValid(polygon));
const triangles = fc.array(triangle, { minLength: 1, maxLength: 5 }).map((of) => of.flat());

function overlapsItself(of: Ring): boolean {
  const meeting = new SegmentIntersection();
  for (let i = 0; i + 3 < of.length; i += 2) {
    for (let j = i + 2; j + 3 < of.length; j += 2) {
      meeting.compute(of[i]!, of[i + 1]!, of[i + 2]!, of[i + 3]!, of[j]!, of[j + 1]!, of[j + 2]!, of[j + 3]!);
      if (meeting.count === 2) return true;
    }
  }
  return false;
}

function areValid(areas: readonly Polygon[]): boolean {
  return isValid({ type: "MultiPolygon", members: areas });
}

/** Places between the grid lines, on no edge of a shape whose vertices are whole numbers. */
const probes = Array.from({ length: 64 }, (_, i) => [(i % 8) + 0.317, Math.floor(i / 8) + 0.5713] as const);

function covered(areas: readonly Polygon[], x: number, y: number): boolean {
  return areas.some((area) => locateInRings(x, y, area.rings) === "inside");
}

describe("makeAreaValid", () => {
  it.each([
    ["a bow-tie", "((0 0,4 4,0 4,4 0,0 0))", "((4 0,0 0,2 2,4 0));((4 4,2 2,0 4,4 4))"],
    [
      "parts that overlap, which leave a gap",
      `(${low}),(${overlapping})`,
      "((0 2,1 2,1 1,2 1,2 0,0 0,0 2));((1 3,3 3,3 1,2 1,2 2,1 2,1 3))",
    ],
    [
      "a hole in a hole, which becomes a part",
      `(${large},(2 2,8 2,8 8,2 8,2 2),(4 4,6 4,6 6,4 6,4 4))`,
      "((10 10,10 0,0 0,0 10,10 10),(8 8,2 8,2 2,8 2,8 8));((6 6,6 4,4 4,4 6,6 6))",
    ],
    [
      "a hole along the shell, which goes",
      "((0 0,9 0,9 9,0 9,0 0),(0 3,3 3,3 6,0 6,0 3))",
      "((0 9,9 9,9 0,0 0,0 3,0 6,0 9))",
    ],
    ["a line there and back", "((0 0,5 5,0 0))", ""],
    ["a crossing that the grid moves", "((0 0,3 1,3 0,0 1,0 0))", "((0 1,2 1,0 0,0 1))"],
    ["the same part three times", `(${low}),(${low}),(${low})`, "((0 0,0 2,2 2,2 0,0 0))"],
  ])("repairs as GEOS does: %s", (_, before, after) => {
    expect(text(makeAreaValid(polygons(`MULTIPOLYGON (${before})`), 1))).toBe(after);
  });

  it("makes anything valid", () => {
    fc.assert(
      fc.property(rings, (areas) => {
        expect(areValid(makeAreaValid(areas, 1e-6))).toBe(true);
      }),
    );
  });

  it("is inside where a line crosses an odd number of edges", () => {
    fc.assert(
      fc.property(ring, (of) => {
        const [before] = polygons(`POLYGON (${of})`);
        // A stretch that is run along twice counts once.
        fc.pre(!overlapsItself(before!.rings[0]!));
        const after = makeAreaValid([before!], 1e-9);
        for (const [x, y] of probes) {
          expect(covered(after, x, y)).toBe(locateInRings(x, y, before!.rings) === "inside");
        }
      }),
    );
  });
});

describe("bufferZero", () => {
  it.each([
    ["parts that overlap", `(${low}),(${overlapping})`, "((0 0,0 2,1 2,1 3,3 3,3 1,2 1,2 0,0 0))"],
    ["the same part twice", `(${low}),(${low})`, "((0 0,0 2,2 2,2 0,0 0))"],
    ["parts side by side", `(${low}),(${adjoining})`, "((0 0,0 2,2 2,4 2,4 0,2 0,0 0))"],
    ["a part within another", `(${large}),(${low})`, "((0 0,0 2,0 10,10 10,10 0,2 0,0 0))"],
    [
      "parts apart, the right one first",
      `(${low}),(${far})`,
      "((5 5,5 7,7 7,7 5,5 5));((0 0,0 2,2 2,2 0,0 0))",
    ],
    ["a frame", frame, "((0 0,0 1,0 8,0 9,1 9,8 9,9 9,9 8,9 1,9 0,8 0,1 0,0 0),(1 8,1 1,8 1,8 8,1 8))"],
    [
      "a bow-tie, of which it loses the half that runs backwards",
      "((0 0,4 4,0 4,4 0,0 0))",
      "((0 0,2 2,4 0,0 0))",
    ],
  ])("unites as GEOS does: %s", (_, before, after) => {
    expect(text(bufferZero(polygons(`MULTIPOLYGON (${before})`)))).toBe(after);
  });

  it("covers what the valid parts cover, and is valid", () => {
    fc.assert(
      fc.property(triangles, (areas) => {
        const united = bufferZero(areas);
        expect(areValid(united)).toBe(true);
        for (const [x, y] of probes) expect(covered(united, x, y)).toBe(covered(areas, x, y));
      }),
    );
  });
});

describe("uniteAreas", () => {
  it.each([
    ["one", `(${low})`, "((0 0,2 0,2 2,0 2,0 0))"],
    ["parts that overlap", `(${low}),(${overlapping})`, "((2 0,0 0,0 2,1 2,1 3,3 3,3 1,2 1,2 0))"],
    ["parts side by side", `(${low}),(${adjoining})`, "((0 0,0 2,2 2,4 2,4 0,2 0,0 0))"],
    ["parts apart", `(${low}),(${far})`, "((0 2,2 2,2 0,0 0,0 2));((5 7,7 7,7 5,5 5,5 7))"],
    ["a frame", frame, "((0 1,0 8,0 9,1 9,8 9,9 9,9 8,9 1,9 0,8 0,1 0,0 0,0 1),(1 1,8 1,8 8,1 8,1 1))"],
  ])("unites as GEOS does: %s", (_, before, after) => {
    expect(text(uniteAreas(polygons(`MULTIPOLYGON (${before})`)))).toBe(after);
  });

  it("covers what the parts cover, and is valid", () => {
    fc.assert(
      fc.property(triangles, (areas) => {
        const united = uniteAreas(areas);
        expect(areValid(united)).toBe(true);
        for (const [x, y] of probes) expect(covered(united, x, y)).toBe(covered(areas, x, y));
      }),
    );
  });
});

describe("orientPolygon", () => {
  it("turns shells counter-clockwise and holes clockwise, and keeps their first vertices", () => {
    const [clockwise] = polygons("POLYGON ((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 1))");
    const oriented = orientPolygon(clockwise!);
    expect(text([oriented])).toBe("((0 0,9 0,9 9,0 9,0 0),(1 1,2 2,2 1,1 1))");
    expect(text([orientPolygon(oriented)])).toBe(text([oriented]));
  });

  it("leaves rings without area alone", () => {
    expect(text([orientPolygon(polygons("POLYGON ((0 0,1 1,2 2,0 0))")[0]!)])).toBe("((0 0,1 1,2 2,0 0))");
  });
});
