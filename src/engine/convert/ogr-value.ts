import { parseOgrDate } from "./ogr-date.ts";
import { jsonList, jsonReal, jsonString } from "./ogr-json-text.ts";
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
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return (field.width ?? 0) > 0
    ? fixed(value, field.precision ?? 0)
    : general(value, field.isSingle ? 8 : 15, "e");
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
    typeof member === "number" && type === "real-list" ? general(member, 16, "e") : String(member),
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

const int32 = { low: -(2 ** 31), high: 2 ** 31 - 1 };
const int64 = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

/** A value put into a field of another type: what happens when a later layer has a column of an earlier one. */
export function convertValue(from: OgrField, to: OgrField, value: OgrValue): OgrValue {
  if (value === undefined || from.type === to.type) return value;
  if (Array.isArray(value) && to.type === "string-list") return value.map(String);
  const text = isList(value) ? plainListText(from.type, value) : valueText(from, value);
  return parseValue(to.type, text);
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
      return Number.parseFloat(text) || 0;
    case "boolean":
      return (Number.parseFloat(text) || 0) !== 0;
    case "integer":
      return Math.min(int32.high, Math.max(int32.low, Number(leadingInteger(text))));
    case "integer64": {
      const value = leadingInteger(text);
      return value > int64.high ? int64.high : value < int64.low ? int64.low : value;
    }
    case "date":
    case "time":
    case "datetime":
      return parseOgrDate(text);
    case "string-list":
      return text === "" ? undefined : (listMembers(text) ?? [text]);
    case "real-list":
      return listMembers(text)?.map((member) => Number.parseFloat(member) || 0);
    case "integer-list":
    case "integer64-list":
    case "boolean-list":
      return listMembers(text)?.map(leadingInteger);
    case "binary":
      return undefined;
  }
}

function leadingInteger(text: string): bigint {
  if (text === "true") return 1n;
  const digits = /^\s*([+-]?\d+)/.exec(text)?.[1];
  return digits === undefined ? 0n : BigInt(digits.replace("+", ""));
}

/** Members of a list written as OGR writes one in a text column, or as JSON texts; `undefined` for any other text. */
function listMembers(text: string): readonly string[] | undefined {
  const plain = /^\((\d+):(.*)\)$/s.exec(text);
  if (plain !== null) return (plain[2] ?? "").split(",");
  if (!text.startsWith("[") || !text.endsWith("]")) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list)
      ? list.map((member) => (typeof member === "string" ? member : JSON.stringify(member)))
      : undefined;
  } catch {
    return undefined;
  }
}
