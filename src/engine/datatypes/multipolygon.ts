import { readGeoJsonGeometry } from "../geometry/geojson-geometry.ts";
import type { Geometry } from "../geometry/geometry.ts";
import type { GeometryContext } from "../geometry/geometry-context.ts";
import { readWkt } from "../geometry/wkt-reader.ts";
import { normaliseGeoJsonGeometry, normaliseWktGeometry } from "./wkt.ts";

/**
 * Normalises a cell of a `multipolygon` field.
 * @param value text as published, not blank: Well-Known Text, or a GeoJSON geometry object
 * @returns WKT, WGS84, six decimals; `""` when the value is dropped
 * @throws PipelineError where the pipeline stops
 * Source: digital_land/datatype/multipolygon.py
 */
export function multipolygonDatatype(value: string, context: GeometryContext): string {
  const wrongType = () => context.log("Unexpected geom type", value, "Geometry must be a multipolygon");
  const wkt = readWkt(value);
  if (wkt !== undefined) {
    if (mayHaveArea(wkt.geometry)) return normaliseWktGeometry(wkt, context);
    wrongType();
    return "";
  }
  const geometry = readGeoJsonGeometry(value);
  if (geometry === undefined) {
    context.log("invalid WKT", value, "Geometry must be in Well-Known Text (WKT) format");
    return "";
  }
  // As the pipeline: GeoJSON of a wrong type is complained about, and kept.
  if (!mayHaveArea(geometry)) wrongType();
  return normaliseGeoJsonGeometry(geometry, context);
}

function mayHaveArea({ type }: Geometry): boolean {
  return type === "Polygon" || type === "MultiPolygon" || type === "GeometryCollection";
}
