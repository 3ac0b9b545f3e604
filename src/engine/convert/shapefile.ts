import { type CodePage, codePageNamed, latin1 } from "./code-page.ts";
import { type DbfTable, isDeleted, ogrField, ogrValue, openDbf } from "./dbf.ts";
import type { OgrFeature, OgrGeometry, OgrLayer, OgrValue } from "./ogr-types.ts";
import { type Layout, layoutOf, readShape, shapeMeasured } from "./shapefile-shape.ts";

/** The files a shapefile consists of; `undefined` for one that is missing. */
export interface ShapefileParts {
  readonly name: string;
  readonly shp: Uint8Array;
  readonly shx: Uint8Array | undefined;
  readonly dbf: Uint8Array | undefined;
  /** One line naming the encoding of the texts. */
  readonly cpg: Uint8Array | undefined;
}

export interface Shapefile {
  readonly layer: OgrLayer;
  /**
   * Each character of the layer's names and texts stands for a byte, as OGR copies them: when the encoding is said to be
   * UTF-8 (which need not be true), or is not said at all.
   */
  readonly isRaw: boolean;
}

/** Why OGR does not open a shapefile. */
export type ShapefileFault = "no-index" | "damaged";

const headerLength = 100;

/**
 * A shapefile as OGR reads it: one layer, shapes by the index (.shx), attributes from the table (.dbf) beside it.
 *
 * Missing .dbf = no attributes. Missing .shx = OGR refuses. The projection (.prj) does not matter: nothing is
 * reprojected.
 *
 * Source: ESRI Shapefile Technical Description (1998); ogr/ogrsf_frmts/shape of GDAL 3.6.2
 */
export function readShapefile(parts: ShapefileParts): Shapefile | ShapefileFault {
  const { shp, shx } = parts;
  if (shx === undefined) return "no-index";
  if (!hasHeader(shp) || !hasHeader(shx)) return "damaged";
  const index = viewOf(shx);
  const recordCount = Math.trunc(((index.getUint32(24) & 0x7fffffff) - 50) / 4);
  if (recordCount < 0 || headerLength + recordCount * 8 > shx.length) return "damaged";
  const table = parts.dbf && openDbf(parts.dbf);
  if (!offsetsPlausible(index, recordCount)) return "damaged";
  if (table !== undefined && isCut(table, recordCount)) return "damaged";
  const known = table && codePageOf(table, parts.cpg);
  const codePage = known ?? latin1;
  const records = { shp: viewOf(shp), index };
  const measured = recordCount > 0 && shapeMeasured(recordAt(records, 0));
  const layout = layoutOf(shx[32] ?? 0, measured);
  const layer = {
    name: parts.name,
    fields: table?.fields.map((field) => ogrField(field, codePage)) ?? [],
    features: {
      *[Symbol.iterator]() {
        for (let number = 0; number < recordCount; number++) {
          const values = valuesOf(table, number, codePage);
          if (values !== undefined) yield featureOf(records, number, layout, values);
        }
      },
    },
  };
  return { layer, isRaw: known === undefined };
}

interface Records {
  readonly shp: DataView;
  readonly index: DataView;
}

function featureOf(
  records: Records,
  number: number,
  layout: Layout,
  values: readonly OgrValue[],
): OgrFeature {
  const record = recordAt(records, number);
  const geometry: OgrGeometry | undefined = record && readShape(record, layout);
  return { geometry, values };
}

/** Offsets and lengths, counted in words, that fit the format at all; OGR does not open the file otherwise. */
function offsetsPlausible(index: DataView, recordCount: number): boolean {
  for (let at = headerLength; at < headerLength + recordCount * 8; at += 8) {
    if (index.getUint32(at) > 0x7fffffff || index.getUint32(at + 4) > 0x3ffffffb) return false;
  }
  return true;
}

