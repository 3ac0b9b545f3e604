import type { OgrGeometry, OgrOrdinates } from "./ogr-types.ts";

/** A geometry with x and y exchanged. */
export function swapped(geometry: OgrGeometry): OgrGeometry {
  const width = geometry.dimension.length;
  switch (geometry.type) {
    case "Point":
    case "LineString":
      return { ...geometry, ordinates: exchanged(geometry.ordinates, width) };
    case "Polygon":
      return { ...geometry, rings: geometry.rings.map((ring) => exchanged(ring, width)) };
    default:
      return { ...geometry, members: geometry.members.map(swapped) };
  }
}

function exchanged(ordinates: OgrOrdinates, width: number): Float64Array {
  const result = Float64Array.from(ordinates);
  for (let at = 0; at + 1 < result.length; at += width) {
    const x = result[at] ?? 0;
    result[at] = result[at + 1] ?? 0;
    result[at + 1] = x;
  }
  return result;
}
