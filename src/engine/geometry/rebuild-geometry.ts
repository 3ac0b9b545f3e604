import { type Geometry, isEmpty, type LinearRing, type LineString, type Polygon } from "./geometry.ts";

/** New coordinates for those of one ring, line or point. */
export type ChangeCoordinates = (coordinates: Float64Array) => Float64Array;

/** Changes coordinates ring by ring and keeps the structure, empty parts included. */
export function mapCoordinates(geometry: Geometry, change: ChangeCoordinates): Geometry {
  const polygon = (part: Polygon): Polygon => ({
    type: "Polygon",
    rings: part.rings.map((ring) => change(ring)),
  });
  const simple = <G extends { readonly coordinates: Float64Array }>(part: G): G => ({
    ...part,
    coordinates: change(part.coordinates),
  });
  switch (geometry.type) {
    case "Point":
    case "LineString":
    case "LinearRing":
      return simple(geometry);
    case "Polygon":
      return polygon(geometry);
    case "MultiPoint":
      return { ...geometry, members: geometry.members.map(simple) };
    case "MultiLineString":
      return { ...geometry, members: geometry.members.map(simple) };
    case "MultiPolygon":
      return { ...geometry, members: geometry.members.map(polygon) };
    case "GeometryCollection":
      return { ...geometry, members: geometry.members.map((part) => mapCoordinates(part, change)) };
  }
}

/**
 * Changes coordinates ring by ring and builds the geometry anew as GEOS's GeometryTransformer does: a ring of fewer than
 * four vertices becomes a line, which turns its polygon into a line or a collection; empty parts vanish.
 * Callers leave empty geometries alone.
 */
export function rebuildGeometry(geometry: Geometry, change: ChangeCoordinates): Geometry {
  switch (geometry.type) {
    case "Point":
    case "LineString":
      return { ...geometry, coordinates: change(geometry.coordinates) };
    case "LinearRing":
      return rebuildRing(geometry.coordinates, change);
    case "Polygon":
      return rebuildPolygon(geometry, change);
    case "GeometryCollection":
      return {
        type: "GeometryCollection",
        members: geometry.members.map((member) => rebuildGeometry(member, change)).filter(isNotEmpty),
      };
    default: {
      const parts = geometry.members
        .map((member: Geometry) =>
          member.type === "LinearRing"
            ? rebuildGeometry({ type: "LineString", coordinates: member.coordinates }, change)
            : rebuildGeometry(member, change),
        )
        .filter(isNotEmpty);
      return parts.length === 0 ? { type: geometry.type, members: [] } : gather(parts);
    }
  }
}

function isNotEmpty(geometry: Geometry): boolean {
  return !isEmpty(geometry);
}

function rebuildRing(ring: Float64Array, change: ChangeCoordinates): LinearRing | LineString {
  const coordinates = change(ring);
  const tooShort = coordinates.length > 0 && coordinates.length < 8;
  return { type: tooShort ? "LineString" : "LinearRing", coordinates };
}

function rebuildPolygon(polygon: Polygon, change: ChangeCoordinates): Geometry {
  const [shell = new Float64Array(0), ...holes] = polygon.rings;
  const newShell = rebuildRing(shell, change);
  const newHoles = holes
    .map((hole) => rebuildRing(hole, change))
    .filter((hole) => hole.coordinates.length > 0);
  const rings = newHoles.filter((hole) => hole.type === "LinearRing");
  if (newShell.type === "LinearRing" && newShell.coordinates.length > 0 && rings.length === newHoles.length) {
    return { type: "Polygon", rings: [newShell.coordinates, ...rings.map((hole) => hole.coordinates)] };
  }
  // The shell and the holes that are still rings remain, as lines.
  return gather([newShell, ...rings]);
}

/** The narrowest type that holds the parts: the part itself, a multi-part type of equal parts, or a collection. */
function gather(parts: readonly Geometry[]): Geometry {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  if (parts.every((part) => part.type === "Point")) return { type: "MultiPoint", members: parts };
  if (parts.every((part) => part.type === "LineString")) return { type: "MultiLineString", members: parts };
  if (parts.every((part) => part.type === "LinearRing")) return { type: "MultiLineString", members: parts };
  if (parts.every((part) => part.type === "Polygon")) return { type: "MultiPolygon", members: parts };
  return { type: "GeometryCollection", members: parts };
}
