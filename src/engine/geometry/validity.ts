import type { Geometry, MultiPolygon, Polygon, Ring } from "./geometry.ts";
import { isEmpty, isEmptyPolygon } from "./geometry.ts";
import type { Position } from "./node-topology.ts";
import { type Box, boxCovers, boxOf, withoutRepeatedVertices } from "./ring.ts";
import { type AnalysedRing, findRingIntersections } from "./ring-intersections.ts";
import { findNestedPoint, isRingNested } from "./ring-nesting.ts";
import { findRingCycle, type TouchingRing, touchingRing } from "./ring-touches.ts";
import { StrTree } from "./str-tree.ts";

/** Why a geometry is invalid, and the place GEOS 3.11 names for it. */
export interface ValidityError {
  readonly reason:
    | "Invalid Coordinate"
    | "Too few points in geometry component"
    | "Self-intersection"
    | "Ring Self-intersection"
    | "Hole lies outside shell"
    | "Holes are nested"
    | "Nested shells"
    | "Interior is disconnected";
  readonly at: Position;
}

const minimumLineVertices = 2;
const minimumRingVertices = 4;

/** Whether a geometry is valid by the OGC's rules, as GEOS decides it. */
export function isValid(geometry: Geometry): boolean {
  return findValidityError(geometry) === undefined;
}

/**
 * The error GEOS 3.11 reports: its checks in its order, its place for each. Rings must be closed, as the readers ensure.
 * @returns `undefined` for a valid geometry; an empty one is valid
 */
export function findValidityError(geometry: Geometry): ValidityError | undefined {
  if (isEmpty(geometry)) return undefined;
  switch (geometry.type) {
    case "Point":
      return checkCoordinates(geometry.coordinates);
    case "LineString":
      return checkCoordinates(geometry.coordinates) ?? checkSize(geometry.coordinates, minimumLineVertices);
    case "LinearRing":
      return checkRing(geometry.coordinates);
    case "Polygon":
      return checkPolygons([geometry]);
    case "MultiPolygon":
      return checkMultiPolygon(geometry);
    default:
      for (const member of geometry.members) {
        const error = findValidityError(member);
        if (error !== undefined) return error;
      }
      return undefined;
  }
}

function checkRing(ring: Ring): ValidityError | undefined {
  const broken = checkCoordinates(ring) ?? checkSize(ring, minimumRingVertices);
  if (broken !== undefined) return broken;
  const { error } = findRingIntersections([analysed(ring, undefined)]);
  return error === undefined ? undefined : { reason: "Ring Self-intersection", at: error.at };
}

function checkMultiPolygon(geometry: MultiPolygon): ValidityError | undefined {
  return checkPolygons(geometry.members);
}

/** One polygon, or the parts of a MultiPolygon. */
function checkPolygons(polygons: readonly Polygon[]): ValidityError | undefined {
  for (const polygon of polygons) {
    const error =
      firstOf(polygon.rings, checkCoordinates) ??
      firstOf(polygon.rings, (ring) => checkSize(ring, minimumRingVertices));
    if (error !== undefined) return error;
  }
  const rings = polygons.flatMap(analysedRings);
  const { error, doubleTouch } = findRingIntersections(rings);
  if (error !== undefined) return error;
  const nesting =
    firstOf(polygons, checkHolesInShell) ??
    firstOf(polygons, checkHolesNotNested) ??
    (polygons.length > 1 ? checkShellsNotNested(polygons) : undefined);
  if (nesting !== undefined) return nesting;
  const touching = rings.map((ring) => ring.touching).filter((ring) => ring !== undefined);
  const cut = doubleTouch ?? findRingCycle(touching);
  return cut === undefined ? undefined : { reason: "Interior is disconnected", at: cut };
}

function firstOf<T>(
  things: readonly T[],
  check: (thing: T) => ValidityError | undefined,
): ValidityError | undefined {
  for (const thing of things) {
    const error = check(thing);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** Rings of a polygon that are not empty; only those of polygons with holes can cut the interior in two. */
function analysedRings(polygon: Polygon, number: number): AnalysedRing[] {
  if (isEmptyPolygon(polygon)) return [];
  const hasHoles = polygon.rings.length > 1;
  return polygon.rings.flatMap((ring, index) =>
    ring.length === 0 ? [] : [analysed(ring, hasHoles ? touchingRing(number, index - 1) : undefined)],
  );
}

function analysed(ring: Ring, touching: TouchingRing | undefined): AnalysedRing {
  return { coordinates: withoutRepeatedVertices(ring), touching };
}

function checkCoordinates(coordinates: Float64Array): ValidityError | undefined {
  for (let i = 0; i < coordinates.length; i += 2) {
    const x = coordinates[i]!;
    const y = coordinates[i + 1]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return { reason: "Invalid Coordinate", at: { x, y } };
  }
  return undefined;
}

/** Counts vertices that differ from the one before; the closing vertex of a ring counts. */
function checkSize(coordinates: Float64Array, minimum: number): ValidityError | undefined {
  if (coordinates.length === 0) return undefined;
  let count = 1;
  for (let i = 2; i < coordinates.length && count < minimum; i += 2) {
    if (coordinates[i] !== coordinates[i - 2] || coordinates[i + 1] !== coordinates[i - 1]) count += 1;
  }
  if (count >= minimum) return undefined;
  return { reason: "Too few points in geometry component", at: { x: coordinates[0]!, y: coordinates[1]! } };
}

function checkHolesInShell(polygon: Polygon): ValidityError | undefined {
  const [shell = new Float64Array(0), ...holes] = polygon.rings;
  if (holes.length === 0) return undefined;
  const shellBox = shell.length === 0 ? undefined : boxOf(shell);
  for (const hole of holes) {
    if (hole.length === 0) continue;
    const inside = shellBox !== undefined && boxCovers(shellBox, boxOf(hole)) && isRingNested(hole, shell);
    if (!inside) return { reason: "Hole lies outside shell", at: { x: hole[0]!, y: hole[1]! } };
  }
  return undefined;
}

function checkHolesNotNested(polygon: Polygon): ValidityError | undefined {
  const holes = polygon.rings.slice(1).filter((hole) => hole.length > 0);
  if (holes.length < 2) return undefined;
  const nested = findCovered(holes.map(boxOf), (inner, outer) =>
    isRingNested(holes[inner]!, holes[outer]!) ? { x: holes[inner]![0]!, y: holes[inner]![1]! } : undefined,
  );
  return nested === undefined ? undefined : { reason: "Holes are nested", at: nested };
}

function checkShellsNotNested(polygons: readonly Polygon[]): ValidityError | undefined {
  const parts = polygons.filter((polygon) => !isEmptyPolygon(polygon));
  const shells = parts.map((polygon) => polygon.rings[0]!);
  const nested = findCovered(shells.map(boxOf), (inner, outer) =>
    findNestedPoint(shells[inner]!, parts[outer]!),
  );
  return nested === undefined ? undefined : { reason: "Nested shells", at: nested };
}

/**
 * The first answer of `test` for two things of which the box of one covers that of the other, in the order of the inner
 * things and, for each, of an STR tree's answers.
 */
function findCovered(
  boxes: readonly Box[],
  test: (inner: number, outer: number) => Position | undefined,
): Position | undefined {
  const tree = new StrTree(Float64Array.from(boxes.flat()));
  for (const [inner, box] of boxes.entries()) {
    let found: Position | undefined;
    tree.query(...box, (outer) => {
      if (outer !== inner && boxCovers(boxes[outer]!, box)) found = test(inner, outer);
      return found === undefined;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
