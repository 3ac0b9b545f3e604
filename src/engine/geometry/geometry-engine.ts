import type { Geometry } from "./geometry.ts";

/**
 * The few operations for which the reference is the GEOS library itself. Filled outside the engine by a WASM build
 * (src/effects/geometry-wasm.ts), so that the engine stays testable without it and the library can be changed in one file.
 *
 * Everything else (reading, projecting, simplifying, validity) is our own, exact, and needs no library; only geometries
 * that must be repaired or united come here. Units are those of the caller; nothing is projected.
 * @throws GeometryEngineError when the library gives up
 */
export interface GeometryEngine {
  /**
   * GEOS's make valid, by the "linework" method, of a geometry snapped point by point to a grid. The result is computed on
   * that grid.
   * @param gridSize in the units of the coordinates
   */
  makeValid(geometry: Geometry, gridSize: number): Geometry;
  /** GEOS's buffer of distance 0, which unites overlapping parts. */
  bufferZero(geometry: Geometry): Geometry;
  /** The union of all, as shapely's `unary_union`. */
  union(geometries: readonly Geometry[]): Geometry;
}

/**
 * How shapes lie to one another, for the platform's tests after the build; no phase needs it.
 * @throws GeometryEngineError when the library gives up, as for a shape that crosses itself
 */
export interface GeometryRelations {
  intersects(a: Geometry, b: Geometry): boolean;
  within(a: Geometry, b: Geometry): boolean;
  intersection(a: Geometry, b: Geometry): Geometry;
  centroid(geometry: Geometry): Geometry;
}

/** The geometry library could not compute an answer; its own words. */
export class GeometryEngineError extends Error {}
