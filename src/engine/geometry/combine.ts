import type { GeometryEngine } from "./geometry-engine.ts";

/**
 * Unites the geometries of the facts of one entity and field.
 * @param values WKT texts, unique and sorted as the pipeline does
 * @returns WKT with six decimals
 * Source: digital_land/phase/combine.py
 */
export function uniteGeometries(_values: readonly string[], _engine: GeometryEngine): string {
  throw new Error("not written yet");
}
