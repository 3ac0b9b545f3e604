import { withinHalfTurn } from "./angle.ts";

const earthRadiusMetres = 6378137;

/**
 * Web Mercator (EPSG:3857) to WGS84, as PROJ does: longitudes beyond 180 degrees wrap round.
 * @param x,y metres
 * @returns `[longitude, latitude]` in degrees; not a number or infinite in, the same out
 */
export function mercatorToWgs84(x: number, y: number): [number, number] {
  if (Number.isNaN(x) || Number.isNaN(y)) return [Number.NaN, Number.NaN];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const longitude = withinHalfTurn(x / earthRadiusMetres);
  const latitude = Math.atan(Math.sinh(y / earthRadiusMetres));
  return [(longitude * 180) / Math.PI, (latitude * 180) / Math.PI];
}
