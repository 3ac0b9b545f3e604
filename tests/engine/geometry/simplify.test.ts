import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Geometry } from "../../../src/engine/geometry/geometry.ts";
import { simplifyPreservingTopology } from "../../../src/engine/geometry/simplify.ts";
import { isValid } from "../../../src/engine/geometry/validity.ts";
import { geometry, polygons, ringText, text } from "./shapes.ts";

function simplified(wkt: string): Geometry {
  return simplifyPreservingTopology(geometry(wkt), 1);
}

function asText(shape: Geometry): string {
  switch (shape.type) {
    case "Polygon":
      return text([shape]);
    case "MultiPolygon":
      return text(shape);
    case "Point":
    case "LineString":
    case "LinearRing":
      return `${shape.type} ${ringText(shape.coordinates)}`;
    default:
      return shape.members.map(asText).join(" + ");
  }
}

describe("simplifyPreservingTopology", () => {
  it.each([
    ["a vertex within the tolerance", "((0 0,5 0.5,10 0,10 10,0 10,0 0))", "((0 0,10 0,10 10,0 10,0 0))"],
    ["a vertex at the tolerance", "((0 0,5 1,10 0,10 10,0 10,0 0))", "((0 0,10 0,10 10,0 10,0 0))"],
    ["repeated vertices", "((0 0,0 0,5 0,5 0,5 5,0 0))", "((0 0,5 0,5 5,0 0))"],
    [
      "all but the first vertex of a ring",
      "((0.5 0,1 0,10 0,10 10,0 10,0 0,0.5 0))",
      "((0.5 0,10 0,10 10,0 10,0.5 0))",
    ],
  ])("drops %s", (_, before, after) => {
    expect(asText(simplified(`POLYGON ${before}`))).toBe(after);
  });

  it.each([
    ["a vertex beyond the tolerance", "((0 0,5 1.5,10 0,10 10,0 10,0 0))"],
    ["a ring of four vertices, however small", "((0 0,0.5 0,0.5 0.5,0 0.5,0 0))"],
    ["a vertex around which a hole reaches", "((0 0,5 -0.9,10 0,10 10,0 10,0 0),(5 -0.5,6 2,4 2,5 -0.5))"],
  ])("keeps %s", (_, shape) => {
    expect(asText(simplified(`POLYGON ${shape}`))).toBe(shape);
  });

  it("straightens a border two parts share in both", () => {
    const shape = "MULTIPOLYGON (((0 0,5 0.5,10 0,10 10,0 10,0 0)),((0 0,5 0.5,10 0,10 -10,0 -10,0 0)))";
    expect(asText(simplified(shape))).toBe("((0 0,10 0,10 10,0 10,0 0));((0 0,10 0,10 -10,0 -10,0 0))");
  });

  it.each([
    ["LINESTRING (0 0,1 0.5,2 0,3 0.5,4 0)", "LineString (0 0,4 0)"],
    ["LINESTRING (0 0,5 0.5,10 0,10 10,0 0)", "LineString (0 0,10 0,10 10,0 0)"],
    ["POLYGON ((0 0,5 5,0 0))", "LineString (0 0,5 5,0 0)"],
    ["MULTIPOLYGON (((0 0,5 5,0 0)),((0 0,9 0,9 9,0 0)))", "LineString (0 0,5 5,0 0) + ((0 0,9 0,9 9,0 0))"],
    ["POLYGON ((0 0,10 0,10 10,0 10,0 0),(5 2,6 3,5 2))", "LinearRing (0 0,10 0,10 10,0 10,0 0)"],
    ["POINT (1 2)", "Point (1 2)"],
  ])("turns %s into %s", (before, after) => {
    expect(asText(simplified(before))).toBe(after);
  });

  it("hands back the same object when nothing changes", () => {
    const shape = geometry("POLYGON ((0 0,10 0,10 10,0 10,0 0))");
    expect(simplifyPreservingTopology(shape, 1)).toBe(shape);
  });

  it("neither breaks a valid star nor invents vertices", () => {
    const star = fc
      .array(fc.double({ min: 0.5, max: 3, noNaN: true }), { minLength: 4, maxLength: 60 })
      .map((radii) => {
        const vertices = radii.map((radius, i) => {
          const angle = (2 * Math.PI * i) / radii.length;
          return `${(radius * Math.cos(angle)).toFixed(6)} ${(radius * Math.sin(angle)).toFixed(6)}`;
        });
        return `POLYGON ((${[...vertices, vertices[0]].join(",")}))`;
      });
    fc.assert(
      fc.property(star, (wkt) => {
        const [before] = polygons(wkt);
        fc.pre(before !== undefined && isValid(before));
        const after = simplified(wkt);
        expect(isValid(after)).toBe(true);
        for (const vertex of asText(after).match(/[-\d.e]+ [-\d.e]+/g) ?? []) {
          expect(asText(geometry(wkt))).toContain(vertex);
        }
      }),
    );
  });
});
