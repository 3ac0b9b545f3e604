import type { GeometryContext } from "../../../src/engine/geometry/geometry-context.ts";
import type { GeometryEngine } from "../../../src/engine/geometry/geometry-engine.ts";
import { noGeometry } from "../no-geometry.ts";

type GeometryDatatype = (value: string, context: GeometryContext) => string;

/** What a geometry datatype makes of a value: the result, then the issues as `type|value|message`. */
export function normalisedCell(
  datatype: GeometryDatatype,
  value: string,
  engine: GeometryEngine = noGeometry,
): string[] {
  const issues: string[] = [];
  const log = (type: string, of = "", message = "") => issues.push(`${type}|${of}|${message}`);
  return [datatype(value, { log, geometry: engine }), ...issues];
}

/** A result without the zeros at the end of its numbers, as one would draw it: `MULTIPOLYGON (((-1 52,-0.9 52,...)))`. */
export function withoutZeros(wkt: string): string {
  return wkt.replace(/\.?0+(?=[ ,)])/g, "");
}
