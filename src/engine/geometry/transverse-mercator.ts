import { withinHalfTurn } from "./angle.ts";

/**
 * The inverse transverse Mercator projection of the British National Grid (EPSG:27700), by Krueger's series to the
 * sixth order, as PROJ 9.5 computes it: on the Airy 1830 ellipsoid, where the grid is at home, or on another, where
 * OSTN15's table has its nodes.
 * Series: R. E. Deakin, M. N. Hunter and C. F. F. Karney, "The Gauss-Krueger projection" (2010), and K. Engsager and
 * K. Poder (2007). Constants of the grid: EPSG 27700.
 */

/** Metres; how flat, as its reciprocal. */
export interface Ellipsoid {
  readonly semiMajorAxis: number;
  readonly reciprocalFlattening: number;
}

/** Airy 1830 as PROJ has it: the reciprocal flattening, not the minor axis, is exact. */
export const airy: Ellipsoid = { semiMajorAxis: 6377563.396, reciprocalFlattening: 299.3249646 };

/** The ellipsoid of ETRS89; a tenth of a millimetre from WGS84's. */
export const grs80: Ellipsoid = { semiMajorAxis: 6378137, reciprocalFlattening: 298.257222101 };

/** National Grid metres to `[longitude, latitude]` in radians on an ellipsoid; infinities where PROJ finds no answer. */
export type Unproject = (easting: number, northing: number) => [number, number];

const originLatitude = (49 * Math.PI) / 180;
const originLongitude = (-2 * Math.PI) / 180;
const scaleAtOrigin = 0.9996012717;
const falseEasting = 400000;
const falseNorthing = -100000;
/** Beyond this many radians of normalised easting PROJ gives up. */
const widestEasting = 2.623395162778;

