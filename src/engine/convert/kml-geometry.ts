import { childrenNamed, type KmlElement, lastChild } from "./kml-document.ts";
import { widest } from "./ogr-multi-polygon.ts";
import type { OgrDimension, OgrGeometry, OgrOrdinates, OgrPolygon } from "./ogr-types.ts";

/**
 * Shapes in KML as OGR's LIBKML driver makes them. An altitude anywhere in a line or ring gives one to all its points.
 *
 * Source: ogr/ogrsf_frmts/libkml/ogrlibkmlgeometry.cpp of GDAL 3.6.2; libkml 1.3.0 (geometry.cc, ParseVec3)
 */

const geometryNames = new Set([
  "Point",
  "LineString",
  "LinearRing",
  "Polygon",
  "MultiGeometry",
  "gx:Track",
  "gx:MultiTrack",
  "Model",
]);

/** The geometry of a placemark; `undefined` when there is none. Of several the last counts. */
export function geometryElement(placemark: KmlElement): KmlElement | undefined {
  return placemark.children.findLast((child) => geometryNames.has(child.name));
}

/** @returns `undefined` for what OGR has no geometry for: a model, an empty track collection's like */
export function readKmlGeometry(element: KmlElement): OgrGeometry | undefined {
  switch (element.name) {
    case "Point": {
      const { dimension, ordinates } = coordinatesOf(element);
      return { type: "Point", dimension, ordinates: ordinates.slice(0, dimension.length) };
    }
    case "LineString":
      return { type: "LineString", ...coordinatesOf(element) };
    case "LinearRing":
      return { type: "LineString", isRing: true, ...coordinatesOf(element) };
    case "Polygon":
      return polygon(element);
    case "MultiGeometry":
      return collection(element.children.filter((child) => geometryNames.has(child.name)));
    case "gx:Track":
      return track(element);
    case "gx:MultiTrack":
      return multiTrack(childrenNamed(element, "gx:Track"));
    default:
      return undefined;
  }
}

/** Points one after the other. */
export interface Run {
  readonly dimension: OgrDimension;
  readonly ordinates: OgrOrdinates;
}

function polygon(element: KmlElement): OgrGeometry {
  const outer = lastChild(element, "outerBoundaryIs");
  const boundaries = [...(outer === undefined ? [] : [outer]), ...childrenNamed(element, "innerBoundaryIs")];
  return polygonOf(
    boundaries.flatMap((boundary) => {
      const ring = lastChild(boundary, "LinearRing");
      return ring === undefined ? [] : [coordinatesOf(ring)];
    }),
  );
}

/** A polygon of these rings; if any has altitudes, the others get 0. */
export function polygonOf(runs: readonly Run[]): OgrPolygon {
  const dimension = runs.some((run) => run.dimension === "XYZ") ? "XYZ" : "XY";
  return { type: "Polygon", dimension, rings: runs.map((run) => widened(run, dimension)) };
}

function widened(run: Run, dimension: OgrDimension): OgrOrdinates {
  if (run.dimension === dimension) return run.ordinates;
  const ordinates: number[] = [];
  for (const [at, ordinate] of run.ordinates.entries()) {
    ordinates.push(ordinate);
    if (at % 2 === 1) ordinates.push(0);
  }
  return ordinates;
}

/** A collection of one kind is OGR's collection of that kind. */
function collection(elements: readonly KmlElement[]): OgrGeometry {
  const members = elements.flatMap((element) => readKmlGeometry(element) ?? []);
  const [first] = elements;
  const isUniform = elements.every((element) => element.name === first?.name);
  const dimension = widest(members);
  switch (isUniform ? first?.name : undefined) {
    case "Point":
      return { type: "MultiPoint", dimension, members };
    case "LineString":
      return { type: "MultiLineString", dimension, members };
    case "Polygon":
      return { type: "MultiPolygon", dimension, members };
    default:
      return { type: "GeometryCollection", dimension, members };
  }
}

function track(element: KmlElement): OgrGeometry {
  const points = childrenNamed(element, "gx:coord").map((coord) => {
    return coord.text.trim().split(/\s+/).map(Number.parseFloat);
  });
  const hasZ = points.some((point) => point.length > 2);
  const width = hasZ ? 3 : 2;
  const ordinates = points.flatMap((point) => Array.from({ length: width }, (_, axis) => point[axis] || 0));
  return { type: "LineString", dimension: hasZ ? "XYZ" : "XY", ordinates };
}

function multiTrack(tracks: readonly KmlElement[]): OgrGeometry {
  const members = tracks.map(track);
  return { type: "MultiLineString", dimension: widest(members), members };
}

function coordinatesOf(element: KmlElement): Run {
  const text = lastChild(element, "coordinates")?.text ?? "";
  return /\d/.test(text) ? parseCoordinates(text) : { dimension: "XY", ordinates: [] };
}

/**
 * Tuples of two or three numbers: commas between numbers, with or without white space; white space, or any comma too
 * many, between tuples. What follows a longitude up to the next comma is passed over, as libkml does.
 */
function parseCoordinates(text: string): Run {
  const values: number[] = [];
  let hasZ = false;
  let at = 0;

  function skipSpace(): void {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  }

  function number(): number {
    const start = at;
    skipSpace();
    numberPattern.lastIndex = at;
    const found = numberPattern.exec(text)?.[0];
    if (found === undefined) {
      at = start;
      return 0;
    }
    at += found.length;
    return Number(found);
  }

  while (at < text.length) {
    if (text[at] === ",") at++;
    const x = number();
    const comma = text.indexOf(",", at);
    if (comma < 0) break;
    at = comma + 1;
    const y = number();
    skipSpace();
    let z = 0;
    if (text[at] === ",") {
      at++;
      z = number();
      hasZ = true;
    }
    values.push(x, y, z);
    skipSpace();
  }
  return hasZ
    ? { dimension: "XYZ", ordinates: Float64Array.from(values) }
    : { dimension: "XY", ordinates: Float64Array.from(values.filter((_, axis) => axis % 3 < 2)) };
}

/** What C's strtod takes for a number, hexadecimals and words aside. */
const numberPattern = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
