import { childrenNamed, type KmlElement, lastChild } from "./kml-document.ts";
import { geometryElement, readKmlGeometry } from "./kml-geometry.ts";
import type { OgrDateTime, OgrField, OgrGeometry, OgrPolygon, OgrValue } from "./ogr-types.ts";

/**
 * What OGR's LIBKML driver takes from a placemark or ground overlay.
 *
 * Source: ogr/ogrsf_frmts/libkml/ogrlibkmlfield.cpp of GDAL 3.6.2 (kml2field)
 */

/** The columns every KML layer has, in order. */
export const standardFields: readonly OgrField[] = [
  { name: "Name", type: "string" },
  { name: "description", type: "string" },
  { name: "timestamp", type: "datetime" },
  { name: "begin", type: "datetime" },
  { name: "end", type: "datetime" },
  { name: "altitudeMode", type: "string" },
  { name: "tessellate", type: "integer" },
  { name: "extrude", type: "integer" },
  { name: "visibility", type: "integer" },
  { name: "drawOrder", type: "integer" },
  { name: "icon", type: "string" },
];

export interface KmlFeature {
  readonly isPlacemark: boolean;
  readonly geometry: OgrGeometry | undefined;
  /** By `standardFields`. */
  readonly standard: readonly OgrValue[];
  readonly snippet: string | undefined;
  /** Where the first SchemaData says its schema is. */
  readonly schemaUrl: string | undefined;
  readonly hasSchemaData: boolean;
  /** SimpleData and Data, by name; a value that is not there is `undefined`. */
  readonly simpleData: readonly NamedText[];
  readonly data: readonly NamedText[];
}

export interface NamedText {
  readonly name: string;
  readonly text: string | undefined;
}

/** @returns `undefined` for features that are none to OGR: network links, tours... */
export function readKmlFeature(element: KmlElement): KmlFeature | undefined {
  if (element.name === "Placemark") return placemark(element);
  return element.name === "GroundOverlay" ? groundOverlay(element) : undefined;
}

function placemark(element: KmlElement): KmlFeature {
  const shape = geometryElement(element);
  const times = timesOf(element, shape);
  return {
    ...extended(element),
    isPlacemark: true,
    geometry: shape && readKmlGeometry(shape),
    standard: [
      lastChild(element, "name")?.text,
      lastChild(element, "description")?.text,
      ...times,
      shape && altitudeMode(shape),
      shape && tessellate(shape),
      shape && (extrude(shape) ? 1 : 0),
      visibility(element),
      undefined,
      undefined,
    ],
  };
}

function groundOverlay(element: KmlElement): KmlFeature {
  const icon = lastChild(element, "Icon");
  const drawOrder = lastChild(element, "drawOrder");
  return {
    ...extended(element),
    isPlacemark: false,
    geometry: overlayGeometry(element),
    standard: [
      lastChild(element, "name")?.text,
      lastChild(element, "description")?.text,
      ...timesOf(element, undefined),
      ownAltitudeMode(element),
      undefined,
      undefined,
      visibility(element),
      drawOrder && integer(drawOrder.text),
      icon && lastChild(icon, "href")?.text,
    ],
  };
}

function extended(element: KmlElement) {
  const extendedData = lastChild(element, "ExtendedData");
  const schemaData = extendedData === undefined ? [] : childrenNamed(extendedData, "SchemaData");
  const data = extendedData === undefined ? [] : childrenNamed(extendedData, "Data");
  const snippet = lastChild(element, "Snippet");
  return {
    snippet: snippet && trimmed(snippet.text),
    schemaUrl: schemaData[0]?.attributes.schemaUrl,
    hasSchemaData: schemaData.length > 0,
    simpleData: schemaData.flatMap((each) => {
      return childrenNamed(each, "SimpleData").flatMap((simple) => named(simple, trimmed(simple.text)));
    }),
    data: data.flatMap((each) => named(each, lastChild(each, "value")?.text)),
  };
}

function named(element: KmlElement, text: string | undefined): NamedText[] {
  const name = element.attributes.name;
  return name === undefined ? [] : [{ name, text }];
}

/** Spaces, tabs and line ends on both sides. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

function visibility(element: KmlElement): number {
  const flag = lastChild(element, "visibility");
  return flag === undefined ? -1 : Number(boolean(flag.text));
}

/** `1...` or `true...`, after white space. */
function boolean(text: string): boolean {
  return /^\s*(1|true)/.test(text);
}

function integer(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}

/** Timestamp, begin and end; a track without times of its own has those of its first and last point. */
function timesOf(element: KmlElement, shape: KmlElement | undefined): (OgrDateTime | undefined)[] {
  const primitive = element.children.findLast((child) => /^(gx:)?Time(Stamp|Span)$/.test(child.name));
  const time = (name: string) => primitive && parseXmlDate(lastChild(primitive, name)?.text ?? "");
  if (primitive?.name.endsWith("TimeStamp")) return [time("when"), undefined, undefined];
  if (primitive !== undefined) return [undefined, time("begin"), time("end")];
  const tracks =
    shape === undefined ? [] : shape.name === "gx:Track" ? [shape] : childrenNamed(shape, "gx:Track");
  if (shape === undefined || !shape.name.startsWith("gx:")) return [undefined, undefined, undefined];
  const begin = tracks[0] && childrenNamed(tracks[0], "when")[0];
  const last = tracks.at(-1);
  const end = last && childrenNamed(last, "when")[childrenNamed(last, "gx:coord").length - 1];
  return [undefined, parseXmlDate(begin?.text ?? ""), parseXmlDate(end?.text ?? "")];
}

