import { describe, expect, it } from "vitest";
import { harmonisePair } from "../../../src/engine/geometry/point-pair.ts";

/** The pair, then the issues as `type|value|message`. */
function pair(geoX: string, geoY: string): string[] {
  const issues: string[] = [];
  const result = harmonisePair(geoX, geoY, (type, value = "", message = "") =>
    issues.push(`${type}|${value}|${message}`),
  );
  return [result === undefined ? "removed" : `${result.geoX} ${result.geoY}`, ...issues];
}

describe("the pair GeoX, GeoY", () => {
  const notWkt = "Geometry must be in Well-Known Text (WKT) format";

  it.each([
    ["-1", "52", "-1.0 52.0"],
    ["-1.23456789", "52.1", "-1.234568 52.1"],
    ["-0.00000001", "51.5", "-0.0 51.5"],
    ["0.000001", "51.5", "1e-06 51.5"],
    ["52", "-1", "-1.0 52.0", "WGS84 flipped||"],
    ["430000", "260000", "-1.562108 52.237379", "OSGB||"],
    ["260000", "430000", "-1.562108 52.237379", "OSGB flipped||"],
    ["-111319", "6800125", "-0.999996 51.999997", "Mercator||"],
    ["10", "10", "removed", "WGS84 out of bounds of England||Geometry must be in England"],
    ["", "52", "removed", `invalid WKT|['', '52']|${notWkt}`],
    ["", "", "removed", `invalid WKT|['', '']|${notWkt}`],
    ["nan", "nan", "removed"],
  ])("%j, %j: %s", (geoX, geoY, ...expected) => {
    expect(pair(geoX, geoY)).toEqual(expected);
  });

  it("is brought to WGS84 by the transformation handed in", () => {
    const result = harmonisePair(
      "430000",
      "260000",
      () => undefined,
      () => [-1.5, 52.25],
    );
    expect(result).toEqual({ geoX: "-1.5", geoY: "52.25" });
  });
});