/** The contents of a shape, without its record's header; `undefined` when the file ends before it does. */
function recordAt({ shp, index }: Records, number: number): DataView | undefined {
  const start = index.getUint32(headerLength + number * 8) * 2 + 8;
  const length = index.getUint32(headerLength + number * 8 + 4) * 2;
  const available = shp.byteLength - start;
  if (length <= available) return new DataView(shp.buffer, shp.byteOffset + start, length);
  // Some writers count the header as well: for the last shape that is eight bytes too many.
  const isLongByHeader = length === available + 8 && shp.getUint32(start - 4) * 2 === available;
  return isLongByHeader ? new DataView(shp.buffer, shp.byteOffset + start, available) : undefined;
}

/** The attributes of a record; `undefined` when it is marked deleted or not in the table. */
function valuesOf(
  table: DbfTable | undefined,
  number: number,
  codePage: CodePage,
): readonly OgrValue[] | undefined {
  if (table === undefined) return [];
  const record = number < table.recordCount ? table.record(number) : undefined;
  if (record === undefined) return undefined;
  if (record.length < table.recordLength) return table.fields.map(() => undefined);
  return isDeleted(record) ? undefined : table.fields.map((field) => ogrValue(field, record, codePage));
}

/** Does the table end before the last record that a shape asks for? Then OGR gives up. */
function isCut(table: DbfTable, recordCount: number): boolean {
  const needed = Math.min(recordCount, table.recordCount);
  return needed > 0 && table.record(needed - 1) === undefined;
}

/** The code every .shp and .shx starts with; 13 instead of 10 is what a transfer as text makes of it. */
function hasHeader(bytes: Uint8Array): boolean {
  const [zero, none, code, version] = bytes;
  const isCode = zero === 0 && none === 0 && code === 0x27 && (version === 0x0a || version === 0x0d);
  return isCode && bytes.length >= headerLength;
}

/** The .cpg file wins over the number in the table's header; `undefined` with neither, and for UTF-8. */
function codePageOf(table: DbfTable, cpg: Uint8Array | undefined): CodePage | undefined {
  const named = cpg === undefined ? "" : (/^[^\r\n\0]*/.exec(latin1(cpg.subarray(0, 499)))?.[0] ?? "");
  const name = named === "" ? languageDriverName(table.languageDriver) : encodingName(named);
  return name === "UTF-8" ? undefined : codePageNamed(name);
}

/** What writers put into .cpg files, as OGR understands it. */
function encodingName(text: string): string {
  const number = Number.parseInt(text, 10);
  if ((number >= 437 && number <= 950) || (number >= 1250 && number <= 1258)) return `CP${number}`;
  if (text.startsWith("8859")) return `ISO-8859-${text.slice(text[4] === "-" ? 5 : 4)}`;
  if (/^utf-?8/i.test(text)) return "UTF-8";
  if (/^ansi 1251/i.test(text)) return "CP1251";
  return text;
}

function languageDriverName(number: number): string {
  if (number === 87) return "ISO-8859-1";
  const codePage = languageDrivers[number];
  return codePage === undefined ? "" : `CP${codePage}`;
}

/** dBase's numbers of language drivers and their code pages, as GDAL 3.6.2 knows them. */
const languageDrivers: Readonly<Record<number, number>> = {
  ...numbered(437, [1, 11, 13, 15, 17, 21, 24, 25, 27]),
  ...numbered(850, [2, 10, 14, 16, 18, 20, 22, 26, 29, 37, 55]),
  ...numbered(1252, [3, 88, 89]),
  ...numbered(865, [8, 23, 102]),
  ...numbered(852, [31, 34, 35, 64, 100, 135]),
  ...numbered(866, [38, 101]),
  ...numbered(863, [28, 108]),
  ...numbered(932, [19, 123]),
  ...numbered(936, [77, 122]),
  ...numbered(949, [78, 121]),
  ...numbered(950, [79, 120]),
  ...numbered(874, [80, 124]),
  ...numbered(737, [106, 134]),
  ...numbered(857, [107, 136]),
  4: 10000,
  36: 860,
  103: 861,
  104: 895,
  105: 620,
  150: 10007,
  151: 10029,
  200: 1250,
  201: 1251,
  202: 1254,
  203: 1253,
  204: 1257,
};

function numbered(codePage: number, drivers: readonly number[]): Record<number, number> {
  return Object.fromEntries(drivers.map((driver) => [driver, codePage]));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
