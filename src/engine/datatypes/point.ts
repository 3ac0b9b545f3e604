import type { GeometryContext } from "../geometry/geometry-context.ts";
import { parsePythonFloat } from "../geometry/python-float.ts";
import { readWkt, type WktGeometry } from "../geometry/wkt-reader.ts";
import { normaliseWktGeometry } from "./wkt.ts";

/**
 * Normalises a cell of a `point` field.
 * @param value text as published, not blank: Well-Known Text
 * @returns WKT, WGS84, six decimals; `""` when the value is dropped
 * @throws PipelineError where the pipeline stops
 * Source: digital_land/datatype/point.py
 */
export function pointDatatype(value: string, context: GeometryContext): string {
  const point = readWkt(value) ?? pointOfTwoCharacters(value);
  if (point === undefined) {
    context.log("invalid WKT", value, "Geometry must be in Well-Known Text (WKT) format");
    return "";
  }
  if (point.geometry.type !== "Point") {
    context.log("Unexpected geom type", value, "Geometry must be a point");
    return "";
  }
  return normaliseWktGeometry(point, context);
}

/** As the pipeline: it expects a pair, and takes the first two characters of a text for one (point.py). */
function pointOfTwoCharacters(value: string): WktGeometry | undefined {
  const [first = "", second = ""] = value;
  const x = parsePythonFloat(first);
  const y = parsePythonFloat(second);
  if (x === undefined || y === undefined) return undefined;
  return { geometry: { type: "Point", coordinates: Float64Array.of(x, y) }, heights: new Map() };
}
