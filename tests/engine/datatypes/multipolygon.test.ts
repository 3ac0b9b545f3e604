import { describe, expect, it } from "vitest";
import { multipolygonDatatype } from "../../../src/engine/datatypes/multipolygon.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { normalisedCell, withoutZeros } from "./geometry-cell.ts";

const triangle = "(-1 52, -1 52.1, -0.9 52.1, -1 52)";
const normalisedTriangle = "MULTIPOLYGON (((-1 52,-0.9 52.1,-1 52.1,-1 52)))";
const square = "(-1 52, -0.9 52, -0.9 52.1, -1 52.1, -1 52)";
const normalisedSquare = "MULTIPOLYGON (((-1 52,-0.9 52,-0.9 52.1,-1 52.1,-1 52)))";

function check(value: string): string[] {
  const [result = "", ...issues] = normalisedCell(multipolygonDatatype, value);
  return [withoutZeros(result), ...issues];
}

describe("a multipolygon", () => {
  it("has six decimals, counter-clockwise shells and the vertex it began with", () => {
    const value = "POLYGON ((-1 52, -1 52.1, -0.9 52.1, -0.9 52, -1 52))";
    expect(normalisedCell(multipolygonDatatype, value)).toEqual([
      "MULTIPOLYGON (((-1.000000 52.000000,-0.900000 52.000000,-0.900000 52.100000,-1.000000 52.100000,-1.000000 52.000000)))",
    ]);
  });

  it("keeps minus zero", () => {
    const value = "POLYGON ((-0.0000001 51.5, -0.0000001 51.6, -0.1 51.6, -0.0000001 51.5))";
    expect(normalisedCell(multipolygonDatatype, value)[0]).toContain("-0.000000 51.500000");
  });

  it.each([
    ["drops heights", "POLYGON Z ((-1 52 5, -1 52.1 6, -0.9 52.1 7, -1 52 5))"],
    ["ignores what follows", `polygon(${triangle}) and more`],
    [
      "takes the areas of a collection",
      `GEOMETRYCOLLECTION (POLYGON (${triangle}), LINESTRING (-1 52, -1 53))`,
    ],
  ])("%s", (_, value) => {
    expect(check(value)).toEqual([normalisedTriangle]);
  });

  it.each([
    ["WGS84 flipped", "POLYGON ((52 -1, 52.1 -1, 52.1 -0.9, 52 -1))", normalisedTriangle],
    [
      "OSGB",
      "POLYGON ((430000 260000, 430000 261000, 431000 261000, 430000 260000))",
      "MULTIPOLYGON (((-1.562108 52.237379,-1.547373 52.246314,-1.562019 52.246369,-1.562108 52.237379)))",
    ],
    [
      "OSGB flipped",
      "POLYGON ((260000 430000, 261000 430000, 261000 431000, 260000 430000))",
      "MULTIPOLYGON (((-1.562108 52.237379,-1.547373 52.246314,-1.562019 52.246369,-1.562108 52.237379)))",
    ],
    [
      "Mercator",
      "POLYGON ((-111319 6800125, -111319 6810125, -101319 6810125, -111319 6800125))",
      "MULTIPOLYGON (((-0.999996 51.999997,-0.910164 52.055269,-0.999996 52.055269,-0.999996 51.999997)))",
    ],
    [
      "Mercator flipped",
      "POLYGON ((6800125 -111319, 6810125 -111319, 6810125 -101319, 6800125 -111319))",
      "MULTIPOLYGON (((-0.999996 51.999997,-0.910164 52.055269,-0.999996 52.055269,-0.999996 51.999997)))",
    ],
  ])("is brought to WGS84: %s", (issue, value, result) => {
    expect(check(value)).toEqual([result, `${issue}||`]);
  });

  it.each([
    ["POLYGON ((10 10, 10 11, 11 11, 10 10))", "WGS84 out of bounds of England||Geometry must be in England"],
    [
      "POLYGON ((2000 2000, 2000 3000, 3000 3000, 2000 2000))",
      "OSGB out of bounds of England||Geometry must be in England",
    ],
    [
      "POLYGON ((1000 1000, 1000 3000, 3000 3000, 1000 1000))",
      "invalid coordinates||Geometry must use WGS84, OSGB or Mercator coordinates",
    ],
    [
      `GEOMETRYCOLLECTION (POINT (-1 52), POLYGON (${triangle}))`,
      "Unexpected geom type within GeometryCollection||Geometry must be a polygon",
    ],
  ])("is dropped by its first coordinate: %s", (value, issue) => {
    expect(check(value)).toEqual(["", issue]);
  });

  it.each(["POINT (-1 52)", "LINESTRING (-1 52, -1 53)", "MULTIPOINT EMPTY"])("is not a %s", (value) => {
    expect(check(value)).toEqual(["", `Unexpected geom type|${value}|Geometry must be a multipolygon`]);
  });

  it.each([
    "12",
    `SRID=4326;POLYGON (${triangle})`,
    "POLYGON ((-1 52, -1 52.1, -0.9 52.1))",
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[-1,52]}}',
    "[".repeat(100_000),
  ])("must be Well-Known Text: %.60s", (value) => {
    expect(check(value)).toEqual([
      "",
      `invalid WKT|${value}|Geometry must be in Well-Known Text (WKT) format`,
    ]);
  });

  it.each([
    ["without coordinates", "POLYGON EMPTY"],
    ["without area", "POLYGON ((-1 52, -1 52.1, -1 52))"],
    ["of one place", "POLYGON ((-1 52, -1 52, -1 52, -1 52))"],
    ["too small for six decimals", "POLYGON ((-1 52, -1 52.0000001, -0.9999999 52, -1 52))"],
  ])("goes without a word when it is %s", (_, value) => {
    expect(check(value)).toEqual([""]);
  });
});

