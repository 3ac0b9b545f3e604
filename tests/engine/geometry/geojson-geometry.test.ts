import { describe, expect, it } from "vitest";
import { readGeoJsonGeometry } from "../../../src/engine/geometry/geojson-geometry.ts";

const polygon = (...rings: number[][]) => ({
  type: "Polygon",
  rings: rings.map((ring) => Float64Array.from(ring)),
});
const of = (type: string, coordinates: string) =>
  readGeoJsonGeometry(`{"type":"${type}","coordinates":${coordinates}}`);

describe("readGeoJsonGeometry", () => {
  it("closes open rings, and those of three positions always", () => {
    expect(of("Polygon", "[[[0,0],[1,0],[1,1]]]")).toEqual(polygon([0, 0, 1, 0, 1, 1, 0, 0]));
    expect(of("Polygon", "[[[0,0],[1,0],[0,0]]]")).toEqual(polygon([0, 0, 1, 0, 0, 0, 0, 0]));
    expect(of("Polygon", "[[[0,0],[1,0],[1,1],[0,0]]]")).toEqual(polygon([0, 0, 1, 0, 1, 1, 0, 0]));
  });

  it("closes a ring whose ends differ in height alone", () => {
    expect(of("Polygon", "[[[0,0,1],[1,0,1],[1,1,1],[0,0,2]]]")).toEqual(
      polygon([0, 0, 1, 0, 1, 1, 0, 0, 0, 0]),
    );
  });

  it("takes names of types in any case, and texts and truth values for numbers", () => {
    expect(of("POLYGON", '[[["0","1_0"],[" 1 ",0],[true,1]]]')).toEqual(polygon([0, 10, 1, 0, 1, 1, 0, 10]));
  });

  it.each([
    ["[1,2]", [1, 2]],
    ["[[1,2]]", [1, 2]],
    ["[[1],[2]]", [1, 2]],
    ["[1,2,3]", [1, 2]],
  ])("squeezes a point of %s", (coordinates, expected) => {
    expect(of("Point", coordinates)).toEqual({ type: "Point", coordinates: Float64Array.from(expected) });
  });

  it.each([
    ["Polygon", "[]"],
    ["Polygon", "[[]]"],
    ["Polygon", "null"],
    ["MultiPolygon", "[[[]]]"],
    ["Point", "[]"],
  ])("makes an empty %s of %s", (type, coordinates) => {
    expect(of(type, coordinates)).toMatchObject({ type });
  });

  it("ignores the holes when the shell is null", () => {
    expect(of("Polygon", "[null,[[0,0],[1,0],[1,1],[0,0]]]")).toEqual(polygon());
  });

  it.each([
    ["a Feature", '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}'],
    ["no type", '{"coordinates":[1,2]}'],
    ["no coordinates", '{"type":"LinearRing"}'],
    ["four ordinates", '{"type":"Polygon","coordinates":[[[0,0,0,0],[1,0,0,0],[1,1,0,0]]]}'],
    ["positions of different lengths", '{"type":"Polygon","coordinates":[[[0,0],[1,0,5],[1,1]]]}'],
    ["a null among numbers", '{"type":"Point","coordinates":[1,null]}'],
    ["an integer no float can hold", `{"type":"Point","coordinates":[1,${"9".repeat(400)}]}`],
    ["two positions in a ring", '{"type":"Polygon","coordinates":[[[0,0],[1,0]]]}'],
    ["holes in an empty shell", '{"type":"Polygon","coordinates":[[],[[0,0],[1,0],[1,1]]]}'],
    ["text after it", '{"type":"Point","coordinates":[1,2]} x'],
    ["a byte order mark", '\ufeff{"type":"Point","coordinates":[1,2]}'],
    ["too deep a nesting", "[".repeat(100_000)],
    ["a list", "[1,2]"],
  ])("refuses %s", (_, text) => {
    expect(readGeoJsonGeometry(text)).toBeUndefined();
  });

  it("takes the last of equal names, and Python's numbers", () => {
    const text = '{"type":"Point","type":"LineString","coordinates":[[1,NaN],[-Infinity,1e999]]}';
    expect(readGeoJsonGeometry(text)).toEqual({
      type: "LineString",
      coordinates: Float64Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    });
  });

  it("rounds to sixteen decimals, half to even, and loses the sign of zero, as printing by shapely does", () => {
    const shape = of("LineString", "[[0.12345678901234565,-0.0],[1e-17,0.00012345678901234567]]");
    expect(shape).toEqual({
      type: "LineString",
      coordinates: Float64Array.of(0.1234567890123456, 0, 0, 0.0001234567890123),
    });
  });
});
