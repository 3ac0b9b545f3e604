import { PipelineError } from "../pipeline-error.ts";
import { type Geometry, isEmpty, isEmptyPolygon, type MultiPolygon } from "./geometry.ts";
import { type GeometryEngine, GeometryEngineError } from "./geometry-engine.ts";
import { OverlayFailure } from "./overlay/overlay-failure.ts";
import { uniteAreas } from "./unite-areas.ts";
import { readWkt } from "./wkt-reader.ts";
import { writeWkt } from "./wkt-writer.ts";

/**
 * Unites the geometries of the facts of one entity and field.
 * @param values WKT texts, unique and sorted as the pipeline does
 * @returns WKT with six decimals
 * @throws PipelineError when a value is not WKT, or the union is not an area
 * Source: digital_land/phase/combine.py, combine_geometries
 */
export function uniteGeometries(values: readonly string[], engine: GeometryEngine): string {
  const geometries = values.map(read);
  return writeWkt(asMultiPolygon(unite(geometries, engine)));
}

function read(value: string): Geometry {
  const source = readWkt(value);
  if (source === undefined) {
    throw new PipelineError("GEOSException", "combine.combine_geometries", "ParseException");
  }
  return source.geometry;
}

function unite(geometries: readonly Geometry[], engine: GeometryEngine): Geometry {
  const areas = geometries.filter(
    (geometry) => geometry.type === "Polygon" || geometry.type === "MultiPolygon",
  );
  if (areas.length < geometries.length) return uniteByLibrary(geometries, engine);
  const polygons = areas.flatMap((area) => (area.type === "Polygon" ? [area] : area.members));
  try {
    return { type: "MultiPolygon", members: uniteAreas(polygons) };
  } catch (error) {
    if (!(error instanceof OverlayFailure)) throw error;
    return uniteByLibrary(geometries, engine);
  }
}

/** Lines and points among the values, or linework that needs GEOS's last resorts. */
function uniteByLibrary(geometries: readonly Geometry[], engine: GeometryEngine): Geometry {
  try {
    return engine.union(geometries);
  } catch (error) {
    if (!(error instanceof GeometryEngineError)) throw error;
    throw new PipelineError("GEOSException", "combine.combine_geometries", error.message);
  }
}

function asMultiPolygon(union: Geometry): MultiPolygon {
  if (union.type === "MultiPolygon") return union;
  if (isEmpty(union)) return { type: "MultiPolygon", members: [] };
  if (union.type !== "Polygon") {
    throw new PipelineError(
      "TypeError",
      "combine.combine_geometries",
      `'${union.type}' object is not subscriptable`,
    );
  }
  return { type: "MultiPolygon", members: isEmptyPolygon(union) ? [] : [union] };
}