describe("a multipolygon's vertices", () => {
  it.each([
    ["0.0000010 degrees off the line", "-0.9 52.0000010", ""],
    ["0.0000015 degrees off the line", "-0.9 52.0000015", "-0.9 52.000002,"],
    ["said twice", "-1 52", ""],
  ])("%s", (_, vertex, kept) => {
    expect(check(`POLYGON ((-1 52, ${vertex}, -0.8 52, -0.8 52.1, -1 52.1, -1 52))`)).toEqual([
      `MULTIPOLYGON (((-1 52,${kept}-0.8 52,-0.8 52.1,-1 52.1,-1 52)))`,
    ]);
  });
});

describe("an invalid multipolygon", () => {
  const overlapping = "(-0.95 52.1, -0.85 52.1, -0.85 52.3, -0.95 52.3, -0.95 52.1)";
  const tall = "(-1 52, -0.9 52, -0.9 52.2, -1 52.2, -1 52)";

  it.each([
    [
      "bow-tie",
      "POLYGON ((-1 52, -0.9 52.1, -1 52.1, -0.9 52, -1 52))",
      "MULTIPOLYGON (((-0.9 52,-0.95 52.05,-1 52,-0.9 52)),((-0.9 52.1,-1 52.1,-0.95 52.05,-0.9 52.1)))",
      "Self-intersection[-0.95 52.05]",
    ],
    [
      "parts that overlap",
      `MULTIPOLYGON ((${tall}), (${overlapping}))`,
      "MULTIPOLYGON (((-1 52.2,-1 52,-0.9 52,-0.9 52.1,-0.95 52.1,-0.95 52.2,-1 52.2))," +
        "((-0.95 52.3,-0.95 52.2,-0.9 52.2,-0.9 52.1,-0.85 52.1,-0.85 52.3,-0.95 52.3)))",
      "Self-intersection[-0.9 52.1]",
    ],
    [
      "parts with a common border",
      `MULTIPOLYGON ((${square}), ((-0.9 52, -0.8 52, -0.8 52.1, -0.9 52.1, -0.9 52)))`,
      "MULTIPOLYGON (((-1 52.1,-1 52,-0.9 52,-0.8 52,-0.8 52.1,-0.9 52.1,-1 52.1)))",
      "Self-intersection[-0.9 52.1]",
    ],
    [
      "the same part twice",
      `MULTIPOLYGON ((${square}), (${square}))`,
      normalisedSquare,
      "Self-intersection[-0.9 52]",
    ],
    [
      "a hole outside",
      `POLYGON (${square}, (-0.8 52, -0.7 52, -0.7 52.1, -0.8 52))`,
      "MULTIPOLYGON (((-0.9 52.1,-1 52.1,-1 52,-0.9 52,-0.9 52.1)),((-0.7 52,-0.7 52.1,-0.8 52,-0.7 52)))",
      "Hole lies outside shell[-0.8 52]",
    ],
    [
      "a spike",
      "POLYGON ((-1 52, -0.9 52, -0.9 52.1, -0.9 52.2, -0.9 52.1, -1 52.1, -1 52))",
      "MULTIPOLYGON (((-0.9 52,-0.9 52.1,-1 52.1,-1 52,-0.9 52)))",
      "Ring Self-intersection[-0.9 52.1]",
    ],
  ])("is repaired: %s", (_, value, result, reason) => {
    expect(check(value)).toEqual([result, `invalid geometry - fixed|${reason}|`]);
  });

  it("is a union where the parts of a collection overlap", () => {
    expect(check(`GEOMETRYCOLLECTION (POLYGON (${tall}), POLYGON (${overlapping}))`)).toEqual([
      "MULTIPOLYGON (((-1 52,-0.9 52,-0.9 52.1,-0.85 52.1,-0.85 52.3,-0.95 52.3,-0.95 52.2,-1 52.2,-1 52)))",
    ]);
  });

  it("tells the change of coordinates before the repair", () => {
    const value = "POLYGON ((430000 260000, 431000 261000, 430000 261000, 431000 260000, 430000 260000))";
    expect(check(value).slice(1)).toEqual([
      "OSGB||",
      expect.stringMatching(/^invalid geometry - fixed\|Self-intersection\[-1\.55\d+ 52\.24\d+\]\|$/),
    ]);
  });
});

