import type { Position } from "./geometry.ts";

/**
 * British National Grid (metres, easting first) to longitude and latitude, WGS 84, by the seven-parameter
 * transformation without a grid: within about 5 m, enough to draw. Formulas: Ordnance Survey, "A guide to coordinate
 * systems in Great Britain", annexes B and C.
 */
export function fromBritishNationalGrid([easting, northing]: Position): Position {
  // Airy 1830 and the National Grid's projection.
  const a = 6377563.396;
  const b = 6356256.909;
  const scale = 0.9996012717;
  const latitude0 = radians(49);
  const longitude0 = radians(-2);
  const e2 = 1 - (b * b) / (a * a);
  const n = (a - b) / (a + b);
  let latitude = latitude0;
  let arc = 0;
  do {
    latitude += (northing + 100_000 - arc) / (a * scale);
    const d = latitude - latitude0;
    const s = latitude + latitude0;
    arc =
      b *
      scale *
      ((1 + n + (5 / 4) * n ** 2 + (5 / 4) * n ** 3) * d -
        (3 * n + 3 * n ** 2 + (21 / 8) * n ** 3) * Math.sin(d) * Math.cos(s) +
        ((15 / 8) * n ** 2 + (15 / 8) * n ** 3) * Math.sin(2 * d) * Math.cos(2 * s) -
        (35 / 24) * n ** 3 * Math.sin(3 * d) * Math.cos(3 * s));
  } while (Math.abs(northing + 100_000 - arc) >= 0.001);
  const sin2 = Math.sin(latitude) ** 2;
  const nu = (a * scale) / Math.sqrt(1 - e2 * sin2);
  const rho = (a * scale * (1 - e2)) / (1 - e2 * sin2) ** 1.5;
  const eta2 = nu / rho - 1;
  const t = Math.tan(latitude);
  const secant = 1 / Math.cos(latitude);
  const x = easting - 400_000;
  const phi =
    latitude -
    (x ** 2 * t) / (2 * rho * nu) +
    ((x ** 4 * t) / (24 * rho * nu ** 3)) * (5 + 3 * t ** 2 + eta2 - 9 * t ** 2 * eta2) -
    ((x ** 6 * t) / (720 * rho * nu ** 5)) * (61 + 90 * t ** 2 + 45 * t ** 4);
  const lambda =
    longitude0 +
    (x * secant) / nu -
    ((x ** 3 * secant) / (6 * nu ** 3)) * (nu / rho + 2 * t ** 2) +
    ((x ** 5 * secant) / (120 * nu ** 5)) * (5 + 28 * t ** 2 + 24 * t ** 4) -
    ((x ** 7 * secant) / (5040 * nu ** 7)) * (61 + 662 * t ** 2 + 1320 * t ** 4 + 720 * t ** 6);
  return shiftToWgs84(lambda, phi, a, e2);
}

/** From the Airy ellipsoid to WGS 84 through earth-centred coordinates. */
function shiftToWgs84(lambda: number, phi: number, a: number, e2: number): Position {
  const nu = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const x = nu * Math.cos(phi) * Math.cos(lambda);
  const y = nu * Math.cos(phi) * Math.sin(lambda);
  const z = nu * (1 - e2) * Math.sin(phi);
  const seconds = Math.PI / (180 * 3600);
  const [rx, ry, rz] = [0.1502 * seconds, 0.247 * seconds, 0.8421 * seconds];
  const s = 1 - 20.4894e-6;
  const x2 = 446.448 + s * x - rz * y + ry * z;
  const y2 = -125.157 + rz * x + s * y - rx * z;
  const z2 = 542.06 - ry * x + rx * y + s * z;
  // WGS 84.
  const a2 = 6378137;
  const e22 = 0.00669438;
  const p = Math.hypot(x2, y2);
  let latitude = Math.atan2(z2, p * (1 - e22));
  for (let step = 0; step < 5; step += 1) {
    const nu2 = a2 / Math.sqrt(1 - e22 * Math.sin(latitude) ** 2);
    latitude = Math.atan2(z2 + e22 * nu2 * Math.sin(latitude), p);
  }
  return [degrees(Math.atan2(y2, x2)), degrees(latitude)];
}

/** Web Mercator (EPSG:3857, metres) to longitude and latitude. */
export function fromMercator([x, y]: Position): Position {
  const radius = 6378137;
  return [degrees(x / radius), degrees(2 * Math.atan(Math.exp(y / radius)) - Math.PI / 2)];
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
