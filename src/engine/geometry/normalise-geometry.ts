import { PipelineError } from "../pipeline-error.ts";
import { bufferZero } from "./buffer/buffer-zero.ts";
import { roundToSixDecimals } from "./fixed-decimal.ts";
import {
  type Geometry,
  isEmpty,
  type MultiLineString,
  type MultiPolygon,
  type Point,
  type Polygon,
} from "./geometry.ts";
import { type GeometryEngine, GeometryEngineError } from "./geometry-engine.ts";
import { makeAreaValid } from "./make-valid.ts";
import { toMultiPolygon } from "./multi-polygon.ts";
import { refuseDeepCollections } from "./nesting-limit.ts";
import { orientPolygon } from "./orient.ts";
import { grid } from "./overlay/grid.ts";
import { OverlayFailure } from "./overlay/overlay-failure.ts";
import { mapCoordinates, rebuildGeometry } from "./rebuild-geometry.ts";
import { simplifyPreservingTopology } from "./simplify.ts";
import { findValidityError, isValid } from "./validity.ts";
import { validityText } from "./validity-text.ts";

/** 1e-6 degrees, about 0.1 m: vertices closer than this to the line without them go, and the grid of coordinates. */
const precisionDegrees = 1e-6;
const cells = grid(precisionDegrees);

export interface NormalisedGeometry {
  /** Absent when nothing with an area is left. */
  readonly geometry?: Point | MultiLineString | MultiPolygon;
  /** Why the geometry was invalid, and whether the repair worked. */
  readonly repair?: { readonly reason: string; readonly fixed: boolean };
}

/**
 * Six decimals, simplification, repair, MultiPolygon, orientation: everything after the coordinate system is settled.
 * Points and MultiLineStrings are rounded only.
 * @param geometry WGS84 as a rule, but any plane coordinates (a GeoJSON value is not projected)
 * @throws PipelineError where the pipeline stops
 * Source: digital_land/datatype/wkt.py, WktDataType.normalise and normalise_geometry
 */
export function normaliseGeometry(geometry: Geometry, engine: GeometryEngine): NormalisedGeometry {
  refuseDeepCollections(geometry, "wkt.make_multipolygon");
  const rounded = mapCoordinates(geometry, (coordinates) => coordinates.map(roundToSixDecimals));
  if (isEmpty(rounded)) return {};
  if (rounded.type === "Point" || rounded.type === "MultiLineString") return { geometry: rounded };
  const snapped = rebuildGeometry(simplified(rounded), (coordinates) => coordinates.map(cells.round));
  const error = findValidityError(snapped);
  const reason = error === undefined ? undefined : validityText(error);
  const repaired = error === undefined ? snapped : repair(snapped, engine);
  const isSimpleArea = repaired.type === "Polygon" || repaired.type === "MultiPolygon";
  // What was valid as one area still is.
  const area =
    error === undefined && isSimpleArea ? toMultiPolygon(repaired) : unite(toMultiPolygon(repaired), engine);
  if (area === undefined || isEmpty(area)) return {};
  const oriented: MultiPolygon = { type: "MultiPolygon", members: area.members.map(orientPolygon) };
  if (reason === undefined) return { geometry: oriented };
  return { geometry: oriented, repair: { reason, fixed: isValid(oriented) } };
}

/** GEOS's make valid, as far as areas go: lines and points are dropped later. */
function repair(geometry: Geometry, engine: GeometryEngine): Geometry {
  switch (geometry.type) {
    case "Polygon":
    case "MultiPolygon":
      return repairArea(geometry, engine);
    case "GeometryCollection":
      return {
        type: "GeometryCollection",
        members: geometry.members.map((member) => (isValid(member) ? member : repair(member, engine))),
      };
    case "LineString":
    case "MultiLineString":
      return geometry;
    default:
      throw new PipelineError("GEOSException", "wkt.normalise_geometry", "UnsupportedOperationException: ");
  }
}

function repairArea(area: Polygon | MultiPolygon, engine: GeometryEngine): Geometry {
  const polygons = area.type === "Polygon" ? [area] : area.members;
  // Snapping multiplies by a million, which is too much for the largest numbers.
  if (!polygons.every(({ rings }) => rings.every((ring) => ring.every(Number.isFinite)))) {
    throw new PipelineError("GEOSException", "wkt.normalise_geometry", "encountered NaN/Inf numbers");
  }
  return ownOrLibrary(
    () => ({ type: "MultiPolygon", members: makeAreaValid(polygons, precisionDegrees) }),
    () => engine.makeValid(area, precisionDegrees),
  );
}

/** The simplified shape, unless simplifying makes a valid shape invalid. */
function simplified(geometry: Geometry): Geometry {
  const simpler = simplifyPreservingTopology(geometry, precisionDegrees);
  return simpler === geometry || isValid(simpler) || !isValid(geometry) ? simpler : geometry;
}

/** A buffer of 0 joins parts that overlap, as those of a collection may. */
function unite(area: MultiPolygon | undefined, engine: GeometryEngine): MultiPolygon | undefined {
  if (area === undefined || isEmpty(area) || isValid(area)) return area;
  const buffered = ownOrLibrary(
    () => ({ type: "MultiPolygon", members: bufferZero(area.members) }),
    () => engine.bufferZero(area),
  );
  return toMultiPolygon(buffered);
}

/** Where our own linework fails GEOS has other ways to try, and so has the library; what that refuses stops the pipeline. */
function ownOrLibrary(own: () => Geometry, library: () => Geometry): Geometry {
  try {
    return own();
  } catch (error) {
    if (!(error instanceof OverlayFailure)) throw error;
  }
  try {
    return library();
  } catch (error) {
    if (!(error instanceof GeometryEngineError)) throw error;
    throw new PipelineError("GEOSException", "wkt.normalise_geometry", error.message);
  }
}
