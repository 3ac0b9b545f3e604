/** GeoJSON as the map draws it: longitude and latitude in degrees (WGS 84), longitude first. */
export type Position = readonly [number, number];
export type Shape =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly Shape[] };

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

/** Calls `visit` for every position of a shape. */
export function forEachPosition(shape: Shape, visit: (position: Position) => void): void {
  if (shape.type === "GeometryCollection") for (const part of shape.geometries) forEachPosition(part, visit);
  else visitNested(shape.coordinates, visit);
}

type Nested = Position | readonly Nested[];

function visitNested(nested: Nested, visit: (position: Position) => void): void {
  if (isPosition(nested)) visit(nested);
  else for (const part of nested) visitNested(part, visit);
}

function isPosition(nested: Nested): nested is Position {
  return typeof nested[0] === "number";
}

/** The box around shapes; `undefined` when there is no position in them. */
export function boxOf(shapes: Iterable<Shape>): Box | undefined {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const shape of shapes) {
    forEachPosition(shape, ([x, y]) => {
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    });
  }
  return Number.isFinite(west) && Number.isFinite(south) ? [west, south, east, north] : undefined;
}

/** A copy with every position changed. */
export function mapPositions(shape: Shape, change: (position: Position) => Position): Shape {
  switch (shape.type) {
    case "Point":
      return { type: shape.type, coordinates: change(shape.coordinates) };
    case "MultiPoint":
    case "LineString":
      return { type: shape.type, coordinates: shape.coordinates.map(change) };
    case "MultiLineString":
    case "Polygon":
      return { type: shape.type, coordinates: shape.coordinates.map((line) => line.map(change)) };
    case "MultiPolygon":
      return {
        type: shape.type,
        coordinates: shape.coordinates.map((rings) => rings.map((ring) => ring.map(change))),
      };
    case "GeometryCollection":
      return { type: shape.type, geometries: shape.geometries.map((part) => mapPositions(part, change)) };
  }
}
