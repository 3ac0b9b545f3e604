import { bringToWgs84 } from "../engine/geometry/crs.ts";
import { areaOf, largestShift, vertexCount } from "../engine/geometry/deviation.ts";
import { readGeoJsonGeometry } from "../engine/geometry/geojson-geometry.ts";
import { type Geometry, isEmpty } from "../engine/geometry/geometry.ts";
import type { ToWgs84 } from "../engine/geometry/geometry-context.ts";
import { moveVertices, nationalGridProjection } from "../engine/geometry/national-grid.ts";
import { helmertToWgs84 } from "../engine/geometry/osgb.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { PipelineError } from "../engine/pipeline-error.ts";

/** A shape before and after the platform's processing (features g4). Lengths and areas on the British National Grid. */
export interface ShapeNumbers {
  readonly verticesBefore: number;
  readonly verticesAfter: number;
  readonly areaBeforeSquareMetres: number;
  readonly areaAfterSquareMetres: number;
  /** Greatest distance of a vertex of either shape from the other's lines, in metres. */
  readonly largestShiftMetres: number;
}

/**
 * The publisher's own shape in WGS84: read as the platform reads it, axes swapped and coordinates converted, nothing else.
 * @param text WKT in any coordinate system the platform knows, or GeoJSON
 * @returns `undefined` when it cannot be read or is outside England
 */
export function ownShapeInWgs84(text: string, toWgs84: ToWgs84 = helmertToWgs84): Geometry | undefined {
  return unlessRefused(() => {
    const wkt = readWkt(text);
    if (!wkt) return readGeoJsonGeometry(text);
    return isEmpty(wkt.geometry) ? undefined : bringToWgs84(wkt, toWgs84).geometry;
  });
}

/**
 * The publisher's own shape for the map: GeoJSON text in longitude and latitude, by the transformation of the run.
 * @param text WKT; @returns `undefined` where it is in degrees already, or cannot be read
 */
export function ownShapePlaced(text: string, toWgs84: ToWgs84 = helmertToWgs84): string | undefined {
  return unlessRefused(() => {
    const wkt = readWkt(text);
    if (!wkt || isEmpty(wkt.geometry)) return undefined;
    const { geometry, issueType = "" } = bringToWgs84(wkt, toWgs84);
    const converted = issueType.startsWith("OSGB") || issueType.startsWith("Mercator");
    const json = converted && geometry && geoJsonOf(geometry);
    return json ? JSON.stringify(json) : undefined;
  });
}

/** `undefined` for collections, which a map draws by their members. */
function geoJsonOf(geometry: Geometry): { type: string; coordinates: unknown } | undefined {
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: pairs(geometry.coordinates)[0] };
    case "LineString":
      return { type: "LineString", coordinates: pairs(geometry.coordinates) };
    case "Polygon":
      return { type: "Polygon", coordinates: geometry.rings.map(pairs) };
    case "MultiPolygon":
      return {
        type: "MultiPolygon",
        coordinates: geometry.members.map(({ rings }) => rings.map(pairs)),
      };
    default:
      return undefined;
  }
}

/** Seven decimals: a centimetre, and a third of the text. */
function pairs(coordinates: Float64Array): [number, number][] {
  const out: [number, number][] = [];
  for (let at = 0; at + 1 < coordinates.length; at += 2) {
    out.push([rounded(coordinates[at] ?? 0), rounded(coordinates[at + 1] ?? 0)]);
  }
  return out;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/**
 * What processing did to a shape, in numbers.
 * @param own the publisher's text; @param published WKT as published
 * @param toWgs84 the transformation of the run
 * @returns `undefined` when either is no shape
 */
export function shapeNumbers(
  own: string,
  published: string,
  toWgs84: ToWgs84 = helmertToWgs84,
): ShapeNumbers | undefined {
  const before = ownShapeInWgs84(own, toWgs84);
  const after = readWkt(published)?.geometry;
  const numbers = before && after && !isEmpty(after) ? compareInMetres(before, after) : undefined;
  // Conversion may close a ring anew: the publisher's vertices are counted as written.
  const written = readWkt(own)?.geometry;
  return numbers && written ? { ...numbers, verticesBefore: vertexCount(written) } : numbers;
}

/** The same for two shapes in longitude and latitude. */
export function compareInMetres(before: Geometry, after: Geometry): ShapeNumbers | undefined {
  const project = nationalGridProjection();
  return unlessRefused(() => {
    const a = moveVertices(before, project);
    const b = moveVertices(after, project);
    const shift = largestShift(a, b);
    if (shift === undefined || !Number.isFinite(shift)) return undefined;
    return {
      verticesBefore: vertexCount(a),
      verticesAfter: vertexCount(b),
      areaBeforeSquareMetres: areaOf(a),
      areaAfterSquareMetres: areaOf(b),
      largestShiftMetres: shift,
    };
  });
}

/** Shapes that the platform refuses (a vertex that is not a number) have no numbers. */
function unlessRefused<T>(measure: () => T | undefined): T | undefined {
  try {
    return measure();
  } catch (error) {
    if (error instanceof PipelineError) return undefined;
    throw error;
  }
}
