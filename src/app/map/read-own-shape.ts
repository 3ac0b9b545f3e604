import { boxOf, mapPositions, type Shape } from "./geometry.ts";
import { readWkt } from "./read-wkt.ts";
import { fromBritishNationalGrid, fromMercator } from "./to-longitude-latitude.ts";

/**
 * The publisher's own text (WKT or GeoJSON, any of the coordinate systems the platform knows) as a shape to draw.
 * For the eye only: British National Grid that the check could not place is a few metres off.
 * `undefined` when it cannot be read, or its numbers are those of no system the platform knows.
 */
export function readOwnShape(text: string): Shape | undefined {
  const shape = text.trimStart().startsWith("{") ? readGeoJson(text) : readWkt(text);
  const box = shape && boxOf([shape]);
  if (!shape || !box) return undefined;
  const [west, south, east, north] = box;
  const within = (x0: number, y0: number, x1: number, y1: number) =>
    west >= x0 && east <= x1 && south >= y0 && north <= y1;
  if (within(-12, 48, 6, 62)) return shape;
  // The two coordinates are the wrong way round.
  if (within(48, -12, 62, 6)) return mapPositions(shape, ([x, y]) => [y, x]);
  // Degrees, but somewhere else: drawn where it says, so that it can be seen to be wrong.
  if (within(-180, -90, 180, 90)) return shape;
  if (within(0, 0, 800_000, 1_300_000)) return mapPositions(shape, fromBritishNationalGrid);
  if (within(-1_400_000, 6_000_000, 700_000, 9_000_000)) return mapPositions(shape, fromMercator);
  if (within(6_000_000, -1_400_000, 9_000_000, 700_000))
    return mapPositions(shape, ([x, y]) => fromMercator([y, x]));
  return undefined;
}

const types = new Set(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]);

function readGeoJson(text: string): Shape | undefined {
  try {
    return toShape(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function toShape(json: unknown): Shape | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { type, coordinates, geometry } = json as {
    type?: unknown;
    coordinates?: unknown;
    geometry?: unknown;
  };
  if (type === "Feature") return toShape(geometry);
  if (typeof type !== "string" || !types.has(type) || !isNumbers(coordinates)) return undefined;
  return mapPositions({ type, coordinates } as Shape, ([x, y]) => [x, y]);
}

/** Lists of lists of numbers, whatever the depth; every innermost list with two numbers at least. */
function isNumbers(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  if (typeof value[0] === "number") return value.length >= 2 && value.every((part) => Number.isFinite(part));
  return value.every(isNumbers);
}
