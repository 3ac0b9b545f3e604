import type { MapInfoCursor } from "./mapinfo-block.ts";
import { MapInfoDamage } from "./mapinfo-block.ts";
import type { MapInfoPlane } from "./mapinfo-plane.ts";
import type { OgrGeometry } from "./ogr-types.ts";

/**
 * Objects of a MapInfo table that are drawn rather than digitised: rectangles, ellipses, arcs, writing.
 *
 * Source: ogr/ogrsf_frmts/mitab/mitab_feature.cpp, mitab_utils.cpp (TABGenerateArc) of GDAL 3.6.2
 */

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

function boxOf(cursor: MapInfoCursor, isPacked: boolean, plane: MapInfoPlane): Box {
  const [x1, y1] = cursor.pair(isPacked);
  const [x2, y2] = cursor.pair(isPacked);
  return { west: plane.x(x1), south: plane.y(y1), east: plane.x(x2), north: plane.y(y2) };
}

function ordered({ west, south, east, north }: Box): Box {
  return {
    west: Math.min(west, east),
    south: Math.min(south, north),
    east: Math.max(west, east),
    north: Math.max(south, north),
  };
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly xRadius: number;
  readonly yRadius: number;
}

/** Points along an ellipse, counterclockwise between two angles in radians; the last comes twice. */
function arcPoints({ x, y, xRadius, yRadius }: Ellipse, count: number, from: number, to: number): number[] {
  const step = ((to < from ? to + 2 * Math.PI : to) - from) / (count - 1);
  const ordinates: number[] = [];
  for (let index = 0; index <= count; index++) {
    const angle = from + Math.min(index, count - 1) * step;
    ordinates.push(x + xRadius * Math.cos(angle), y + yRadius * Math.sin(angle));
  }
  return ordinates;
}

function polygon(ordinates: readonly number[]): OgrGeometry {
  const [x = 0, y = 0] = ordinates;
  const isClosed = ordinates.at(-2) === x && ordinates.at(-1) === y;
  return { type: "Polygon", dimension: "XY", rings: [isClosed ? ordinates : [...ordinates, x, y]] };
}

const quarter = Math.PI / 2;
const cornerPoints = 45;
const ellipsePoints = 180;

/** With round corners of 45 points each, where it has such. */
export function rectangle(
  cursor: MapInfoCursor,
  isPacked: boolean,
  isRound: boolean,
  plane: MapInfoPlane,
): OgrGeometry {
  const read = () => (isPacked ? cursor.int16() : cursor.int32());
  const [width, height] = isRound ? plane.size(read(), read()) : [0, 0];
  const { west, south, east, north } = ordered(boxOf(cursor, isPacked, plane));
  if (width === 0 || height === 0) {
    return polygon([west, south, east, south, east, north, west, north, west, south]);
  }
  const xRadius = Math.min(width / 2, (east - west) / 2);
  const yRadius = Math.min(height / 2, (north - south) / 2);
  const corner = (x: number, y: number, quarters: number) =>
    arcPoints({ x, y, xRadius, yRadius }, cornerPoints, quarters * quarter, (quarters + 1) * quarter);
  return polygon([
    ...corner(west + xRadius, south + yRadius, 2),
    ...corner(east - xRadius, south + yRadius, 3),
    ...corner(east - xRadius, north - yRadius, 0),
    ...corner(west + xRadius, north - yRadius, 1),
  ]);
}

function ellipseIn({ west, south, east, north }: Box): Ellipse {
  return {
    x: (west + east) / 2,
    y: (south + north) / 2,
    xRadius: Math.abs((east - west) / 2),
    yRadius: Math.abs((north - south) / 2),
  };
}

export function ellipse(cursor: MapInfoCursor, isPacked: boolean, plane: MapInfoPlane): OgrGeometry {
  return polygon(arcPoints(ellipseIn(boxOf(cursor, isPacked, plane)), ellipsePoints, 0, 2 * Math.PI));
}

const wrongAngles = 721;

export function arc(cursor: MapInfoCursor, isPacked: boolean, plane: MapInfoPlane): OgrGeometry {
  const angles = [cursor.int16() / 10, cursor.int16() / 10];
  const { quadrant } = plane;
  if (quadrant === 2 || quadrant === 4) angles.reverse();
  const isMirrored = quadrant === 2 || quadrant === 3;
  const turned = angles.map((angle) => (isMirrored ? (angle <= 180 ? 180 - angle : 540 - angle) : angle));
  const [start = 0, end = 0] = turned;
  if (Math.abs(end - start) >= wrongAngles) throw new MapInfoDamage("angles that are none");
  const isUpsideDown = quadrant === 3 || quadrant === 4;
  const [from, to] = isUpsideDown ? [360 - start, 360 - end] : [start, end];
  const span = to < from ? to + 360 - from : to - from;
  const count = Math.max(2, Math.trunc(Math.abs(span / 2) + 1));
  const ordinates = arcPoints(
    ellipseIn(boxOf(cursor, isPacked, plane)),
    count,
    (from * Math.PI) / 180,
    (to * Math.PI) / 180,
  );
  return { type: "LineString", dimension: "XY", ordinates };
}

/** Where a text starts: the lower left corner before it was turned. */
export function textPoint(cursor: MapInfoCursor, isPacked: boolean, plane: MapInfoPlane): OgrGeometry {
  cursor.skip(8);
  const angle = ((cursor.int16() / 10) * Math.PI) / 180;
  cursor.skip(8);
  cursor.pair(isPacked);
  const [, height] = plane.size(0, isPacked ? cursor.int16() : cursor.int32());
  cursor.skip(1);
  const box = ordered(boxOf(cursor, isPacked, plane));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return { type: "Point", dimension: "XY", ordinates: corner(box, height, sin, cos) };
}

function corner({ west, south, east, north }: Box, height: number, sin: number, cos: number): number[] {
  if (sin > 0 && cos > 0) return [west + height * sin, south];
  if (sin > 0 && cos < 0) return [east, south - height * cos];
  if (sin < 0 && cos < 0) return [east + height * sin, north];
  return [west, north - height * cos];
}
