import { describe, expect, it } from "vitest";
import { boxOf } from "../../../src/app/map/geometry.ts";
import { readOwnShape } from "../../../src/app/map/read-own-shape.ts";
import { readWkt } from "../../../src/app/map/read-wkt.ts";
import { fromBritishNationalGrid, fromMercator } from "../../../src/app/map/to-longitude-latitude.ts";

describe("well-known text", () => {
  it.each([
    ["POINT (1 2)", { type: "Point", coordinates: [1, 2] }],
    ["point z(1 2 3)", { type: "Point", coordinates: [1, 2] }],
    [
      "MULTIPOINT ((1 2), 3 4)",
      {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      "LINESTRING(0 0,1e1 -.5)",
      {
        type: "LineString",
        coordinates: [
          [0, 0],
          [10, -0.5],
        ],
      },
    ],
    [
      "POLYGON ((0 0,1 0,1 1,0 0),(2 2,3 2,3 3,2 2))",
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [2, 2],
            [3, 2],
            [3, 3],
            [2, 2],
          ],
        ],
      },
    ],
    [
      "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))",
      {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
    ],
    [
      "GEOMETRYCOLLECTION (POINT (1 2))",
      { type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [1, 2] }] },
    ],
  ])("reads %s", (text, shape) => {
    expect(readWkt(text)).toEqual(shape);
  });

  it.each(["", "POLYGON", "POLYGON ((1 2, 3", "POINT EMPTY", "CIRCLE (1 2)", "POLYGON ((a b))"])(
    "gives nothing for %j, and never throws",
    (text) => {
      expect(readWkt(text)).toBeUndefined();
    },
  );
});

describe("coordinates for drawing", () => {
  // Recorded from PROJ without a grid (EPSG:27700 to EPSG:4326).
  it.each([
    [396010, 255020, -2.059788286, 52.193403046],
    [530000, 180000, -0.12835394, 51.503990828],
    [200000, 60000, -4.815923196, 50.405754057],
    [420000, 600000, -1.686596306, 55.293712151],
  ])("take British National Grid %d, %d to within a metre", (easting, northing, longitude, latitude) => {
    const [x, y] = fromBritishNationalGrid([easting, northing]);
    expect(x).toBeCloseTo(longitude, 5);
    expect(y).toBeCloseTo(latitude, 5);
  });

  it("take Web Mercator", () => {
    const [x, y] = fromMercator([-233000, 6835000]);
    expect(x).toBeCloseTo(-2.093074612, 6);
    expect(y).toBeCloseTo(52.192461214, 6);
  });

  it("are put the right way round", () => {
    expect(readOwnShape("POINT (52.1 -2.1)")).toEqual({ type: "Point", coordinates: [-2.1, 52.1] });
  });

  it("are read from GeoJSON, and a shape abroad is drawn abroad", () => {
    expect(readOwnShape('{"type":"Point","coordinates":[-2.1,52.1,7]}')).toEqual({
      type: "Point",
      coordinates: [-2.1, 52.1],
    });
    expect(readOwnShape('{"type":"Point","coordinates":["a"]}')).toBeUndefined();
    expect(readOwnShape("POINT (8.5 45.9)")).toEqual({ type: "Point", coordinates: [8.5, 45.9] });
    expect(readOwnShape("POINT (5000000 100)")).toBeUndefined();
    expect(readOwnShape("nonsense")).toBeUndefined();
  });
});

describe("the box around shapes", () => {
  it("holds them all, and is nothing for none", () => {
    expect(
      boxOf([
        { type: "Point", coordinates: [1, 2] },
        {
          type: "LineString",
          coordinates: [
            [-3, 5],
            [4, 0],
          ],
        },
      ]),
    ).toEqual([-3, 0, 4, 5]);
    expect(boxOf([])).toBeUndefined();
  });
});
