import { gdalReal, leadingInteger, leadingReal } from "./c-number.ts";
import { parseOgrDate } from "./ogr-date.ts";
import { isArray, jsonCDialect, type OgrJson, OgrJsonError, OgrJsonReader } from "./ogr-json.ts";
import { jsonList, jsonReal, jsonString } from "./ogr-json-text.ts";
import { int32, int64, integerValue, jsonText, realValue } from "./ogr-json-value.ts";
import type { OgrDateTime, OgrField, OgrFieldType, OgrValue } from "./ogr-types.ts";
import { fixed, general } from "./printf.ts";

/** A field's value as text, as OGR reads any field as a string; `""` for null. */
export function valueText(field: OgrField, value: OgrValue): string {
  if (value === undefined) return "";
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return value ? "1" : "0";
    case "bigint":
      return value.toString();
    case "number":
      return field.type === "real" ? realText(field, value) : value.toString();
    default:
      if (value instanceof Uint8Array) return hexText(value);
      return isDateTime(value) ? dateTimeText(field.type, value) : listText(field.type, value);
  }
}

function isDateTime(value: object): value is OgrDateTime {
  return "timeZone" in value;
}

function realText(field: OgrField, value: number): string {
  const isFixed = (field.width ?? 0) > 0 && Number.isFinite(value);
  // GDAL writes it into 80 bytes.
  return isFixed
    ? fixed(value, field.precision ?? 0).slice(0, 79)
    : generalText(value, field.isSingle ? 8 : 15);
}

/** `%.<digits>g`. */
function generalText(value: number, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return general(value, digits, "e");
}

type OgrList = readonly (string | number | bigint | boolean)[];

/** A list as CSV has it. */
function listText(type: OgrFieldType, list: OgrList): string {
  if (list.length === 0 && type === "string-list") return "[]";
  return jsonList(
    list.map((member) => {
      if (typeof member === "string") return jsonString(member);
      if (typeof member === "boolean") return member ? "1" : "0";
      return typeof member === "number" && type === "real-list" ? jsonReal(member) : member.toString();
    }),
  );
}

/** A list in a text column: its length and its members in brackets. */
function plainListText(type: OgrFieldType, list: OgrList): string {
  const members = list.map((member) =>
    typeof member === "string" ? member : numberText(type, numberOf(member)),
  );
  return `(${list.length}:${members.join(",")})`;
}

function hexText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0").toUpperCase();
  return text;
}

function dateTimeText(type: OgrFieldType, value: OgrDateTime): string {
  const two = (number: number) => number.toString().padStart(2, "0");
  const date = `${yearText(value.year)}/${two(value.month)}/${two(value.day)}`;
  if (type === "date") return date;
  const hasFraction = Math.trunc((value.second % 1) * 1000 + 0.5) > 0;
  const second = hasFraction ? fixed(value.second, 3).padStart(6, "0") : two(Math.trunc(value.second));
  const time = `${two(value.hour)}:${two(value.minute)}:${second}`;
  return type === "time" ? time : `${date} ${time}${zoneText(value.timeZone)}`;
}

/** `%04d`. */
function yearText(year: number): string {
  return year < 0 ? `-${(-year).toString().padStart(3, "0")}` : year.toString().padStart(4, "0");
}

/** OGR's flag counts quarters of an hour from 100 = UTC; 0 and 1 say nothing. */
function zoneText(flag: number): string {
  if (flag <= 1) return "";
  const minutes = Math.abs(flag - 100) * 15;
  const hours = Math.trunc(minutes / 60)
    .toString()
    .padStart(2, "0");
  const rest = minutes % 60;
  return `${flag >= 100 ? "+" : "-"}${hours}${rest > 0 ? rest.toString().padStart(2, "0") : ""}`;
}

/** A value put into a field of another type: what happens when a later layer has a column of an earlier one. */
export function convertValue(from: OgrField, to: OgrField, value: OgrValue): OgrValue {
  if (value === undefined || from.type === to.type) return value;
  // A comma is a decimal point to ESRI JSON alone.
  if (typeof value === "string")
    return to.type === "real" ? leadingReal(value).value : parseValue(to.type, value);
  if (isList(value)) return convertList(from.type, to.type, value);
  if (typeof value === "object") return convertObject(from, to.type, value);
  const member = numberOf(value);
  // An integer goes into a column of booleans as it is.
  if (from.type === "integer" && to.type === "boolean") return member;
  switch (to.type) {
    case "string":
      return numberText(from.type, member);
    case "string-list":
      return [numberText(from.type, member)];
    case "integer-list":
    case "integer64-list":
    case "boolean-list":
    case "real-list":
      return [convertNumber(memberType[to.type], member) ?? 0];
    default:
      return convertNumber(to.type, member);
  }
}

