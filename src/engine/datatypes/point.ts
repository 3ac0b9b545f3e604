import type { GeometryContext } from "../geometry/geometry-context.ts";

/**
 * Normalises a cell of a `point` field.
 * @param value text as published, not blank
 * @returns WKT, WGS84, six decimals; `""` when the value is dropped
 * @throws PipelineError where the pipeline stops
 * Source: digital_land/datatype/point.py
 */
export function pointDatatype(_value: string, _context: GeometryContext): string {
  throw new Error("not written yet");
}
