import type { OgrDateTime } from "./ogr-types.ts";

/** A date, a time or both, and which of them. */
export interface OgrDate extends OgrDateTime {
  readonly type: "date" | "time" | "datetime";
}

/**
 * A text as OGR reads dates and times: `2024-01-31`, `24/1/31`, `2024-01-31T10:20:30.5+01:00`, `10:20`; `undefined` for
 * any other text. Spaces in front, too few or too many digits and a 31 February pass.
 *
 * Source: GDAL 3.6.2 ogrutils.cpp (OGRParseDate), ogrgeojsonreader.cpp (GeoJSONStringPropertyToFieldType)
 */
export function parseOgrDate(text: string): OgrDate | undefined {
  // Nothing but a digit, a minus or a space can start one.
  if (!/^[-\d ]/.test(text)) return undefined;
  const input = text.replace(/^ +/, "");
  const hasDate = /[-/]/.test(input);
  let date = noDay;
  let rest = input;
  if (hasDate) {
    const found = parseDay(input);
    if (found === undefined) return undefined;
    date = found.date;
    rest = found.rest;
  }
  const time = parseTime(rest.replace(/^ +/, ""), hasDate);
  if (time === undefined) return undefined;
  return { type: hasDate ? (text.includes(":") ? "datetime" : "date") : "time", ...date, ...time };
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const noDay: Day = { year: 0, month: 0, day: 0 };

function parseDay(input: string): { date: Day; rest: string } | undefined {
  // What follows a Z right behind the day does not count.
  const match = /^(-?\d+)[-/](\d+)[-/](\d+)(T|Z.*$| |$)/s.exec(input);
  if (match === null) return undefined;
  const [found, yearText = "", monthText = "", dayText = ""] = match;
  const year = fullYear(input, Number(yearText));
  const month = Number(monthText);
  const day = Number(dayText);
  if (year < -32768 || year > 32767 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { date: { year, month, day }, rest: input.slice(found.length) };
}

/** A year of one or two digits is of this century below 30, else of the last. */
function fullYear(input: string, year: number): number {
  if (year < 0 || year >= 100 || !/^..?[-/]/.test(input)) return year;
  return year < 30 ? year + 2000 : year + 1900;
}

interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly timeZone: number;
}

function parseTime(input: string, hasDate: boolean): Time | undefined {
  if (!input.includes(":")) {
    return hasDate && input === "" ? { hour: 0, minute: 0, second: 0, timeZone: 0 } : undefined;
  }
  const match = /^(\d+):(\d+)(?::(\d[\d.]*))?/.exec(input);
  if (match === null) return undefined;
  const [found, hourText = "", minuteText = "", secondText = ""] = match;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const rest = input.slice(found.length);
  if (hour > 23 || minute > 59 || (secondText === "" && rest.startsWith(":"))) return undefined;
  const second = secondText === "" ? 0 : Number.parseFloat(secondText);
  if (second > 60) return undefined;
  const timeZone = secondText !== "" && rest.startsWith("Z") ? 100 : 0;
  return { hour, minute, second: Math.fround(second), timeZone: parseZone(rest) ?? timeZone };
}

/** `+HH`, `+HH:MM`, `+HHMM` and `+HMM` in quarters of an hour from 100 = UTC; other texts say nothing. */
function parseZone(after: string): number | undefined {
  const text = after.replace(/^ +/, "");
  if (!/^[-+]/.test(text)) return undefined;
  const sign = text.startsWith("-") ? -1 : 1;
  if (text.length <= 3) return 100 + leadingInteger(text) * 4;
  const zone = /^.(..):(.*)/s.exec(text) ?? /^.(..)(\d\d)/s.exec(text) ?? /^.(.)(.\d)$/s.exec(text);
  if (zone === null) return undefined;
  const [, hours = "", minutes = ""] = zone;
  if (leadingInteger(minutes) % 15 !== 0) return undefined;
  return 100 + sign * (leadingInteger(hours) * 4 + Math.trunc(leadingInteger(minutes) / 15));
}

/** C's `atoi`. */
function leadingInteger(text: string): number {
  return Number(/^[-+]?\d+/.exec(text)?.[0] ?? 0);
}
