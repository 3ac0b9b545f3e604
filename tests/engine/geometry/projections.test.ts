import { describe, expect, it } from "vitest";
import { isInEngland } from "../../../src/engine/geometry/crs.ts";
import { mercatorToWgs84 } from "../../../src/engine/geometry/mercator.ts";
import { helmertToWgs84 } from "../../../src/engine/geometry/osgb.ts";

const infinity = Number.POSITIVE_INFINITY;

/** Degrees, about a hundredth of a micrometre. */
const precision = 13;

describe("helmertToWgs84", () => {
  it.each([
    ["inland", 430000, 260000, -1.562107880940961, 52.23737915673708],
    ["London", 530000, 180000, -0.12835394047946935, 51.50399082763378],
    ["Scilly", 90000, 10000, -6.319380965520483, 49.909670714249124],
    ["Norfolk", 655000, 293000, 1.753508724518958, 52.47530479235948],
    ["an Ordnance Survey example", 651409.903, 313177.27, 1.7160519903750366, 52.65797859857984],
    ["east of the shift's area, where there is none", 690000, 300000, 2.2754493417709396, 52.52017530920994],
  ])("agrees with PROJ: %s", (_, easting, northing, longitude, latitude) => {
    const [actualLongitude, actualLatitude] = helmertToWgs84(easting, northing);
    expect(actualLongitude).toBeCloseTo(longitude, precision);
    expect(actualLatitude).toBeCloseTo(latitude, precision);
  });

  it("shifts up to the edge of the area of use and not beyond", () => {
    const edge = 682093.2223421533;
    const [atEdge] = helmertToWgs84(edge, 300000);
    const [beyond] = helmertToWgs84(edge + 1e-9, 300000);
    expect(Math.abs(beyond - atEdge)).toBeGreaterThan(0.001);
  });

  it("takes the height into account, a little", () => {
    const [, low] = helmertToWgs84(430000, 260000, 0);
    const [, high] = helmertToWgs84(430000, 260000, 1000);
    expect(high).not.toBe(low);
    expect(high).toBeCloseTo(low, 6);
  });

  it.each([
    ["not a number", Number.NaN, 1, Number.NaN],
    ["infinite", infinity, 1, infinity],
    ["too far away", 2e7, 3e5, infinity],
  ])("has no answer for what is %s", (_, easting, northing, answer) => {
    expect(helmertToWgs84(easting, northing)).toEqual([answer, answer]);
  });
});

describe("mercatorToWgs84", () => {
  it.each([
    [0, 0, 0, 0],
    [-111319, 6800125, -0.9999955911290099, 51.99999748691876],
    // Half a turn east of 90 degrees is 90 degrees west.
    [Math.PI * 6378137 * 1.5, 0, -90, 0],
  ])("brings %d %d to degrees", (x, y, longitude, latitude) => {
    const [actualLongitude, actualLatitude] = mercatorToWgs84(x, y);
    expect(actualLongitude).toBeCloseTo(longitude, 7);
    expect(actualLatitude).toBeCloseTo(latitude, 7);
  });

  it("has no answer for what is not finite", () => {
    expect(mercatorToWgs84(Number.NaN, 1)).toEqual([Number.NaN, Number.NaN]);
    expect(mercatorToWgs84(1, -infinity)).toEqual([infinity, infinity]);
  });
});

describe("England", () => {
  it.each([
    [-1, 52, true],
    [2.95, 56, true],
    [-7, 49.5, true],
    [-7, 53.4, true],
    [-4, 56, true],
    [-4, 53.5, true],
    [-4.0001, 53.5, false],
    [-7.0001, 52, false],
    [2.9501, 52, false],
    [0, 49.4999, false],
    [0, 56.0001, false],
    [Number.NaN, 52, false],
  ])("%d %d: %s", (longitude, latitude, expected) => {
    expect(isInEngland(longitude, latitude)).toBe(expected);
  });
});
