import type { MultiPolygon, Polygon } from "../../../src/engine/geometry/geometry.ts";
import { readWkt } from "../../../src/engine/geometry/wkt-reader.ts";

/** The geometry of a text that is known to be good. */
export function geometry(wkt: string) {
  const source = readWkt(wkt);
  if (source === undefined) throw new Error(`not WKT: ${wkt}`);
  return source.geometry;
}

/** Polygons of a POLYGON or MULTIPOLYGON. */
export function polygons(wkt: string): readonly Polygon[] {
  const shape = geometry(wkt);
  if (shape.type === "Polygon") return [shape];
  if (shape.type === "MultiPolygon") return shape.members;
  throw new Error(`not an area: ${wkt}`);
}

/** Shortest text of polygons: `((0 0,1 0,1 1,0 0));((...))`. */
export function text(areas: readonly Polygon[] | MultiPolygon): string {
  const members: readonly Polygon[] = "members" in areas ? areas.members : areas;
  return members.map(({ rings }) => `(${rings.map(ringText).join(",")})`).join(";");
}

export function ringText(ring: Float64Array): string {
  const vertices: string[] = [];
  for (let i = 0; i < ring.length; i += 2) vertices.push(`${short(ring[i]!)} ${short(ring[i + 1]!)}`);
  return `(${vertices.join(",")})`;
}

/** Without the last digits, which computed points do not share with their decimal texts. */
function short(value: number): string {
  return `${Math.round(value * 1e9) / 1e9}`;
}
