import { forceToMultiPolygon } from "./ogr-multi-polygon.ts";
import { afterRewriting } from "./ogr-rewritten.ts";
import type { OgrFeature, OgrField, OgrFieldType, OgrLayer } from "./ogr-types.ts";
import { convertValue, valueText } from "./ogr-value.ts";
import { writeWkt } from "./ogr-wkt.ts";

// Rows gathered before they are handed on: large enough to be quick, small enough to keep memory flat.
const chunkLength = 1 << 16;

/**
 * The CSV text that ogr2ogr 3.6.2 writes with the pipeline's arguments, in chunks: geometry promoted to MULTIPOLYGON
 * and written as WKT in the first column, CRLF line ends, all layers merged into one table.
 *
 * Columns of all layers come first, in their order; names that differ only by case are told apart by a number within
 * one layer and are one column across layers. May be iterated again if the layers' features may.
 *
 * Source: digital_land/phase/convert.py (convert_features_to_csv)
 */
export function ogrCsv(layers: readonly OgrLayer[]): Iterable<string> {
  return { [Symbol.iterator]: () => chunks(layers) };
}

function* chunks(given: readonly OgrLayer[]): Generator<string, void, undefined> {
  const layers = afterRewriting(given);
  const { columns, places } = mergeColumns(layers);
  let chunk = header(columns);
  for (const [index, layer] of layers.entries()) {
    const place = places[index] ?? [];
    for (const feature of layer.features) {
      chunk += record(layer, feature, columns, place);
      if (chunk.length >= chunkLength) {
        yield chunk;
        chunk = "";
      }
    }
  }
  yield chunk;
}

/** Column of the table for each field of each layer, -1 for none. */
interface Merged {
  readonly columns: readonly OgrField[];
  readonly places: readonly (readonly number[])[];
}

function mergeColumns(layers: readonly OgrLayer[]): Merged {
  const columns: OgrField[] = [];
  const byName = new Map<string, number>();
  const places = layers.map((layer) => {
    const own = new Set(layer.fields.map((field) => upper(field.name)));
    const earlier = new Map(byName);
    return layer.fields.map((field) => {
      // ogr2ogr takes a nameless column of whole numbers for the feature id, which it does not write.
      if (field.name === "" && wholeTypes.has(field.type)) return -1;
      const known = earlier.get(upper(field.name));
      if (known !== undefined) return known;
      const name = freeName(field.name, byName, own);
      byName.set(upper(name), columns.length);
      columns.push(name === field.name ? field : { ...field, name });
      return columns.length - 1;
    });
  });
  return { columns, places };
}

const wholeTypes = new Set<OgrFieldType>(["boolean", "integer", "integer64"]);

/** OGR compares names without regard to the case of ASCII letters. */
function upper(name: string): string {
  return name.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function freeName(name: string, taken: ReadonlyMap<string, number>, own: ReadonlySet<string>): string {
  if (!taken.has(upper(name))) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name}${number}`;
    if (!taken.has(upper(candidate)) && !own.has(upper(candidate))) return candidate;
  }
}

function header(columns: readonly OgrField[]): string {
  // A table with geometry alone gets a second, nameless column.
  if (columns.length === 0) return "WKT,\r\n";
  return `WKT,${columns.map((column) => quote(column.name)).join(",")}\r\n`;
}

function record(
  layer: OgrLayer,
  feature: OgrFeature,
  columns: readonly OgrField[],
  place: readonly number[],
): string {
  const { geometry } = feature;
  let text = geometry === undefined ? "" : `"${writeWkt(forceToMultiPolygon(geometry))}"`;
  if (columns.length === 0) return `${text}${text === "" ? "," : ""}\r\n`;
  if (place.length === columns.length && place.every((column, field) => column === field)) {
    for (const [index, field] of layer.fields.entries()) {
      const column = columns[index] ?? field;
      text += `,${cell(column, valueText(column, convertValue(field, column, feature.values[index])))}`;
    }
  } else {
    const cells = new Array<string>(columns.length).fill("");
    for (const [index, field] of layer.fields.entries()) {
      const at = place[index] ?? -1;
      if (at < 0) continue;
      const column = columns[at] ?? field;
      cells[at] = cell(column, valueText(column, convertValue(field, column, feature.values[index])));
    }
    text += `,${cells.join(",")}`;
  }
  // One empty column and no geometry would be an empty line, which no reader would count.
  if (columns.length === 1 && text === ",") text += ",";
  return `${text}\r\n`;
}

/** Lists and other texts; a real number is never quoted. */
function cell(column: OgrField, text: string): string {
  if (column.type === "real") return text;
  if (column.type.endsWith("-list")) return quote(text);
  return looksNumeric(text) ? `"${text}"` : quote(text);
}

/** Quotes a text that holds a separator, a quote or a line end. */
function quote(text: string): string {
  return /[",;\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Whether GDAL takes a text for a number (a sign alone and a point alone count): such texts are quoted, so that a reader
 * keeps them as text.
 */
export function looksNumeric(text: string): boolean {
  // Nothing numeric starts above "9", which settles most texts.
  if (!(text.charCodeAt(0) <= 57)) return false;
  const number = text.replace(/^[ \t\n\v\f\r]+/, "");
  if (number === "") return false;
  let hasDigit = false;
  let hasPoint = false;
  let exponentAt = -1;
  for (let at = "+-".includes(number.charAt(0)) ? 1 : 0; at < number.length; at += 1) {
    const character = number.charAt(at);
    if (isDigit(character)) hasDigit = true;
    else if (" \t\n\v\f\r".includes(character)) {
      if (/[^ \t\n\v\f\r]/.test(number.slice(at))) return false;
      break;
    } else if (character === "-" || character === "+") {
      if (at === 0 || at - 1 !== exponentAt) return false;
    } else if (character === ".") {
      if (hasPoint) return false;
      hasPoint = true;
    } else if ("DdEe".includes(character)) {
      const next = number.charAt(at + 1);
      if (!hasDigit || exponentAt >= 0 || !(next === "+" || next === "-" || isDigit(next))) return false;
      exponentAt = at;
    } else return false;
  }
  // With a long exponent GDAL looks whether there is such a number.
  return !(exponentAt >= 0 && number.length - exponentAt > 4 && !Number.isFinite(Number.parseFloat(number)));
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
