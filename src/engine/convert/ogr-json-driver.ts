import { byteText } from "./bytes.ts";
import { readEsriJson } from "./esri-json.ts";
import { type OpenText, readGeojson, readGeojsonSequence } from "./geojson.ts";
import { OgrJsonError } from "./ogr-json.ts";
import type { OgrLayer } from "./ogr-types.ts";
import type { OgrAnswer } from "./reader.ts";
import type { ByteSource } from "./source.ts";
import { readTopojson } from "./topojson.ts";
import { utf8Text } from "./utf8.ts";

type Kind = "GeoJSON" | "GeoJSON sequence" | "ESRI JSON" | "TopoJSON";

const readers: Readonly<Record<Kind, (open: OpenText) => readonly OgrLayer[]>> = {
  GeoJSON: readGeojson,
  "GeoJSON sequence": readGeojsonSequence,
  "ESRI JSON": readEsriJson,
  TopoJSON: readTopojson,
};

/**
 * What ogr2ogr makes of a file that starts with a brace: GeoJSON, a sequence of it, ESRI JSON or TopoJSON, told apart as
 * GDAL does, by what stands in the first 6,000 bytes.
 */
export function readOgrJson(source: ByteSource): OgrAnswer {
  const kind = jsonKind(source);
  if (kind === undefined) return failed("JSON", "Unable to open datasource");
  const open = () => withoutMark(utf8Text(source));
  try {
    return { format: kind, layers: readers[kind](open) };
  } catch (error) {
    if (error instanceof OgrJsonError) return failed(kind, error.message);
    throw error;
  }
}

function failed(format: string, message: string): OgrAnswer {
  const exception = `ogr2ogr failed (1). stdout='', stderr='${message}'. gdal version 3.6.2`;
  return { format, failure: { reason: "json-not-readable", exception } };
}

const headerLength = 6000;

/**
 * Which of GDAL's JSON drivers opens a file.
 *
 * Source: GDAL 3.6.2 ogrgeojsonutils.cpp
 */
export function jsonKind(source: ByteSource): Kind | undefined {
  const header = cText(source, headerLength);
  if (!/^(?:\xef\xbb\xbf)?[\t-\r ]*(?:loadGeoJSON\(|jsonp\()?\{/.test(header)) {
    return header.startsWith("\x1e") && likeGeojson(header.slice(1)) !== "no"
      ? "GeoJSON sequence"
      : undefined;
  }
  const like = likeGeojson(header);
  if (like === "yes") return "GeoJSON";
  if (like === "perhaps a sequence") return isSequence(source) ? "GeoJSON sequence" : "GeoJSON";
  if (isEsriJson(header)) return "ESRI JSON";
  return isType(header, "Topology") ? "TopoJSON" : undefined;
}

/** The start of a file as a C string. */
function cText(source: ByteSource, length: number): string {
  const text = byteText(source.read(0, length));
  const nul = text.indexOf("\0");
  return nul < 0 ? text : text.slice(0, nul);
}

function likeGeojson(header: string): "yes" | "no" | "perhaps a sequence" {
  if (isType(header, "Topology")) return "no";
  if (isType(header, "FeatureCollection")) return "yes";
  const compact = compactJson(header, header.length);
  if (compact.startsWith('{"features":[') && !compact.startsWith(esriStart)) return "yes";
  if (compact.includes(',"features":[')) return isEsriJson(header) ? "no" : "yes";
  if (compact.startsWith('{"coordinates":[') || compact.startsWith('{"geometry":{"coordinates":['))
    return "yes";
  if (featureTypes.some((type) => isType(header, type))) return "perhaps a sequence";
  return compact.startsWith('{"properties":{') ? "perhaps a sequence" : "no";
}

const featureTypes = [
  "Feature",
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
];
const esriStart = '{"features":[{"geometry":{"rings":[';

/** Whether some `"type"` has a value; the first one without a colon behind it ends the search. */
function isType(header: string, type: string): boolean {
  for (let at = header.indexOf('"type"'); at >= 0; at = header.indexOf('"type"', at + 6)) {
    const match = /^[\t-\r ]*:[\t-\r ]*(?:"([^"]*)")?/.exec(header.slice(at + 6, at + 200));
    if (match === null) return false;
    if (match[1] === type) return true;
  }
  return false;
}

function isEsriJson(header: string): boolean {
  return (
    (header.includes('"geometryType"') && header.includes('"esriGeometry')) ||
    header.includes('"fieldAliases"') ||
    (header.includes('"fields"') && header.includes('"esriFieldType')) ||
    compactJson(header, esriStart.length).startsWith(esriStart)
  );
}

/** Text without a byte order mark and without white space outside strings. */
function compactJson(header: string, length: number): string {
  let compact = "";
  for (const [piece] of header.replace(/^\xef\xbb\xbf/, "").matchAll(/"(?:[^"\\]|\\.)*"?|[^"\t-\r ]+/gs)) {
    compact += piece;
    if (compact.length >= length) break;
  }
  return compact;
}

/** Whether a second object follows the first, with a line end between them and nothing else. */
function isSequence(source: ByteSource): boolean {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let objects = 0;
  let hasLineEnd = false;
  for (const chunk of utf8Text(source)) {
    for (let at = 0; at < chunk.length; at += 1) {
      const unit = chunk.charCodeAt(at);
      if (depth === 0) {
        if (unit === 0x7b) {
          objects += 1;
          if (objects === 2) return hasLineEnd;
          depth = 1;
        } else if (objects === 1 && unit === 0x0a) hasLineEnd = true;
        else if (!(unit === 0x20 || (unit >= 9 && unit <= 13))) return false;
      } else if (inString) {
        if (isEscaped) isEscaped = false;
        else if (unit === 0x5c) isEscaped = true;
        else if (unit === 0x22) inString = false;
      } else if (unit === 0x22) inString = true;
      else if (unit === 0x7b) depth += 1;
      else if (unit === 0x7d) depth -= 1;
    }
  }
  return false;
}

/** Text without a byte order mark in front. */
function* withoutMark(text: Iterable<string>): Generator<string, void, undefined> {
  let isFirst = true;
  for (const chunk of text) {
    if (chunk === "") continue;
    yield isFirst && chunk.startsWith("\ufeff") ? chunk.slice(1) : chunk;
    isFirst = false;
  }
}
