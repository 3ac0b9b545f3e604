import { PipelineError } from "../pipeline-error.ts";
import type { Geometry } from "./geometry.ts";
import type { ToWgs84 } from "./geometry-context.ts";
import { mercatorToWgs84 } from "./mercator.ts";
import { flipGeometry, projectGeometry } from "./transform-geometry.ts";
import type { WktGeometry } from "./wkt-reader.ts";

/** What the first coordinate of a geometry told, and the geometry in WGS84 unless it is refused. */
export interface InWgs84 {
  readonly geometry?: Geometry;
  readonly issueType?: string;
  readonly message?: string;
}

/**
 * England as the pipeline draws it, longitude and latitude in degrees: a box without its north-west corner.
 * `POLYGON ((2.95 56, 2.95 49.5, -7 49.5, -7 53.4, -4 53.4, -4 56, 2.95 56))`, edges included (wkt.py).
 */
export function isInEngland(longitude: number, latitude: number): boolean {
  const inBox = longitude >= -7 && longitude <= 2.95 && latitude >= 49.5 && latitude <= 56;
  return inBox && (longitude >= -4 || latitude <= 53.4);
}

/**
 * Finds the coordinate system and axis order by the first coordinate alone, and brings the whole geometry to WGS84.
 * @param source not empty
 * @throws PipelineError when the first part is empty, or where a transformed shape cannot be built
 * Source: digital_land/datatype/wkt.py, parse_wkt
 */
export function bringToWgs84(source: WktGeometry, toWgs84: ToWgs84): InWgs84 {
  const first = firstCoordinate(source.geometry);
  if (first === undefined) {
    return {
      issueType: "Unexpected geom type within GeometryCollection",
      message: "Geometry must be a polygon",
    };
  }
  const [x, y] = first;
  if (isDegreesLike(x, y)) {
    if (isInEngland(x, y)) return { geometry: source.geometry };
    if (isInEngland(y, x)) return { geometry: flipGeometry(source).geometry, issueType: "WGS84 flipped" };
    return { issueType: "WGS84 out of bounds of England", message: "Geometry must be in England" };
  }
  if (isEastingNorthingLike(x, y)) {
    const place = toWgs84(x, y);
    if (isInEngland(...place))
      return { geometry: projectGeometry(source, knowing(toWgs84, x, y, place)), issueType: "OSGB" };
    const flippedPlace = toWgs84(y, x);
    if (isInEngland(...flippedPlace)) {
      const flipped = flipGeometry(source);
      const geometry = projectGeometry(flipped, knowing(toWgs84, y, x, flippedPlace));
      return { geometry, issueType: "OSGB flipped" };
    }
    return { issueType: "OSGB out of bounds of England", message: "Geometry must be in England" };
  }
  if (isMercatorNorthing(y) && isInEngland(...mercatorToWgs84(x, y))) {
    return { geometry: projectGeometry(source, mercatorToWgs84), issueType: "Mercator" };
  }
  if (isMercatorNorthing(x) && isInEngland(...mercatorToWgs84(y, x))) {
    return {
      geometry: projectGeometry(flipGeometry(source), mercatorToWgs84),
      issueType: "Mercator flipped",
    };
  }
  return {
    issueType: "invalid coordinates",
    message: "Geometry must use WGS84, OSGB or Mercator coordinates",
  };
}

/** A projection that knows one place already: the vertex that tells the system, which of a point is the only one. */
function knowing(project: ToWgs84, x: number, y: number, place: readonly [number, number]): ToWgs84 {
  return (otherX, otherY, height = 0) =>
    otherX === x && otherY === y && height === 0 ? place : project(otherX, otherY, height);
}

function isDegreesLike(x: number, y: number): boolean {
  return x > -60 && x < 60 && y > -60 && y < 60;
}

function isEastingNorthingLike(x: number, y: number): boolean {
  return x > 1000 && x < 1000000 && y > 1000 && y < 1000000;
}

function isMercatorNorthing(y: number): boolean {
  return y > 6000000 && y < 10000000;
}

/** `undefined` for a collection that does not begin with a polygon. */
function firstCoordinate(geometry: Geometry): [number, number] | undefined {
  switch (geometry.type) {
    case "Point":
      return startOf(geometry.coordinates);
    case "Polygon":
      return startOf(geometry.rings[0]);
    case "MultiPolygon":
      return startOf(geometry.members[0]?.rings[0]);
    case "GeometryCollection": {
      const member = geometry.members[0];
      return member?.type === "Polygon" || member?.type === "MultiPolygon"
        ? firstCoordinate(member)
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Python's list index of an empty part. */
function startOf(coordinates: Float64Array | undefined): [number, number] {
  const [x, y] = coordinates ?? [];
  if (x === undefined || y === undefined) {
    throw new PipelineError("IndexError", "wkt.parse_wkt", "index out of range");
  }
  return [x, y];
}
