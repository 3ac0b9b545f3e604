/**
 * Dates in a workbook as openpyxl reads them: numbers that a number format makes into dates, times or durations.
 *
 * Source: openpyxl/styles/numbers.py (is_date_format, is_timedelta_format), openpyxl/utils/datetime.py (from_excel)
 */

/** All at most to the millisecond, as openpyxl rounds them. */
export type ExcelTime =
  | { readonly kind: "datetime" /** Since 1970-01-01 00:00. */; readonly milliseconds: number }
  | { readonly kind: "date" /** Since 1970-01-01 00:00. */; readonly milliseconds: number }
  | { readonly kind: "time" /** Since midnight. */; readonly milliseconds: number }
  | { readonly kind: "duration"; readonly milliseconds: number };

const day = 86_400_000;

/** What Python's datetime holds: 0001-01-01 to the end of 9999-12-31. */
const firstMoment = -62_135_596_800_000;
const lastMoment = 253_402_300_799_999;

/** Day 0 of the two date systems. The 1900 system has a 29 February 1900, hence December 30. */
export const epoch1900 = Date.UTC(1899, 11, 30);
export const epoch1904 = Date.UTC(1904, 0, 1);

/** Number formats every workbook has without saying so, those that are dates (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const builtInDurations = new Set([46]);

export interface NumberFormatKind {
  readonly isDate: boolean;
  readonly isDuration: boolean;
}

/** What a number format makes of a number. Only the first of its up to four parts counts. */
export function formatKind(code: string): NumberFormatKind {
  const first = code.split(";", 1)[0] ?? "";
  const bare = first.replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, "");
  return {
    isDate: /(?<![_\\])[dmhysDMHYS]/.test(bare),
    isDuration: /\[hh?\](:mm(:ss(\.0*)?)?)?|\[mm?\](:ss(\.0*)?)?|\[ss?\](\.0*)?/i.test(first),
  };
}

/** The same for a format known by its number alone. */
export function builtInFormatKind(id: number): NumberFormatKind {
  return { isDate: builtInDates.has(id), isDuration: builtInDurations.has(id) };
}

/**
 * The date, time or duration a number stands for.
 *
 * @param serial days since the epoch
 * @returns `undefined` beyond what Python's dates hold, which openpyxl turns into an error cell
 */
export function fromSerial(serial: number, epoch: number, isDuration: boolean): ExcelTime | undefined {
  if (isDuration) return durationOf(serial);
  const whole = Math.floor(serial);
  const milliseconds = roundHalfEven((serial - whole) * day);
  if (serial >= 0 && serial < 1 && milliseconds < day) return { kind: "time", milliseconds };
  // Excel's 29 February 1900: serials before it are a day late against the epoch.
  const shift = serial > 0 && serial < 60 && epoch === epoch1900 ? 1 : 0;
  return datetimeOf(epoch + (whole + shift) * day + milliseconds);
}

function datetimeOf(milliseconds: number): ExcelTime | undefined {
  return milliseconds >= firstMoment && milliseconds <= lastMoment
    ? { kind: "datetime", milliseconds }
    : undefined;
}

function durationOf(serial: number): ExcelTime | undefined {
  if (!(Math.abs(serial) < 1e9)) return undefined;
  const microseconds = roundHalfEven(serial * day * 1000);
  const seconds = Math.floor(microseconds / 1e6);
  const milliseconds = roundHalfEven((microseconds - seconds * 1e6) / 1000);
  return { kind: "duration", milliseconds: seconds * 1000 + milliseconds };
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/**
 * A cell of type "d": ISO 8601 text.
 *
 * @returns `undefined` where openpyxl raises
 */
export function fromIsoText(text: string): ExcelTime | undefined {
  // As openpyxl: matched at the start only, every part optional.
  const match =
    /^(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?)?Z?/.exec(text) ?? [];
  const [, year, month, date, hour, minute, second, fraction] = match;
  const clock = clockMilliseconds(hour, minute, second, fraction);
  if (clock === undefined) return undefined;
  if (year === undefined || month === undefined || date === undefined) {
    return hour === undefined ? isoDuration(text) : { kind: "time", milliseconds: clock };
  }
  const midnight = new Date(0);
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  const real = midnight.getUTCMonth() === Number(month) - 1 && midnight.getUTCDate() === Number(date);
  if (!real || Number(year) < 1) return undefined;
  return hour === undefined
    ? { kind: "date", milliseconds: midnight.getTime() }
    : { kind: "datetime", milliseconds: midnight.getTime() + clock };
}

function clockMilliseconds(hour = "0", minute = "0", second = "0", fraction = "0"): number | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const thousandths = Math.trunc(Number(fraction) * 1000 + 1e-6);
  return ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + thousandths;
}

function isoDuration(text: string): ExcelTime | undefined {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?/.exec(text);
  if (match === null || match.slice(1).every((part) => part === undefined)) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0"] = match;
  return {
    kind: "duration",
    milliseconds: (Number(hours) * 60 + Number(minutes)) * 60_000 + Math.round(Number(seconds) * 1000),
  };
}
