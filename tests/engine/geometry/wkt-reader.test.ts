import { describe, expect, it } from "vitest";
import { nestingDepth } from "../../../src/engine/geometry/geometry.ts";
import { readWkt } from "../../../src/engine/geometry/wkt-reader.ts";

const read = (text: string) => readWkt(text)?.geometry;
const point = (x: number, y: number) => ({ type: "Point", coordinates: Float64Array.of(x, y) });

describe("readWkt", () => {
  it.each([
    ["POINT (1 2)", point(1, 2)],
    ["point(1 2)", point(1, 2)],
    [" \t\r\nPoint\n( 1\t2 )", point(1, 2)],
    ["POINT (1 2) and more ))", point(1, 2)],
    ["POINT (1 2)\0(", point(1, 2)],
    ["POINT Z (1 2 3)", point(1, 2)],
    ["POINT M (1 2 3)", point(1, 2)],
    ["POINT ZM (1 2 3 4)", point(1, 2)],
    ["POINT (1 2 3 4)", point(1, 2)],
    ["POINT Z (1 2)", point(1, 2)],
    ["POINT EMPTY", { type: "Point", coordinates: new Float64Array(0) }],
    ["POINT (nan nan)", { type: "Point", coordinates: new Float64Array(0) }],
    ["MULTIPOINT (1 2, 3 4)", { type: "MultiPoint", members: [point(1, 2), point(3, 4)] }],
    ["MULTIPOINT ((1 2), (3 4))", { type: "MultiPoint", members: [point(1, 2), point(3, 4)] }],
    ["LINESTRING (1 2, 3 4)", { type: "LineString", coordinates: Float64Array.of(1, 2, 3, 4) }],
    ["POLYGON EMPTY", { type: "Polygon", rings: [] }],
    ["GEOMETRYCOLLECTION (POINT (1 2))", { type: "GeometryCollection", members: [point(1, 2)] }],
  ])("reads %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("reads the rings of a polygon, shell first, empty holes included", () => {
    const ring = [0, 0, 3, 0, 3, 3, 0, 0];
    expect(read("POLYGON ((0 0, 3 0, 3 3, 0 0), EMPTY)")).toEqual({
      type: "Polygon",
      rings: [Float64Array.from(ring), new Float64Array(0)],
    });
  });

  it.each([
    "",
    "POINT",
    "POINT (1)",
    "POINT (1, 2)",
    "POINT (1 2",
    "POINT 1 2",
    "SRID=4326;POINT (1 2)",
    "POINT (1 two)",
    "POİNT (1 2)",
    "CURVEPOLYGON ((0 0, 1 0, 1 1, 0 0))",
    "LINESTRING (1 2)",
    "POLYGON ((0 0, 1 0, 1 1))", // open
    "POLYGON ((0 0, 0 0))", // two vertices
    "POLYGON (EMPTY, (0 0, 1 0, 1 1, 0 0))", // a hole without a shell
    "POLYGON ((nan 0, 1 0, 1 1, nan 0))", // NaN never closes
    "GEOMETRYCOLLECTION (POINT (1 2)",
  ])("refuses %j", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("takes a ring there and back for a ring", () => {
    expect(read("POLYGON ((0 0, 1 0, 0 0))")).toBeDefined();
  });

  it.each([
    ["1e-1", 0.1],
    [".9", 0.9],
    ["1.", 1],
    ["+5", 5],
    ["0x1.8p3", 12],
    ["0x1p-1075", 0],
    ["0x1.8p-1074", 1e-323],
    ["inf", Number.POSITIVE_INFINITY],
    ["-INFINITY", Number.NEGATIVE_INFINITY],
    ["1e400", Number.POSITIVE_INFINITY],
    ["\f7", 7],
    ["0.1234567890123456789", 0.12345678901234568],
    ["123456789012345678", 123456789012345680],
  ])("reads the number %s as C does", (text, value) => {
    expect(read(`POINT (${text} 5)`)).toEqual(point(value, 5));
  });

  it.each(["0x", ".", "1_0", "1e", "--1", "٣", "0x1p", "1.2.3"])("takes %s for no number", (text) => {
    expect(read(`POINT (${text} 5)`)).toBeUndefined();
  });

  it("keeps heights only of rings whose first vertex has one", () => {
    const source = readWkt("MULTILINESTRING ((1 2 7, 3 4), (1 2, 3 4 8))");
    expect([...(source?.heights.values() ?? [])]).toEqual([Float64Array.of(7, Number.NaN)]);
  });

  it("reads a megabyte of nested collections without overflowing the stack", () => {
    const depth = 50_000;
    const nested = `${"GEOMETRYCOLLECTION(".repeat(depth)}POINT(1 2)${")".repeat(depth)}`;
    const shape = read(nested);
    expect(shape && nestingDepth(shape)).toBe(depth);
  });
});
