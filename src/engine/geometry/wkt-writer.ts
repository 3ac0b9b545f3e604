import { AsciiText } from "../ascii-text.ts";
import { addSixDecimals } from "./fixed-decimal.ts";
import {
  isEmpty,
  isEmptyPolygon,
  type MultiLineString,
  type MultiPolygon,
  type Point,
  type Polygon,
} from "./geometry.ts";

/**
 * Well-Known Text as the pipeline dumps it: two dimensions, six decimals always, one space after the type's name and none
 * after commas: `MULTIPOLYGON (((-1.000000 52.000000,...)))`. Other types never reach its output.
 */
export function writeWkt(geometry: Point | MultiLineString | MultiPolygon): string {
  return `${geometry.type.toUpperCase()} ${body(geometry)}`;
}

function body(geometry: Point | MultiLineString | MultiPolygon): string {
  if (isEmpty(geometry)) return "EMPTY";
  switch (geometry.type) {
    case "Point":
      return coordinatesText(geometry.coordinates);
    case "MultiLineString":
      return list(geometry.members.map((member) => coordinatesText(member.coordinates)));
    case "MultiPolygon":
      return list(geometry.members.map(polygonText));
  }
}

function polygonText(polygon: Polygon): string {
  return isEmptyPolygon(polygon) ? "EMPTY" : list(polygon.rings.map(coordinatesText));
}

function list(parts: readonly string[]): string {
  return `(${parts.join(",")})`;
}

const text = new AsciiText();

function coordinatesText(coordinates: Float64Array): string {
  if (coordinates.length === 0) return "EMPTY";
  for (let i = 0; i < coordinates.length; i += 2) {
    text.add(i === 0 ? "(" : ",");
    addSixDecimals(text, coordinates[i]!);
    text.add(" ");
    addSixDecimals(text, coordinates[i + 1]!);
  }
  text.add(")");
  return text.take();
}
