import { PipelineError } from "../pipeline-error.ts";
import { type Geometry, isEmptyPolygon, type MultiPolygon, type Polygon } from "./geometry.ts";

/**
 * What of a geometry is area, as one MultiPolygon: lines and points of a collection are left out.
 * @returns `undefined` for a point or line on its own
 * @throws PipelineError for other types on their own (LINEARRING, MULTIPOINT)
 * Source: digital_land/datatype/wkt.py, make_multipolygon
 */
export function toMultiPolygon(geometry: Geometry): MultiPolygon | undefined {
  switch (geometry.type) {
    case "Point":
    case "LineString":
    case "MultiLineString":
      return undefined;
    case "MultiPolygon":
      return geometry;
    case "Polygon":
    case "GeometryCollection":
      return { type: "MultiPolygon", members: polygonsOf(geometry).filter((part) => !isEmptyPolygon(part)) };
    default:
      throw new PipelineError("ValueError", "wkt.make_multipolygon", `unexpected geometry ${geometry.type}`);
  }
}

function polygonsOf(geometry: Geometry): readonly Polygon[] {
  switch (geometry.type) {
    case "Polygon":
      return [geometry];
    case "MultiPolygon":
      return geometry.members;
    case "GeometryCollection":
      return geometry.members.flatMap(polygonsOf);
    default:
      return [];
  }
}
