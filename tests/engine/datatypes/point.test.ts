import { describe, expect, it } from "vitest";
import { pointDatatype } from "../../../src/engine/datatypes/point.ts";
import { normalisedCell } from "./geometry-cell.ts";

describe("a point", () => {
  it.each([
    ["POINT (-1 52)", "POINT (-1.000000 52.000000)"],
    ["point(52 -1)", "POINT (-1.000000 52.000000)", "WGS84 flipped||"],
    ["POINT Z (430000 260000 10)", "POINT (-1.562108 52.237379)", "OSGB||"],
    ["POINT EMPTY", ""],
    ["POINT (0 0)", "", "WGS84 out of bounds of England||Geometry must be in England"],
    // As the pipeline: the first two characters are taken for the two numbers of a pair.
    ["12", "", "WGS84 out of bounds of England||Geometry must be in England"],
    ["12345", "", "WGS84 out of bounds of England||Geometry must be in England"],
    ["-1,52", "", "invalid WKT|-1,52|Geometry must be in Well-Known Text (WKT) format"],
    ["POINT -1 52", "", "invalid WKT|POINT -1 52|Geometry must be in Well-Known Text (WKT) format"],
    ["MULTIPOINT (-1 52)", "", "Unexpected geom type|MULTIPOINT (-1 52)|Geometry must be a point"],
  ])("%j becomes %j", (value, ...expected) => {
    expect(normalisedCell(pointDatatype, value)).toEqual(expected);
  });

  it("is not GeoJSON", () => {
    const value = '{"type":"Point","coordinates":[-1,52]}';
    expect(normalisedCell(pointDatatype, value)).toEqual([
      "",
      `invalid WKT|${value}|Geometry must be in Well-Known Text (WKT) format`,
    ]);
  });
});
