import { type GmlNode, gmlChild } from "./gml-node.ts";
import type { OgrDimension } from "./ogr-types.ts";

/** Points one after the other. */
export interface GmlRun {
  readonly dimension: OgrDimension;
  readonly ordinates: readonly number[];
}

/**
 * The points of a Point, LineString or LinearRing in any of GML's notations: coordinates, pos, posList, coord.
 *
 * @param srsDimension as inherited, 0 = not given
 * @returns `undefined` when OGR can make nothing of them
 *
 * Source: ogr/gml2ogrgeometry.cpp of GDAL 3.6.2 (ParseGMLCoordinates)
 */
export function gmlCoordinates(node: GmlNode, srsDimension: number): GmlRun | undefined {
  const coordinates = gmlChild(node, "coordinates");
  if (coordinates !== undefined) return fromCoordinates(coordinates);
  const positions = fromPositions(node, srsDimension);
  if (positions !== "none") return positions;
  const list = gmlChild(node, "posList");
  if (list !== undefined) return fromPosList(list, node, srsDimension);
  return fromCoords(node);
}

const emptyRun: GmlRun = { dimension: "XY", ordinates: [] };

/** Points as they come, some with a third ordinate: if any has one, all get it. */
function runOf(points: readonly (readonly number[])[]): GmlRun {
  const hasZ = points.some((point) => point.length > 2);
  const ordinates: number[] = [];
  for (const [x = 0, y = 0, z = 0] of points) {
    ordinates.push(x, y);
    if (hasZ) ordinates.push(z);
  }
  return { dimension: hasZ ? "XYZ" : "XY", ordinates };
}

function fromPositions(node: GmlNode, srsDimension: number): GmlRun | "none" | undefined {
  const points: number[][] = [];
  for (const child of node.children) {
    const name = child.name.toLowerCase();
    if (name === "pointproperty") {
      for (const point of child.children) {
        if (!/^(elevated)?point$/i.test(point.name)) continue;
        const run = gmlCoordinates(point, srsDimension);
        if (run !== undefined) points.push(run.ordinates.length === 0 ? [0, 0] : [...run.ordinates]);
      }
    } else if (name === "pos") {
      if (child.text === "") return emptyRun;
      const [x, y, z] = child.text.split(separators).filter((token) => token !== "");
      if (x === undefined || y === undefined) return undefined;
      points.push([x, y, ...(z === undefined ? [] : [z])].map((token) => fastAtof(token, 0)));
    }
  }
  return points.length > 0 ? runOf(points) : "none";
}

const separators = /[\n\r\t ,]+/;

function fromPosList(list: GmlNode, node: GmlNode, srsDimension: number): GmlRun | undefined {
  const declared = list.attributes.srsDimension ?? node.attributes.srsDimension;
  const width = declared === undefined ? srsDimension || 2 : Number.parseInt(declared, 10) || 0;
  if (width !== 2 && width !== 3) return undefined;
  if (list.text === "") return emptyRun;
  const ordinates: number[] = [];
  for (const token of list.text.split(separators)) if (token !== "") ordinates.push(fastAtof(token, 0));
  if (ordinates.length === 0 || ordinates.length % width !== 0) return undefined;
  return { dimension: width === 3 ? "XYZ" : "XY", ordinates };
}

function fromCoords(node: GmlNode): GmlRun | undefined {
  const points: number[][] = [];
  for (const coord of node.children) {
    if (coord.name.toLowerCase() !== "coord") continue;
    const texts = ["X", "Y", "Z"].map((axis) => gmlChild(coord, axis)?.text);
    const [x, y, z] = texts;
    if (!x || !y || z === "") return undefined;
    points.push([x, y, ...(z === undefined ? [] : [z])].map((text) => fastAtof(text, 0)));
  }
  return points.length > 0 ? runOf(points) : undefined;
}

interface Separators {
  readonly decimal: string;
  readonly withinTuple: string;
  readonly betweenTuples: string;
  /** The separator within tuples is GML's own, which gives way to what is there. */
  readonly isDefault: boolean;
}

function fromCoordinates(node: GmlNode): GmlRun | undefined {
  const { decimal = ".", cs, ts = " " } = node.attributes;
  if ([decimal, cs ?? ",", ts].some((mark) => mark.length !== 1 || /\d/.test(mark))) return undefined;
  const text = node.text.replace(/^\s+/, "");
  if (node.text === "") return emptyRun;
  const marks = { decimal, withinTuple: cs ?? ",", betweenTuples: ts, isDefault: cs === undefined };
  const first = tuples(text, marks);
  if (first === undefined || first.points.length === 0) return undefined;
  // OGR reads twice, the second time with the separators it found; points it then misses stay at 0.
  const second = tuples(text, first.marks);
  if (second === undefined || second.points.length === 0) return undefined;
  const missing = Array.from({ length: first.points.length - second.points.length }, () => [0, 0]);
  return runOf([...second.points, ...missing]);
}

function tuples(
  text: string,
  given: Separators,
): { readonly points: number[][]; readonly marks: Separators } | undefined {
  const points: number[][] = [];
  let marks = given;
  let at = 0;
  const value = () => (marks.decimal === "." ? fastAtof(text, at) : fastAtof(withPoint(text, at, marks), 0));
  while (at < text.length) {
    const point = [value()];
    while (at < text.length && text[at] !== marks.withinTuple && !isSpace(text, at)) at++;
    if (at >= text.length) return undefined;
    if (marks.withinTuple === "," && marks.isDefault && isSpace(text, at)) {
      marks = { ...marks, withinTuple: " ", betweenTuples: "," };
    }
    at++;
    point.push(value());
    at = endOfOrdinate(text, at, marks);
    if (text[at] === marks.withinTuple) {
      at++;
      point.push(value());
      at = endOfOrdinate(text, at, marks);
    }
    if (text[at] === marks.betweenTuples) at++;
    while (at < text.length && isSpace(text, at)) at++;
    points.push(point);
  }
  return { points, marks };
}

function endOfOrdinate(text: string, from: number, marks: Separators): number {
  let at = from;
  while (
    at < text.length &&
    text[at] !== marks.withinTuple &&
    text[at] !== marks.betweenTuples &&
    !isSpace(text, at)
  ) {
    at++;
  }
  return at;
}

function withPoint(text: string, at: number, marks: Separators): string {
  return text.slice(at, at + 64).replace(marks.decimal, ".");
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
}

const numberAtStart = /[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * The number that starts at a position, 0 when none does. OGR's own quick way, whose result may be off in the last bit.
 *
 * Source: ogr/ogrutils.cpp of GDAL 3.6.2 (OGRFastAtof)
 */
export function fastAtof(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  const sign = text[at] === "-" ? -1 : 1;
  if (text[at] === "-" || text[at] === "+") at++;
  let value = 0;
  let decimals = -1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      if (decimals >= 0) decimals++;
    } else if (code === 46 && decimals < 0) decimals = 0;
    else if (code === 101 || code === 69 || code === 100 || code === 68) return exactAtof(text, from);
    else break;
  }
  if (decimals <= 0) return sign * value;
  return decimals <= largestPower ? sign * (value / powerOfTen(decimals)) : exactAtof(text, from);
}

const largestPower = 31;
const powers = Array.from({ length: largestPower + 1 }, (_, exponent) => Number(`1e${exponent}`));

function powerOfTen(exponent: number): number {
  return powers[exponent] ?? Number.NaN;
}

function exactAtof(text: string, from: number): number {
  numberAtStart.lastIndex = from;
  return Number(numberAtStart.exec(text)?.[0] ?? 0);
}
