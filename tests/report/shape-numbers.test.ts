import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestShift } from "../../src/engine/geometry/deviation.ts";
import { nationalGridProjection } from "../../src/engine/geometry/national-grid.ts";
import { helmertToWgs84 } from "../../src/engine/geometry/osgb.ts";
import { ownShapePlaced, type ShapeNumbers, shapeNumbers } from "../../src/report/shape-numbers.ts";
import { scanShape } from "../../src/report/shape-scan.ts";

/** Made-up shapes; numbers by shapely 2.0.7, both shapes by pyproj 3.7.2 from WGS84 to EPSG:27700, without the OSTN15 grid. */
const recorded: readonly {
  readonly name: string;
  readonly own: string;
  readonly published: string;
  readonly numbers: ShapeNumbers;
}[] = JSON.parse(readFileSync(new URL("../fixtures/report/shape-numbers.json", import.meta.url), "utf8"));

describe("shapes before and after in numbers", () => {
  it.each(recorded)("$name: as shapely has them, within a millionth", ({ own, published, numbers }) => {
    const ours = shapeNumbers(own, published);
    expect(ours?.verticesBefore).toBe(numbers.verticesBefore);
    expect(ours?.verticesAfter).toBe(numbers.verticesAfter);
    for (const key of ["areaBeforeSquareMetres", "areaAfterSquareMetres", "largestShiftMetres"] as const) {
      const [is, should] = [ours?.[key] ?? Number.NaN, numbers[key]];
      expect([key, Math.abs(is - should) <= 1e-6 * Math.abs(should) + 1e-6]).toEqual([key, true]);
    }
  });

  it("has none for what is no shape, is outside England, or has a vertex that is no number", () => {
    const published = "MULTIPOLYGON (((-1 52,-0.9 52,-0.9 52.1,-1 52)))";
    expect(shapeNumbers("POLYGON((", published)).toBeUndefined();
    expect(shapeNumbers("POINT (10 10)", published)).toBeUndefined();
    expect(shapeNumbers(published, "")).toBeUndefined();
    expect(shapeNumbers("POLYGON ((-1 52, -0.9 nan, -0.9 52.1, -1 52))", published)).toBeUndefined();
  });

  it("places a shape in metres where the run puts it, and leaves degrees and nonsense alone", () => {
    const toWgs84 = (easting: number, northing: number) => [easting / 1e6, 50 + northing / 1e6] as const;
    expect(
      ownShapePlaced("POLYGON ((500000 100000, 600000 100000, 600000 200000, 500000 100000))", toWgs84),
    ).toBe('{"type":"Polygon","coordinates":[[[0.5,50.1],[0.6,50.1],[0.6,50.2],[0.5,50.1]]]}');
    expect(ownShapePlaced("POINT (0.5 50.1)", toWgs84)).toBeUndefined();
    expect(ownShapePlaced("POLYGON ((", toWgs84)).toBeUndefined();
    expect(ownShapePlaced("GEOMETRYCOLLECTION EMPTY", toWgs84)).toBeUndefined();
  });

  it("projects there and back to a millionth of a millimetre, from any point to any other", () => {
    const project = nationalGridProjection();
    const easting = fc.double({ min: 90_000, max: 650_000, noNaN: true });
    const northing = fc.double({ min: 10_000, max: 650_000, noNaN: true });
    fc.assert(
      fc.property(easting, northing, (x, y) => {
        const [backX, backY] = project(...helmertToWgs84(x, y));
        expect(Math.hypot(backX - x, backY - y)).toBeLessThan(1e-6);
      }),
    );
  });

  it("finds the largest shift that trying every vertex against every segment finds", () => {
    const list = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const [left, right] = [even(a), even(b)];
        const line = (coordinates: Float64Array) => ({ type: "LineString", coordinates }) as const;
        const shift = largestShift(line(left), line(right)) ?? Number.NaN;
        expect(shift).toBeCloseTo(Math.max(slowShift(left, right), slowShift(right, left)), 9);
      }),
    );
  });
});

describe("scan of a shape's text", () => {
  it.each([
    ["POINT (-1.5 52.25)", { vertices: 1, polygons: 0, area: 0, decimals: 2, dimensions: 2 }],
    ["POINT Z (-1 52 30)", { vertices: 1, dimensions: 3 }],
    [
      "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
      { vertices: 5, polygons: 1, area: 4, firstShellIsClockwise: false },
    ],
    ["polygon((0 0,0 2,2 2,2 0,0 0))", { area: 4, firstShellIsClockwise: true, type: "POLYGON" }],
    [
      "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
      { area: 15, polygons: 1, vertices: 10 },
    ],
    ["MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", { area: 1, polygons: 2 }],
    ["POLYGON EMPTY", { vertices: 0, area: 0 }],
    ["POLYGON ((1e1 0, 2e1 0, 2e1 1e1, 1e1 0))", { area: 50, minX: 10 }],
  ])("%s", (text, expected) => {
    expect(scanShape(text)).toMatchObject(expected);
  });

  it("has one hash for one shape, wherever its ring starts and whichever way it runs", () => {
    const { hash } = scanShape("POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))");
    expect(scanShape("MULTIPOLYGON (((2 2,0 2,0 0,2 0,2 2)))").hash).toBe(hash);
    expect(scanShape("POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))").hash).toBe(hash);
    expect(scanShape("POLYGON ((0 0, 2 0, 2 2, 0 2.000001, 0 0))").hash).not.toBe(hash);
  });
});

function even(numbers: readonly number[]): Float64Array {
  return Float64Array.from(numbers.slice(0, numbers.length - (numbers.length % 2)));
}

function slowShift(from: Float64Array, to: Float64Array): number {
  let farthest = 0;
  for (let at = 0; at < from.length; at += 2) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let next = 0; next + 3 < to.length; next += 2) {
      const [ax, ay, bx, by] = [to[next] ?? 0, to[next + 1] ?? 0, to[next + 2] ?? 0, to[next + 3] ?? 0];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const dot = ((from[at] ?? 0) - ax) * (bx - ax) + ((from[at + 1] ?? 0) - ay) * (by - ay);
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, dot / length));
      const distance = Math.hypot(
        (from[at] ?? 0) - ax - along * (bx - ax),
        (from[at + 1] ?? 0) - ay - along * (by - ay),
      );
      nearest = Math.min(nearest, distance);
    }
    farthest = Math.max(farthest, nearest);
  }
  return farthest;
}