/** The inverse projection with the National Grid's origin, scale and false origin on `ellipsoid`. */
export function unprojectOn({ semiMajorAxis, reciprocalFlattening }: Ellipsoid): Unproject {
  const flattening = 1 / reciprocalFlattening;
  const n = flattening / (2 - flattening);

  /** Sum of `series[i] * n^i`, series without its first `power` zero terms. */
  const inPowersOfN = (power: number, ...series: readonly number[]): number =>
    n ** power * series.reduceRight((sum, term) => sum * n + term, 0);

  /** Conformal to geodetic latitude. */
  const toGeodetic = [
    inPowersOfN(1, 2, -2 / 3, -2, 116 / 45, 26 / 45, -2854 / 675),
    inPowersOfN(2, 7 / 3, -8 / 5, -227 / 45, 2704 / 315, 2323 / 945),
    inPowersOfN(3, 56 / 15, -136 / 35, -1262 / 105, 73814 / 2835),
    inPowersOfN(4, 4279 / 630, -332 / 35, -399572 / 14175),
    inPowersOfN(5, 4174 / 315, -144838 / 6237),
    inPowersOfN(6, 601676 / 22275),
  ];
  /** Geodetic to conformal latitude. */
  const toConformal = [
    inPowersOfN(1, -2, 2 / 3, 4 / 3, -82 / 45, 32 / 45, 4642 / 4725),
    inPowersOfN(2, 5 / 3, -16 / 15, -13 / 9, 904 / 315, -1522 / 945),
    inPowersOfN(3, -26 / 15, 34 / 21, 8 / 5, -12686 / 2835),
    inPowersOfN(4, 1237 / 630, -12 / 5, -24832 / 14175),
    inPowersOfN(5, -734 / 315, 109598 / 31185),
    inPowersOfN(6, 444337 / 155925),
  ];
  /** Ellipsoidal northing and easting to the sphere's. */
  const toSphere = [
    inPowersOfN(1, -1 / 2, 2 / 3, -37 / 96, 1 / 360, 81 / 512, -96199 / 604800),
    inPowersOfN(2, -1 / 48, -1 / 15, 437 / 1440, -46 / 105, 1118711 / 3870720),
    inPowersOfN(3, -17 / 480, 37 / 840, 209 / 4480, -5569 / 90720),
    inPowersOfN(4, -4397 / 161280, 11 / 504, 830251 / 7257600),
    inPowersOfN(5, -4583 / 161280, 108847 / 3991680),
    inPowersOfN(6, -20648693 / 638668800),
  ];
  /** The sphere's northing to the ellipsoid's; needed once, for the origin. */
  const toEllipsoid = [
    inPowersOfN(1, 1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
    inPowersOfN(2, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
    inPowersOfN(3, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
    inPowersOfN(4, 49561 / 161280, -179 / 168, 6601661 / 7257600),
    inPowersOfN(5, 34729 / 80640, -3418889 / 1995840),
    inPowersOfN(6, 212378941 / 319334400),
  ];

  const meridianQuadrant =
    (scaleAtOrigin / (1 + n)) * (1 + n * n * (1 / 4 + n * n * (1 / 64 + (n * n) / 256)));
  const originConformal = originLatitude + sineSeries(toConformal, 2 * originLatitude);
  const originNorthing = -meridianQuadrant * (originConformal + sineSeries(toEllipsoid, 2 * originConformal));

  return (easting, northing) => {
    const x = (easting - falseEasting) / semiMajorAxis / meridianQuadrant;
    const y = ((northing - falseNorthing) / semiMajorAxis - originNorthing) / meridianQuadrant;
    if (Math.abs(x) > widestEasting) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const [dy, dx] = complexSineSeries(toSphere, 2 * y, 2 * x);
    const sphereNorthing = y + dy;
    const angle = Math.atan(Math.sinh(x + dx));
    const sinNorthing = Math.sin(sphereNorthing);
    const cosNorthing = Math.cos(sphereNorthing);
    const sinAngle = Math.sin(angle);
    const cosAngle = Math.cos(angle);
    const longitude = Math.atan2(sinAngle, cosAngle * cosNorthing);
    const conformal = Math.atan2(sinNorthing * cosAngle, Math.hypot(sinAngle, cosAngle * cosNorthing));
    return [withinHalfTurn(longitude + originLongitude), conformal + sineSeries(toGeodetic, 2 * conformal)];
  };
}

/** On Airy 1830, the ellipsoid of OSGB36. */
export const unprojectNationalGrid = unprojectOn(airy);

/** Sum of `coefficients[k] * sin((k + 1) * angle)`, by Clenshaw's rule. */
function sineSeries(coefficients: readonly number[], angle: number): number {
  const twoCos = 2 * Math.cos(angle);
  let previous = 0;
  let current = 0;
  for (let k = coefficients.length - 1; k >= 0; k -= 1) {
    const next = twoCos * current - previous + coefficients[k]!;
    previous = current;
    current = next;
  }
  return current * Math.sin(angle);
}

/** The same for a complex angle; real and imaginary part. */
function complexSineSeries(
  coefficients: readonly number[],
  real: number,
  imaginary: number,
): [number, number] {
  const sin = Math.sin(real);
  const cos = Math.cos(real);
  const sinh = Math.sinh(imaginary);
  const cosh = Math.cosh(imaginary);
  const twoCosReal = 2 * cos * cosh;
  const twoCosImaginary = -2 * sin * sinh;
  let previousReal = 0;
  let previousImaginary = 0;
  let currentReal = 0;
  let currentImaginary = 0;
  for (let k = coefficients.length - 1; k >= 0; k -= 1) {
    const nextReal =
      -previousReal + twoCosReal * currentReal - twoCosImaginary * currentImaginary + coefficients[k]!;
    const nextImaginary = -previousImaginary + twoCosImaginary * currentReal + twoCosReal * currentImaginary;
    previousReal = currentReal;
    previousImaginary = currentImaginary;
    currentReal = nextReal;
    currentImaginary = nextImaginary;
  }
  const sinReal = sin * cosh;
  const sinImaginary = cos * sinh;
  return [
    sinReal * currentReal - sinImaginary * currentImaginary,
    sinReal * currentImaginary + sinImaginary * currentReal,
  ];
}
