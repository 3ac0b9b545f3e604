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
      const point = numbersIn(child.text, 3);
      if (point.length < 2) return undefined;
      points.push(point);
    }
  }
  return points.length > 0 ? runOf(points) : "none";
}

/** Numbers between white space and commas, or the first so many of them. */
function numbersIn(text: string, limit = Number.POSITIVE_INFINITY): number[] {
  const numbers: number[] = [];
  let at = 0;
  while (numbers.length < limit) {
    while (at < text.length && isSeparator(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    numbers.push(fastAtof(text, at));
    while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
  }
  return numbers;
}

function isSeparator(code: number): boolean {
  return code === 32 || code === 10 || code === 44 || code === 9 || code === 13;
}

function fromPosList(list: GmlNode, node: GmlNode, srsDimension: number): GmlRun | undefined {
  const declared = list.attributes.srsDimension ?? node.attributes.srsDimension;
  const width = declared === undefined ? srsDimension || 2 : Number.parseInt(declared, 10) || 0;
  if (width !== 2 && width !== 3) return undefined;
  if (list.text === "") return emptyRun;
  const ordinates = numbersIn(list.text);
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

/** Separators as character codes. */
interface Separators {
  readonly decimal: string;
  readonly withinTuple: number;
  readonly betweenTuples: number;
  /** The separator within tuples is GML's own, which gives way to what is there. */
  readonly isDefault: boolean;
}

function fromCoordinates(node: GmlNode): GmlRun | undefined {
  const { decimal = ".", cs = ",", ts = " " } = node.attributes;
  if ([decimal, cs, ts].some((mark) => mark.length !== 1 || /\d/.test(mark))) return undefined;
  const text = node.text.replace(/^\s+/, "");
  if (node.text === "") return emptyRun;
  const given = {
    decimal,
    withinTuple: cs.charCodeAt(0),
    betweenTuples: ts.charCodeAt(0),
    isDefault: node.attributes.cs === undefined,
  };
  // OGR counts first, then reads with the separators it found; points it then misses stay at 0.
  let count = 0;
  const marks = eachTuple(text, given, () => count++);
  const points: number[][] = [];
  if (marks === undefined || count === 0) return undefined;
  if (eachTuple(text, marks, (...starts) => points.push(valuesAt(text, starts, decimal))) === undefined)
    return undefined;
  if (points.length === 0) return undefined;
  while (points.length < count) points.push([0, 0]);
  return runOf(points);
}

function valuesAt(text: string, starts: readonly (number | undefined)[], decimal: string): number[] {
  return starts.flatMap((at) => {
    if (at === undefined) return [];
    return decimal === "." ? fastAtof(text, at) : fastAtof(text.slice(at, at + 64).replace(decimal, "."), 0);
  });
}

/**
 * Calls `tuple` with the places where the ordinates of each start.
 *
 * @returns the separators found, `undefined` when the text ends in the middle of a tuple
 */
function eachTuple(
  text: string,
  given: Separators,
  tuple: (x: number, y: number, z?: number) => void,
): Separators | undefined {
  let { withinTuple, betweenTuples } = given;
  let at = 0;

  function skipOrdinate(): void {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === withinTuple || code === betweenTuples || isSpace(code)) break;
    }
  }

  while (at < text.length) {
    const x = at;
    while (at < text.length && text.charCodeAt(at) !== withinTuple && !isSpace(text.charCodeAt(at))) at++;
    if (at >= text.length) return undefined;
    if (withinTuple === comma && given.isDefault && isSpace(text.charCodeAt(at))) {
      withinTuple = space;
      betweenTuples = comma;
    }
    const y = ++at;
    skipOrdinate();
    let z: number | undefined;
    if (text.charCodeAt(at) === withinTuple) {
      z = ++at;
      skipOrdinate();
    }
    if (text.charCodeAt(at) === betweenTuples) at++;
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    tuple(x, y, z);
  }
  return { ...given, withinTuple, betweenTuples };
}

const comma = 44;
const space = 32;

function isSpace(code: number): boolean {
  return code === space || (code >= 9 && code <= 13);
}

const numberAtStart = /[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * The number that starts at a position, 0 when none does. OGR's own quick way, whose result may be off in the last bit.
 *
 * Source: ogr/ogrutils.cpp of GDAL 3.6.2 (OGRFastAtof)
 */
export function fastAtof(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space || text.charCodeAt(at) === 9) at++;
  const first = text.charCodeAt(at);
  const sign = first === 45 ? -1 : 1;
  if (first === 45 || first === 43) at++;
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
