import { readRecords } from "../csv/read.ts";
import type { Geometry, MultiPolygon, Polygon } from "../engine/geometry/geometry.ts";
import type { GeometryEngine } from "../engine/geometry/geometry-engine.ts";
import { GeometryEngineError } from "../engine/geometry/geometry-engine.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { writeWkt } from "../engine/geometry/wkt-writer.ts";
import { ownShapeInWgs84 } from "./shape-numbers.ts";

export type BoundaryReading =
  | {
      readonly ok: true;
      /** MULTIPOLYGON, longitude and latitude, six decimals. */
      readonly wkt: string;
      /** Areas taken, of how many in the file. */
      readonly areas: number;
      readonly ofAreas: number;
    }
  | { readonly ok: false; readonly reason: "not-readable" | "no-area" | "not-in-england" };

/** One area of the file, with every text that stands beside it. */
interface Candidate {
  readonly text: string;
  readonly beside: readonly string[];
}

const shapeColumn = /^(wkt|geometry|geom|the_geom|shape|multipolygon)$/i;
const wktStart = /^\s*(multi)?polygon\b/i;

/**
 * The boundary of an authority out of a file: GeoJSON, CSV with a column of well-known text, or the text alone, in any of
 * the coordinate systems the platform knows.
 *
 * @param names what the organisation goes by (codes, name): of a file with several areas only those are taken that have one
 *   of them beside them; all, when none has
 */
export function readBoundary(
  text: string,
  names: readonly string[],
  engine: GeometryEngine,
): BoundaryReading {
  const found = candidates(text.replace(/^\ufeff/, ""));
  if (!found) return { ok: false, reason: "not-readable" };
  const areas = found.filter((each) => isArea(each.text));
  if (areas.length === 0) return { ok: false, reason: "no-area" };
  const known = new Set(names.filter((name) => name !== "").map(plain));
  const own = areas.filter(({ beside }) => beside.some((value) => known.has(plain(value))));
  const taken = own.length > 0 ? own : areas;
  const polygons = taken.flatMap((each) => polygonsOf(ownShapeInWgs84(each.text)));
  if (polygons.length === 0) return { ok: false, reason: "not-in-england" };
  return { ok: true, wkt: writeWkt(united(polygons, engine)), areas: taken.length, ofAreas: areas.length };
}

/** `undefined` when the text is none of the formats. */
function candidates(text: string): Candidate[] | undefined {
  if (text.trimStart().startsWith("{")) return fromJson(text);
  if (wktStart.test(text) || /^\s*SRID=\d+;/i.test(text)) return [{ text: withoutSrid(text), beside: [] }];
  return fromCsv(text);
}

function fromJson(text: string): Candidate[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return features(json).map(({ geometry, properties }) => ({
    text: JSON.stringify(geometry),
    beside: Object.values(properties).map(String),
  }));
}

interface Feature {
  readonly geometry: object;
  readonly properties: object;
}

function features(json: unknown): Feature[] {
  if (typeof json !== "object" || json === null) return [];
  if ("features" in json && Array.isArray(json.features)) return json.features.flatMap(features);
  if ("geometries" in json && Array.isArray(json.geometries)) return json.geometries.flatMap(features);
  if ("geometry" in json) {
    const { geometry } = json;
    if (typeof geometry !== "object" || geometry === null) return [];
    const properties = "properties" in json ? json.properties : undefined;
    return [
      { geometry, properties: typeof properties === "object" && properties !== null ? properties : {} },
    ];
  }
  return "coordinates" in json ? [{ geometry: json, properties: {} }] : [];
}

function fromCsv(text: string): Candidate[] | undefined {
  const [header = [], ...records] = readRecords(text);
  const named = header.findIndex((name) => shapeColumn.test(name.trim()));
  // A column of another name that holds shapes.
  const at = named >= 0 ? named : (records[0]?.findIndex((cell) => wktStart.test(cell)) ?? -1);
  if (at < 0) return undefined;
  return records.map((cells) => ({
    text: withoutSrid(cells[at] ?? ""),
    beside: cells.filter((_, position) => position !== at),
  }));
}

function withoutSrid(text: string): string {
  return text.replace(/^\s*SRID=\d+;/i, "");
}

function isArea(text: string): boolean {
  return wktStart.test(text) || /^\{.*"type"\s*:\s*"(Multi)?Polygon"/s.test(text);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

/** Those that enclose something. */
function polygonsOf(geometry: Geometry | undefined): Polygon[] {
  if (geometry?.type === "MultiPolygon") return geometry.members.flatMap(polygonsOf);
  return geometry?.type === "Polygon" && (geometry.rings[0]?.length ?? 0) >= 8 ? [geometry] : [];
}

/** One area without overlaps, where the library can make it; otherwise the areas side by side. */
function united(polygons: readonly Polygon[], engine: GeometryEngine): MultiPolygon {
  const apart: MultiPolygon = { type: "MultiPolygon", members: polygons };
  try {
    const members = polygonsOf(engine.union([engine.bufferZero(apart)]));
    return members.length > 0 ? { type: "MultiPolygon", members } : apart;
  } catch (error) {
    if (error instanceof GeometryEngineError) return apart;
    throw error;
  }
}

/** The stored text again; `undefined` when it is no area. */
export function boundaryPolygons(wkt: string): readonly Polygon[] | undefined {
  const polygons = polygonsOf(readWkt(wkt)?.geometry);
  return polygons.length > 0 ? polygons : undefined;
}
