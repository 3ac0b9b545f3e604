import type { CodePage } from "./code-page.ts";
import type { MapInfoField, MapInfoTable } from "./mapinfo-table.ts";
import type { OgrDateTime, OgrField, OgrValue } from "./ogr-types.ts";

/** The columns of a MapInfo table: a .dat file is a .dbf file with binary numbers in its text fields. */
export interface MapInfoData {
  readonly fields: readonly OgrField[];
  readonly recordCount: number;
  /** `undefined` when the file ends before it. */
  record(index: number): MapInfoRecord | undefined;
}

export interface MapInfoRecord {
  readonly isDeleted: boolean;
  readonly values: readonly OgrValue[];
}

/** A record's bytes as a field reads them. */
interface Cell {
  readonly view: DataView;
  /** What it says in a .dbf; not asked of a .dat but for texts and decimals. */
  text(): string;
  readonly isText: boolean;
}

const headerLength = 32;

/** Type letter and length that a native field has in the .dat file. */
const nativeFields = {
  char: ["C", undefined],
  decimal: ["N", undefined],
  integer: ["C", 4],
  smallint: ["C", 2],
  float: ["C", 8],
  date: ["C", 4],
  time: ["C", 4],
  datetime: ["C", 8],
  logical: ["L", 1],
} as const;

/**
 * @returns `undefined` when the file is damaged, or has not the columns the .tab file speaks of
 *
 * Source: ogr/ogrsf_frmts/mitab/mitab_datfile.cpp of GDAL 3.6.2
 */
export function openMapInfoData(
  bytes: Uint8Array,
  table: MapInfoTable,
  codePage: CodePage,
): MapInfoData | undefined {
  if (bytes.length < headerLength) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const recordCount = view.getInt32(4, true);
  const start = view.getInt16(8, true);
  const recordLength = view.getInt16(10, true);
  if (start < headerLength || recordLength <= 0 || recordCount < 0 || start > bytes.length) return undefined;
  const columns = columnsOf(bytes.subarray(0, start), table);
  if (columns === undefined || columns.some((column) => column.offset + column.width > recordLength)) {
    return undefined;
  }
  return {
    fields: columns.map(({ field }) => ogrField(field, codePage)),
    recordCount,
    record(index) {
      const from = start + index * recordLength;
      if (from >= bytes.length) return undefined;
      // What the file has no more of is nothing but zeros.
      const record = new Uint8Array(recordLength);
      record.set(bytes.subarray(from, from + recordLength));
      const isDeleted = record[0] !== 0x20;
      const values = columns.map((column) => {
        const cell = cellOf(record, column, table.type === "dbf");
        return isDeleted || cell === undefined
          ? emptyValue(column.field)
          : fieldValue(column.field, cell, codePage);
      });
      return { isDeleted, values };
    },
  };
}

interface Column {
  readonly field: MapInfoField;
  readonly offset: number;
  readonly width: number;
}

function columnsOf(header: Uint8Array, table: MapInfoTable): Column[] | undefined {
  const columns: Column[] = [];
  let offset = 1;
  for (const [index, field] of table.fields.entries()) {
    const definition = header.subarray((index + 1) * 32, (index + 2) * 32);
    if (definition.length < 32) return undefined;
    const [letter, length] = nativeFields[field.type];
    const width = definition[16] ?? 0;
    if (table.type === "native") {
      const isLetter = String.fromCharCode(definition[11] ?? 0) === letter;
      if (!isLetter || width !== (length ?? field.width)) return undefined;
      if (field.type === "decimal" && definition[17] !== field.decimals) return undefined;
    }
    columns.push({ field, offset, width });
    offset += width;
  }
  return columns;
}

function cellOf(record: Uint8Array, { offset, width }: Column, isText: boolean): Cell {
  const bytes = record.subarray(offset, offset + width);
  return {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    isText,
    text() {
      const nul = bytes.indexOf(0);
      const text = String.fromCharCode(...(nul < 0 ? bytes : bytes.subarray(0, nul)));
      return isText ? text.replace(/ +$/, "") : text;
    },
  };
}

function ogrField({ name, type, width, decimals }: MapInfoField, codePage: CodePage): OgrField {
  const text = codePage(Uint8Array.from(name, (character) => character.charCodeAt(0)));
  switch (type) {
    case "char":
      return { name: text, type: "string", width };
    case "decimal":
      return { name: text, type: "real", width, precision: decimals };
    case "float":
      return { name: text, type: "real" };
    case "date":
    case "time":
    case "datetime":
      return { name: text, type };
    case "logical":
      return { name: text, type: "string" };
    default:
      return { name: text, type: "integer" };
  }
}

/** What a deleted record has in its columns. */
function emptyValue({ type }: MapInfoField): OgrValue {
  switch (type) {
    case "char":
      return "";
    case "logical":
      return "F";
    case "date":
    case "time":
    case "datetime":
      return undefined;
    default:
      return 0;
  }
}

function fieldValue({ type }: MapInfoField, cell: Cell, codePage: CodePage): OgrValue {
  const { view, isText } = cell;
  switch (type) {
    case "char":
      return codePage(Uint8Array.from(cell.text(), (character) => character.charCodeAt(0)));
    case "decimal":
      return Number.parseFloat(cell.text()) || 0;
    case "integer":
      return isText ? wholeNumber(cell.text()) | 0 : view.getInt32(0, true);
    case "smallint":
      return isText ? (wholeNumber(cell.text()) << 16) >> 16 : view.getInt16(0, true);
    case "float":
      return isText ? Number.parseFloat(cell.text()) || 0 : view.getFloat64(0, true);
    case "logical":
      return (isText ? /^[1YyTt]/.test(cell.text()) || cell.text() === "" : view.getUint8(0) !== 0)
        ? "T"
        : "F";
    case "date":
      return isText ? dateFrom(cell.text()) : dateOf(view);
    case "time":
      return isText ? undefined : withTime(noDay, view.getInt32(0, true));
    case "datetime":
      return isText ? undefined : withTime(dateOf(view), view.getInt32(4, true));
  }
}

function wholeNumber(text: string): number {
  return Number.parseInt(text, 10) || 0;
}

const noDay: OgrDateTime = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, timeZone: 0 };

function dateOf(view: DataView): OgrDateTime | undefined {
  return day(view.getInt16(0, true), view.getUint8(2), view.getUint8(3));
}

function dateFrom(text: string): OgrDateTime | undefined {
  const [, year, month, dayText] = /^\s*(\d{1,4})\s*(\d{1,2})?\s*(\d{1,2})?/.exec(text) ?? [];
  return day(Number(year ?? 0), Number(month ?? 0), Number(dayText ?? 0));
}

function day(year: number, month: number, dayOfMonth: number): OgrDateTime | undefined {
  return year === 0 && month === 0 && dayOfMonth === 0
    ? undefined
    : { ...noDay, year, month, day: dayOfMonth };
}

const dayLength = 86_400_000;

/** Milliseconds since midnight, -1 = not set. */
function withTime(date: OgrDateTime | undefined, milliseconds: number): OgrDateTime | undefined {
  if (date === undefined || milliseconds < 0 || milliseconds > dayLength) return undefined;
  const seconds = Math.trunc(milliseconds / 1000);
  return {
    ...date,
    hour: Math.trunc(seconds / 3600),
    minute: Math.trunc(seconds / 60) % 60,
    second: Math.fround((seconds % 60) + Math.fround((milliseconds % 1000) / 1000)),
  };
}
