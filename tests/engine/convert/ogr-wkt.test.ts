import { describe, expect, it } from "vitest";
import { forceToMultiPolygon } from "../../../src/engine/convert/ogr-multi-polygon.ts";
import type { OgrGeometry } from "../../../src/engine/convert/ogr-types.ts";
import { writeWkt } from "../../../src/engine/convert/ogr-wkt.ts";

const point = (...ordinates: number[]): OgrGeometry => ({
  type: "Point",
  dimension: ordinates.length === 3 ? "XYZ" : "XY",
  ordinates,
});
const polygon = (...rings: number[][]) => ({ type: "Polygon", dimension: "XY", rings }) as const;
const line = (...ordinates: number[]) => ({ type: "LineString", dimension: "XY", ordinates }) as const;
const triangle = [0, 0, 1, 0, 1, 1, 0, 0];

// Every expectation was seen in ogr2ogr 3.6.2.
describe("writeWkt", () => {
  const numbers: readonly (readonly [number[], string])[] = [
    [[-1, 52], "-1 52"],
    [[-0.9, 52], "-0.9 52.0"],
    [[-1.123456789012345, 52], "-1.123456789 52.0"],
    [[530123.456789, 180000], "530123.4568 180000.0"],
    [[-0.00001234567, 51.123456], "-0.0000123457 51.123456"],
    [[-1.99999999999, 51.99999999999], "-2 52.0"],
    [[12345678901.5, 3], "1.23456789E+1 3.0"],
    [[2147483647, -2147483648], "2147483647 -2147483648"],
    [[2147483648, 1], "2147483648.0 1.0"],
    [[1, -0], "1 0"],
    [[1.5, -0], "1.5 -0.0"],
    [[-0.99999999999999, 1.5], "-1.0 1.5"],
    [[0.1234567890123, 0.999999999951], "0.123456789 1.0"],
    [[1, 2, 123456.789012345], "1 2 123456.789"],
    [[1, 2, -0.0000001], "1 2 -1E-07"],
  ];
  for (const [ordinates, text] of numbers) {
    it(`writes ${ordinates.join(" ")} as GDAL does`, () => {
      expect(writeWkt(point(...ordinates))).toBe(`POINT ${ordinates.length === 3 ? "Z " : ""}(${text})`);
    });
  }

  it("leaves empty parts out, and calls a polygon with an empty shell empty", () => {
    const parts: OgrGeometry = {
      type: "MultiPolygon",
      dimension: "XY",
      members: [polygon([]), polygon(triangle, [])],
    };
    expect(writeWkt(parts)).toBe("MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    const collection: OgrGeometry = {
      type: "GeometryCollection",
      dimension: "XY",
      members: [polygon([], triangle), point(1, 2)],
    };
    expect(writeWkt(collection)).toBe("GEOMETRYCOLLECTION (POLYGON EMPTY,POINT (1 2))");
  });
});

describe("forceToMultiPolygon", () => {
  const force = (geometry: OgrGeometry) => writeWkt(forceToMultiPolygon(geometry));
  const lines = (...members: OgrGeometry[]): OgrGeometry => ({
    type: "MultiLineString",
    dimension: "XY",
    members,
  });

  it("promotes polygons and closed lines", () => {
    expect(force(polygon(triangle))).toBe("MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    expect(force(line(...triangle))).toBe("MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    expect(force(line(0, 0, 1, 1))).toBe("LINESTRING (0 0,1 1)");
  });

  it("promotes one closed line of a multi line, not two", () => {
    expect(force(lines(line(...triangle)))).toBe("MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    expect(force(lines(line(...triangle), line(...triangle)))).toMatch(/^MULTILINESTRING/);
  });

  it("compares the height of a line's ends, too", () => {
    const rising: OgrGeometry = {
      type: "LineString",
      dimension: "XYZ",
      ordinates: [0, 0, 1, 1, 0, 2, 1, 1, 3, 0, 0, 4],
    };
    expect(force(rising)).toBe("LINESTRING Z (0 0 1,1 0 2,1 1 3,0 0 4)");
  });

  it("turns anything empty into an empty multipolygon", () => {
    expect(force(line())).toBe("MULTIPOLYGON EMPTY");
    expect(force(point(Number.NaN, 1))).toBe("MULTIPOLYGON EMPTY");
    expect(force({ type: "GeometryCollection", dimension: "XYZ", members: [] })).toBe("MULTIPOLYGON EMPTY");
  });
});