/**
 * XML Schema's dateTime, date and year with month; of a time cut short, what there is.
 *
 * Source: ogr/ogrutils.cpp of GDAL 3.6.2 (OGRParseXMLDateTime)
 */
export function parseXmlDate(text: string): OgrDateTime | undefined {
  const match = /^\s*([+-]?\d{1,4})-\s*([+-]?\d{1,2})(?:-\s*([+-]?\d{1,2})(.*))?/s.exec(text);
  if (match === null) return undefined;
  const [, year, month, day = "1", rest = ""] = match;
  const clock = /^T\s*(\d{1,2})(?::\s*(\d{1,2})(?::\s*(\d+\.?\d*|\.\d+)(.*))?)?/s.exec(rest);
  const [, hour = "0", minute = "0", second = "0", zone = ""] = clock ?? [];
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Math.fround(Number(second)),
    timeZone: zoneOf(zone),
  };
}

function zoneOf(text: string): number {
  if (text.startsWith("Z")) return 100;
  const match = /^([+-])\s*(\d{1,2}):\s*(\d{1,2})/.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  const quarters = Math.trunc((Number(hours) * 60 + Number(minutes)) / 15);
  return sign === "+" ? 100 + quarters : 100 - quarters;
}

const altitudeModes = new Set(["clampToGround", "relativeToGround", "absolute"]);
const seaAltitudeModes = new Set(["clampToSeaFloor", "relativeToSeaFloor"]);

function ownAltitudeMode(element: KmlElement): string | undefined {
  const mode = childrenNamed(element, "altitudeMode").findLast((child) => altitudeModes.has(child.text));
  const sea = childrenNamed(element, "gx:altitudeMode").findLast((child) => seaAltitudeModes.has(child.text));
  return mode?.text ?? sea?.text;
}

const withAltitudeMode = new Set(["Point", "LineString", "Polygon"]);

/** Of the geometry itself; of the first part of a collection that says one. */
function altitudeMode(shape: KmlElement): string | undefined {
  if (withAltitudeMode.has(shape.name)) return ownAltitudeMode(shape);
  if (shape.name !== "MultiGeometry") return undefined;
  for (const part of shape.children) {
    const mode = altitudeMode(part);
    if (mode !== undefined) return mode;
  }
  return undefined;
}

/** 1, 0 or, where nothing is said, -1. */
function tessellate(shape: KmlElement): number {
  if (shape.name === "LineString" || shape.name === "Polygon") {
    const flag = lastChild(shape, "tessellate");
    return flag === undefined ? -1 : Number(boolean(flag.text));
  }
  if (shape.name !== "MultiGeometry") return -1;
  return shape.children.map(tessellate).find((flag) => flag !== -1) ?? -1;
}

/** Of the geometry itself; of the first part of a collection that says it either way. */
function extrude(shape: KmlElement): boolean | undefined {
  if (shape.name === "MultiGeometry") {
    return shape.children.map(extrude).find((flag) => flag !== undefined);
  }
  const flag = withAltitudeMode.has(shape.name) ? lastChild(shape, "extrude") : undefined;
  return flag && boolean(flag.text);
}

/** A picture's box, at altitude 0; its four corners in their own order when it is given by those. */
function overlayGeometry(element: KmlElement): OgrPolygon | undefined {
  const box = lastChild(element, "LatLonBox");
  if (box !== undefined) {
    const side = (name: string) => {
      const text = lastChild(box, name)?.text;
      return text === undefined ? undefined : Number.parseFloat(text) || 0;
    };
    const [north, south, east, west] = [side("north"), side("south"), side("east"), side("west")];
    if (north === undefined || south === undefined || east === undefined || west === undefined)
      return undefined;
    const ring = [east, north, 0, east, south, 0, west, south, 0, west, north, 0, east, north, 0];
    return { type: "Polygon", dimension: "XYZ", rings: [ring] };
  }
  const quad = lastChild(element, "gx:LatLonQuad");
  const corners = quad && readKmlGeometry({ ...quad, name: "LineString" });
  if (corners?.type !== "LineString" || corners.ordinates.length === 0) return undefined;
  const { dimension, ordinates } = corners;
  return { type: "Polygon", dimension, rings: [closed([...ordinates], dimension.length)] };
}

function closed(ring: number[], stride: number): number[] {
  const isClosed = ring.slice(0, stride).every((ordinate, axis) => ordinate === ring.at(axis - stride));
  return isClosed ? ring : [...ring, ...ring.slice(0, stride)];
}
