import { bringToWgs84 } from "../geometry/crs.ts";
import { type Geometry, isEmpty } from "../geometry/geometry.ts";
import type { GeometryContext } from "../geometry/geometry-context.ts";
import { normaliseGeometry } from "../geometry/normalise-geometry.ts";
import { helmertToWgs84 } from "../geometry/osgb.ts";
import type { WktGeometry } from "../geometry/wkt-reader.ts";
import { writeWkt } from "../geometry/wkt-writer.ts";

/**
 * Brings a geometry that was read from Well-Known Text to WGS84, repairs it and writes it.
 * @returns `""` for an empty geometry, one outside England, or one of which nothing is left
 * @throws PipelineError where the pipeline stops
 * Source: digital_land/datatype/wkt.py, WktDataType.normalise
 */
export function normaliseWktGeometry(source: WktGeometry, context: GeometryContext): string {
  if (isEmpty(source.geometry)) return "";
  const { geometry, issueType, message } = bringToWgs84(source, context.toWgs84 ?? helmertToWgs84);
  if (issueType !== undefined) context.log(issueType, "", message);
  return geometry === undefined ? "" : repairAndWrite(geometry, context);
}

/**
 * The same for a GeoJSON geometry.
 * As the pipeline: its coordinates are neither checked nor projected, National Grid stays National Grid (parse_wkt returns
 * before looking at them).
 */
export function normaliseGeoJsonGeometry(geometry: Geometry, context: GeometryContext): string {
  context.log("invalid type geojson");
  return isEmpty(geometry) ? "" : repairAndWrite(geometry, context);
}

function repairAndWrite(source: Geometry, context: GeometryContext): string {
  const { geometry, repair } = normaliseGeometry(source, context.geometry);
  if (geometry === undefined) return "";
  if (repair?.fixed === true) context.log("invalid geometry - fixed", repair.reason);
  if (repair?.fixed === false) {
    context.log("invalid geometry - not fixable", repair.reason, "Geometry must be correctly formatted");
  }
  return writeWkt(geometry);
}
