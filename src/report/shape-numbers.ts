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
