import { isEmpty } from "./ogr-multi-polygon.ts";
import type { OgrGeometry, OgrOrdinates } from "./ogr-types.ts";

/**
 * The geometries of a layer brought to the layer's own type, which is the one they share: if any has z all get it,
 * collections among multipolygons make collections of those, and where nothing is shared an empty geometry is none.
 *
 * @param isAnyType the layer has no type of its own
 *
 * Source: ogr/ogrsf_frmts/gml/ogrgmllayer.cpp (GetNextFeature), ogr/ogrgeometryfactory.cpp (forceTo),
 * ogrgeometry.cpp (OGRMergeGeometryTypesEx) of GDAL 3.6.2
 */
export function layerGeometries(
  geometries: readonly (OgrGeometry | undefined)[],
  isAnyType: boolean,
): (OgrGeometry | undefined)[] {
  const found = geometries.filter((geometry) => geometry !== undefined);
  const type = isAnyType ? undefined : sharedType(found);
  const hasZ = found.some((geometry) => geometry.dimension === "XYZ");
  return geometries.map((geometry) => {
    if (geometry === undefined) return undefined;
    if (type === undefined) return isEmpty(geometry) ? undefined : geometry;
    const cast = type === "GeometryCollection" ? asCollection(geometry, hasZ) : geometry;
    return hasZ ? raised(cast) : cast;
  });
}

const collections = new Set(["MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"]);

function sharedType(geometries: readonly OgrGeometry[]): OgrGeometry["type"] | undefined {
  let shared: OgrGeometry["type"] | undefined = geometries[0]?.type;
  for (const { type } of geometries) {
    if (shared === undefined || type === shared) continue;
    const areCollections = collections.has(type) && collections.has(shared);
    const isGeneral = type === "GeometryCollection" || shared === "GeometryCollection";
    shared = areCollections && isGeneral ? "GeometryCollection" : undefined;
    if (shared === undefined) return undefined;
  }
  return shared;
}

/** One that has its z already, in a layer with z, is left as it is unless it has but one member. */
function asCollection(geometry: OgrGeometry, hasZ: boolean): OgrGeometry {
  switch (geometry.type) {
    case "MultiPoint":
    case "MultiLineString":
    case "MultiPolygon":
      if (hasZ && geometry.dimension === "XYZ" && geometry.members.length !== 1) return geometry;
      return { ...geometry, type: "GeometryCollection" };
    default:
      return geometry;
  }
}

function raised(geometry: OgrGeometry): OgrGeometry {
  switch (geometry.type) {
    case "Point":
    case "LineString":
      return geometry.dimension === "XY"
        ? { ...geometry, dimension: "XYZ", ordinates: withZero(geometry.ordinates) }
        : geometry;
    case "Polygon":
      return geometry.dimension === "XY"
        ? { ...geometry, dimension: "XYZ", rings: geometry.rings.map(withZero) }
        : geometry;
    default:
      return { ...geometry, dimension: "XYZ", members: geometry.members.map(raised) };
  }
}

function withZero(ordinates: OgrOrdinates): number[] {
  return [...ordinates].flatMap((ordinate, at) => (at % 2 === 1 ? [ordinate, 0] : [ordinate]));
}