describe("GeoJSON in a multipolygon field", () => {
  it("is kept as it is, National Grid too", () => {
    const value = '{"type":"Polygon","coordinates":[[[430000,260000],[430000,261000],[431000,261000]]]}';
    expect(check(value)).toEqual([
      "MULTIPOLYGON (((430000 260000,431000 261000,430000 261000,430000 260000)))",
      "invalid type geojson||",
    ]);
  });

  it.each([
    ['{"type":"Point","coordinates":[-1,52]}', "POINT (-1 52)"],
    ['{"type":"MultiLineString","coordinates":[[[-1,52],[-1,53]]]}', "MULTILINESTRING ((-1 52,-1 53))"],
    ['{"type":"LineString","coordinates":[[-1,52],[-1,53]]}', ""],
  ])("is complained about and kept, whatever its type: %s", (value, result) => {
    expect(check(value)).toEqual([
      result,
      `Unexpected geom type|${value}|Geometry must be a multipolygon`,
      "invalid type geojson||",
    ]);
  });
});

describe("a multipolygon that stops the pipeline", () => {
  it.each([
    ["an empty first part", `MULTIPOLYGON (EMPTY, (${triangle}))`, "IndexError"],
    ["an infinite vertex", "POLYGON ((-1 52, -1 52.1, -0.9 inf, -1 52))", "GEOSException"],
    [
      "a hole of two vertices",
      `POLYGON (${triangle}, (-0.95 52.01, -0.94 52.02, -0.95 52.01))`,
      "ValueError",
    ],
    ["several points", '{"type":"MultiPoint","coordinates":[[-1,52],[-1,53]]}', "ValueError"],
  ])("has %s", (_, value, exception) => {
    expect(() => check(value)).toThrow(PipelineError);
    expect(() => check(value)).toThrow(expect.objectContaining({ exception }));
  });
});
