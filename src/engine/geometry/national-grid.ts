import type { Geometry } from "./geometry.ts";
import type { ToWgs84 } from "./geometry-context.ts";
import { helmertToWgs84 } from "./osgb.ts";

/** The middle of England, to start the search from. */
const middle = { easting: 450000, northing: 300000 };
const mostSteps = 12;
/** A ten-millionth of a millimetre. */
const closeEnoughDegrees = 1e-15;

/**
 * WGS84 degrees to British National Grid metres, for measuring: the inverse of the engine's own transformation, found by
 * Newton's method from the last point on, so that what is converted there and back is the same to a millionth of a
 * millimetre.
 */
export function nationalGridProjection(toWgs84: ToWgs84 = helmertToWgs84) {
  let { easting, northing } = middle;
  /** Metres per degree at the last place that was far from the one before. */
  let jacobian = jacobianAt(toWgs84, easting, northing);
  let from = middle;

  return (longitude: number, latitude: number): readonly [number, number] => {
    for (let step = 0; step < mostSteps; step++) {
      const [atLongitude, atLatitude] = toWgs84(easting, northing);
      const [dx, dy] = [longitude - atLongitude, latitude - atLatitude];
      if (Math.abs(dx) < closeEnoughDegrees && Math.abs(dy) < closeEnoughDegrees) break;
      if (Math.abs(easting - from.easting) + Math.abs(northing - from.northing) > 5000) {
        jacobian = jacobianAt(toWgs84, easting, northing);
        from = { easting, northing };
      }
      const [xx, xy, yx, yy] = jacobian;
      const [moveX, moveY] = [xx * dx + xy * dy, yx * dx + yy * dy];
      easting += moveX;
      northing += moveY;
      if (Math.abs(moveX) + Math.abs(moveY) < 1e-9) break;
    }
    return [easting, northing];
  };
}

/** How many metres east and north a degree of longitude and of latitude are, by differences. */
function jacobianAt(
  toWgs84: ToWgs84,
  easting: number,
  northing: number,
): readonly [number, number, number, number] {
  const [x0, y0] = toWgs84(easting - 1, northing);
  const [x1, y1] = toWgs84(easting + 1, northing);
  const [x2, y2] = toWgs84(easting, northing - 1);
  const [x3, y3] = toWgs84(easting, northing + 1);
  const [a, b, c, d] = [(x1 - x0) / 2, (x3 - x2) / 2, (y1 - y0) / 2, (y3 - y2) / 2];
  const determinant = a * d - b * c;
  return [d / determinant, -b / determinant, -c / determinant, a / determinant];
}

/** A geometry with every vertex moved; rings that were closed stay closed to the last digit. */
export function moveVertices(
  geometry: Geometry,
  move: (x: number, y: number) => readonly [number, number],
): Geometry {
  const moved = (list: Float64Array) => {
    const out = new Float64Array(list.length);
    for (let at = 0; at + 1 < list.length; at += 2) {
      const [x, y] = move(list[at] ?? 0, list[at + 1] ?? 0);
      out[at] = x;
      out[at + 1] = y;
    }
    const end = list.length - 2;
    if (end > 0 && list[0] === list[end] && list[1] === list[end + 1]) out.set(out.subarray(0, 2), end);
    return out;
  };
  switch (geometry.type) {
    case "Point":
    case "LineString":
    case "LinearRing":
      return { ...geometry, coordinates: moved(geometry.coordinates) };
    case "Polygon":
      return { type: "Polygon", rings: geometry.rings.map(moved) };
    default:
      // For measuring a collection of the members does as well.
      return {
        type: "GeometryCollection",
        members: geometry.members.map((member: Geometry) => moveVertices(member, move)),
      };
  }
}
