/**
 * The few operations for which the reference is the GEOS library itself. Filled outside the engine by a WASM build
 * (src/effects/geometry-wasm.ts), so that the engine stays testable without it and the library can be changed in one file.
 *
 * Geometries are plain data: polygons as lists of rings, each ring a flat `[x0, y0, x1, y1, ...]`, closed,
 * shell first. Units are those of the caller (degrees or metres); nothing is projected here.
 */
export type Ring = Float64Array;
export type Polygon = readonly Ring[];
/** A result of repair or union: polygons in GEOS's order; lines and points that came with them are dropped, but counted. */
export type Shape =
  | { readonly type: "Polygon"; readonly polygon: Polygon }
  | { readonly type: "MultiPolygon"; readonly polygons: readonly Polygon[] }
  | { readonly type: "GeometryCollection"; readonly members: readonly Shape[] }
  | { readonly type: "Other"; readonly name: string };

export interface GeometryEngine {
  /** GEOSGeom_setPrecision(grid, keep collapsed off, pointwise), isValid, then make valid, as one call; see geometry.md 5. */
  isValid(shape: Shape): boolean;
  /**
   * Snaps to the grid pointwise, then repairs by the "linework" method when invalid.
   * @returns `undefined` when the snapped shape is already valid
   */
  snapAndMakeValid(shape: Shape, gridSize: number): Shape | undefined;
  /** buffer(0). */
  bufferZero(shape: Shape): Shape;
  /** Union of all, for combined geometries. */
  union(shapes: readonly Shape[]): Shape;
}
