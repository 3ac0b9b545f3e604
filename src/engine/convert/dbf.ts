import type { CodePage } from "./code-page.ts";
import type { OgrDateTime, OgrField, OgrValue } from "./ogr-types.ts";

/**
 * The attribute table of a shapefile or MapInfo table (dBase), as OGR reads it.
 *
 * Source: the dBase III file format; GDAL 3.6.2's answers where it is silent
 */
export interface DbfTable {
  readonly fields: readonly DbfField[];
  readonly recordCount: number;
  /** Number of the language driver in the header: which code page the texts are in, 0 = not said. */
  readonly languageDriver: number;
  /** Bytes of a whole record. */
  readonly recordLength: number;
  /** The record's bytes, the deletion flag first; fewer when the file ends in it, `undefined` when it ends before. */
  record(index: number): Uint8Array | undefined;
}

export interface DbfField {
  /** As in the header, in the table's code page. */
  readonly name: Uint8Array;
  /** One letter: C text, N and F numbers, D date, L yes or no... */
  readonly type: string;
  readonly width: number;
  readonly decimals: number;
  /** Where the value starts in a record. */
  readonly offset: number;
}

const headerLength = 32;
const fieldLength = 32;
const endOfFields = 0x0d;
const nameLength = 11;

/** @returns `undefined` when the header makes no sense: OGR then reads the shapes alone */
export function openDbf(bytes: Uint8Array): DbfTable | undefined {
  if (bytes.length < headerLength) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  if (recordLength === 0 || start < headerLength || bytes.length < start) return undefined;
  const fields = readFields(bytes.subarray(headerLength, start));
  const last = fields.at(-1);
  if (last !== undefined && last.offset + last.width > recordLength) return undefined;
  return {
    fields,
    recordCount: view.getUint32(4, true) & 0x7fffffff,
    languageDriver: bytes[29] ?? 0,
    recordLength,
    record(index) {
      const from = start + index * recordLength;
      return from < bytes.length ? bytes.subarray(from, from + recordLength) : undefined;
    },
  };
}

function readFields(header: Uint8Array): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1;
  for (let at = 0; at + fieldLength <= header.length && header[at] !== endOfFields; at += fieldLength) {
    const type = String.fromCharCode(header[at + 11] ?? 0);
    const width = header[at + 16] ?? 0;
    const decimals = type === "N" || type === "F" ? (header[at + 17] ?? 0) : 0;
    fields.push({ name: nameBytes(header.subarray(at, at + nameLength)), type, width, decimals, offset });
    offset += width;
  }
  return fields;
}

function nameBytes(bytes: Uint8Array): Uint8Array {
  return trimmed(bytes, 1);
}

/** Up to the first NUL, without spaces behind; the first `keep` bytes stay whatever they are. */
function trimmed(bytes: Uint8Array, keep: number): Uint8Array {
  const nul = bytes.indexOf(0);
  let end = nul < 0 ? bytes.length : nul;
  while (end > keep && bytes[end - 1] === 0x20) end--;
  return bytes.subarray(0, end);
}

const deletedMark = 0x2a;

export function isDeleted(record: Uint8Array): boolean {
  return record[0] === deletedMark;
}

/** The field in OGR's words. Whole numbers too wide for their type stay whole up to 18 digits. */
export function ogrField(field: DbfField, codePage: CodePage): OgrField {
  const { type, width, decimals } = field;
  const name = codePage(field.name);
  if (type === "D") return { name, type: "date", width: width + 2 };
  if (type !== "N" && type !== "F") return { name, type: "string", width };
  if (decimals > 0 || width >= 19) return { name, type: "real", width, precision: decimals };
  return { name, type: width >= 10 ? "integer64" : "integer", width };
}

/** The value of a field in a record; `undefined` for the ways of saying "nothing" dBase has. */
export function ogrValue(field: DbfField, record: Uint8Array, codePage: CodePage): OgrValue {
  let bytes = record.subarray(field.offset, field.offset + field.width);
  while (bytes[0] === 0x20) bytes = bytes.subarray(1);
  bytes = trimmed(bytes, 0);
  switch (field.type) {
    case "D":
      return dateOf(asciiText(bytes));
    case "N":
    case "F":
      return numberOf(field, asciiText(bytes));
    default:
      return bytes.length === 0 ? undefined : codePage(bytes);
  }
}

function asciiText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** `20240131`, or `01/31/2024` as some programs write it; digits that are no date are passed on as they are. */
function dateOf(text: string): OgrDateTime | undefined {
  if (text === "" || text.startsWith("00000000")) return undefined;
  if (text.length >= 10 && text[2] === "/" && text[5] === "/") {
    return date(leadingInteger(text.slice(6)), leadingInteger(text), leadingInteger(text.slice(3)));
  }
  const digits = leadingInteger(text);
  return date(Math.trunc(digits / 10_000), Math.trunc(digits / 100) % 100, digits % 100);
}

function date(year: number, month: number, day: number): OgrDateTime {
  return { year, month, day, hour: 0, minute: 0, second: 0, timeZone: 0 };
}

function leadingInteger(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}

function numberOf(field: DbfField, text: string): OgrValue {
  if (text === "" || text.startsWith("*")) return undefined;
  if (field.decimals > 0 || field.width >= 19) return leadingReal(text);
  const digits = BigInt(/^\s*\+?(-?\d+)/.exec(text)?.[1] ?? 0);
  const [low, high] = field.width >= 10 ? int64 : int32;
  return digits < low ? low : digits > high ? high : digits;
}

const int32 = [-(2n ** 31n), 2n ** 31n - 1n] as const;
const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/** As C's strtod reads a number: as much of the text as makes one, 0 when none does. */
function leadingReal(text: string): number {
  const match = /^\s*([+-]?)(?:(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|(nan)|(inf))/i.exec(text);
  if (match === null) return 0;
  const [, sign, digits, exponent = "", nan] = match;
  if (nan !== undefined) return Number.NaN;
  const size = digits === undefined ? Number.POSITIVE_INFINITY : Number(digits + exponent);
  return sign === "-" ? -size : size;
}