const memberType = {
  "integer-list": "integer",
  "integer64-list": "integer64",
  "boolean-list": "boolean",
  "real-list": "real",
} as const;

/** A number in a numeric field: cut off and kept within its limits. */
function convertNumber(type: OgrFieldType, value: number | bigint): number | bigint | boolean | undefined {
  switch (type) {
    case "real":
      return Number(value);
    case "boolean":
      return Math.trunc(Number(value)) !== 0;
    case "integer":
      return integerValue(jsonNumber(value), int32);
    case "integer64":
      return integerValue(jsonNumber(value), int64);
    default:
      return undefined;
  }
}

function jsonNumber(value: number | bigint): OgrJson {
  return typeof value === "bigint" ? { integer: value } : value;
}

function numberOf(value: number | bigint | boolean): number | bigint {
  return typeof value === "boolean" ? Number(value) : value;
}

function numberText(type: OgrFieldType, value: number | bigint): string {
  const isReal = type === "real" || type === "real-list";
  return typeof value === "number" && isReal ? generalText(value, 16) : value.toString();
}

function convertList(from: OgrFieldType, to: OgrFieldType, list: OgrList): OgrValue {
  if (to === "string") return plainListText(from, list);
  if (from === "string-list") return undefined;
  const numbers = list.map((member) => (typeof member === "bigint" ? member : Number(member)));
  switch (to) {
    case "string-list":
      return numbers.map((member) => numberText(from, member));
    case "integer-list":
    case "integer64-list":
    case "boolean-list":
    case "real-list":
      return numbers.map((member) => convertNumber(memberType[to], member) ?? 0);
    default: {
      const [only, second] = numbers;
      return only === undefined || second !== undefined ? undefined : convertNumber(to, only);
    }
  }
}

function convertObject(from: OgrField, to: OgrFieldType, value: OgrDateTime | Uint8Array): OgrValue {
  const isDate = !(value instanceof Uint8Array) && (to === "date" || to === "time" || to === "datetime");
  if (isDate) return value;
  return to === "string" || to === "string-list" ? parseValue(to, valueText(from, value)) : undefined;
}

function isList(value: OgrValue): value is OgrList {
  return Array.isArray(value);
}

/** A text put into a field of any type, as OGR does it: numbers as far as they go, dates if they are. */
export function parseValue(type: OgrFieldType, text: string): OgrValue {
  switch (type) {
    case "string":
      return text;
    case "real":
      return gdalReal(text);
    case "boolean":
      return leadingInteger(text) !== 0n;
    case "integer":
      return integerValue(text, int32);
    case "integer64":
      return integerValue(text, int64);
    case "date":
    case "time":
    case "datetime":
      return parseOgrDate(text);
    case "string-list":
      return text === "" ? undefined : (listMembers(text)?.map((member) => jsonText(member) ?? "") ?? [text]);
    case "real-list":
      return listMembers(text)?.map(realValue);
    case "integer-list":
      return listMembers(text)?.map((member) => integerValue(member, int32));
    case "boolean-list":
      return listMembers(text)?.map((member) => (integerValue(member, int32) === 0n ? 0n : 1n));
    case "integer64-list":
      return listMembers(text)?.map((member) => integerValue(member, int64));
    case "binary":
      return undefined;
  }
}

/** Members of a list written as OGR writes one in a text column, or as JSON; `undefined` for any other text. */
function listMembers(text: string): readonly OgrJson[] | undefined {
  if (text.startsWith("(") && text.includes(":")) {
    const [count = "", ...members] = text.split(/[,:()]+/).filter((token) => token !== "");
    const isWhole = members.length > 0 && Number.parseInt(count, 10) === members.length;
    return isWhole ? members : undefined;
  }
  if (!text.startsWith("[") || !text.endsWith("]")) return undefined;
  try {
    const list = new OgrJsonReader([text], jsonCDialect).value(0, true);
    return isArray(list) && list.length > 0 ? list : undefined;
  } catch (error) {
    if (error instanceof OgrJsonError) return undefined;
    throw error;
  }
}
