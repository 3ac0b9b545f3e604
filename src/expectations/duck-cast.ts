/**
 * What the platform's database (DuckDB) makes of a text that should be a number, date or time: `undefined` where its
 * TRY_CAST gives nothing. Expectations on tables rest on it.
 */

const number = /^[-+]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?$/;
const hexadecimal = /^0x[0-9a-f]{1,15}$/i;
const notFinite = /^[-+]?(?:inf(?:inity)?|nan)$/i;
const largestBigint = 9223372036854775807n;

export function toDouble(text: string): number | undefined {
  const trimmed = cutSpace(text);
  if (notFinite.test(trimmed)) {
    if (/nan/i.test(trimmed)) return Number.NaN;
    return trimmed.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return number.test(trimmed) ? Number(trimmed.replaceAll("_", "")) : undefined;
}

/** A whole number of 64 bits; fractions are rounded, halves away from zero. */
export function toBigint(text: string): bigint | undefined {
  const trimmed = cutSpace(text).replaceAll("_", "");
  if (hexadecimal.test(trimmed)) return BigInt(trimmed);
  if (!number.test(cutSpace(text))) return undefined;
  const value = /^[-+]?\d+\.?$/.test(trimmed)
    ? BigInt(trimmed.replace(/[+.]/g, ""))
    : rounded(Number(trimmed));
  if (value === undefined || value > largestBigint || value < -largestBigint - 1n) return undefined;
  return value;
}

function rounded(value: number): bigint | undefined {
  return Number.isFinite(value) ? BigInt(Math.sign(value) * Math.round(Math.abs(value))) : undefined;
}

/** DECIMAL(18,3): up to 15 digits before the point, anything after it. */
export function isDecimal(text: string): boolean {
  const trimmed = cutSpace(text);
  return number.test(trimmed) && Math.abs(Number(trimmed.replaceAll("_", ""))) < 1e15;
}

function cutSpace(text: string): string {
  return text.replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, "");
}

const dateStart = /^[\t\n\v\f\r ]*(-?)(\d{1,9})([-/\\ ])(\d{1,2})\3(\d{1,2})(?:\s\([bB][cC]\))?(?!\d)/;
const special = /^[\t\n\v\f\r ]*-?(?:inf(?:inity)?|epoch)[\t\n\v\f\r ]*$/i;

/** Year, month and day in this order with one separator; what follows the day is not looked at. */
export function isDate(text: string): boolean {
  return special.test(text) || dateEnd(text) !== undefined;
}

/** Where the date at the start of a text ends. */
function dateEnd(text: string): number | undefined {
  const found = dateStart.exec(text);
  if (!found) return undefined;
  const [all, , year, , month, day] = found;
  return isCalendarDay(Number(year), Number(month), Number(day)) ? all.length : undefined;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year >= 5_881_580 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** To the minute at the end of the text only. */
const time = /^(0*\d{1,2}):(\d{1,2}):?(?:$|(?<=:)(\d{1,2})(?:\.\d*)?)/;
/** An offset at once, or the name of the one zone that needs no table. */
const zone = /^(?:Z|[-+]\d{2}(?::?\d{2}(?::?\d{2})?)?|[\t\n\v\f\r ]+(?:UTC|utc))?[\t\n\v\f\r ]*$/;
/** A year; microseconds of 64 bits reach no further. */
const latestTimestamp = 294_246;

/** A date, and maybe a time of day with an offset. */
export function isTimestamp(text: string): boolean {
  if (special.test(text)) return true;
  const end = dateEnd(text);
  if (end === undefined || Number(/\d+/.exec(text)?.[0]) > latestTimestamp) return false;
  const rest = text.slice(end);
  if (rest === "") return true;
  const clock = rest.replace(/^[T ]/, "").replace(/^[\t\n\v\f\r ]+/, "");
  const found = time.exec(clock);
  return found !== null && isTimeOfDay(found) && zone.test(clock.slice(found[0].length));
}

/** Midnight may be written as the end of the day before. */
function isTimeOfDay([, hour = "", minute = "", second = "0"]: readonly string[]): boolean {
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return Number(minute) < 60 && Number(second) < 60 && seconds <= 24 * 3600;
}
