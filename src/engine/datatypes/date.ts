import { asciiDigits } from "../python-number.ts";
import { strip, stripCharacters } from "../python-text.ts";
import { Remembered } from "../remembered.ts";
import type { Cell, Datatype } from "./datatype.ts";
import { dateReader, daysInMonth, isoDate } from "./strptime.ts";

/** In the pipeline's order: the first that fits wins, so `2024-13-01` is 13 January and `1/2/2024` is 1 February. */
const patterns = [
  "%Y-%m-%d",
  "%Y/%m/%d %H:%M:%S%z",
  "%Y/%m/%d %H:%M:%S+00",
  "%Y/%m/%d %H:%M:%S",
  "%Y/%m/%d %H:%M",
  "%Y/%m/%dT%H:%M:%S",
  "%Y/%m/%dT%H:%M:%S.000Z",
  "%Y/%m/%dT%H:%M:%S.000",
  "%Y/%m/%dT%H:%M:%S.%fZ",
  "%Y/%m/%dT%H:%M:%S.%f%z",
  "%Y/%m/%dT%H:%M:%S.%f",
  "%Y/%m/%dT%H:%M:%SZ",
  "%Y-%m-%dT%H:%M:%S.000Z",
  "%Y-%m-%dT%H:%M:%S.000",
  "%Y-%m-%dT%H:%M:%S.%fZ",
  "%Y-%m-%dT%H:%M:%S.%f%z",
  "%Y-%m-%dT%H:%M:%S.%f",
  "%Y-%m-%dT%H:%M:%SZ",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%d %H:%M:%S",
  "%Y/%m/%d",
  "%Y %m %d",
  "%Y.%m.%d",
  "%Y-%d-%m",
  "%Y-%m",
  "%Y.%m",
  "%Y/%m",
  "%Y %m",
  "%Y",
  "%Y.0",
  "%d/%m/%Y %H:%M:%S",
  "%d/%m/%Y %H:%M",
  "%d-%m-%Y",
  "%d-%m-%y",
  "%d.%m.%Y",
  "%d.%m.%y",
  "%d/%m/%Y",
  "%d/%m/%y",
  "%d-%b-%Y",
  "%d-%b-%y",
  "%d %B %Y",
  "%a, %d %b %Y %H:%M:%S %Z",
  "%b %d, %Y",
  "%b %d, %y",
  "%b-%y",
  "%B %Y",
  "%m/%d/%Y",
  "%Y%m%d",
  "%Y%m%d%H%M%S",
].map((pattern) => ({ pattern, read: dateReader(pattern) }));

const farPast = "1799-12-31";
const farFutureYears = 50;

const usual = /^(?:1[89]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])$/;
const eightDigits = /^\p{Nd}{8}$/u;
const fourteenDigits = /^\p{Nd}{14}$/u;
const timestamp = /^[+-]?(\p{Nd}+)(?:\.\p{Nd}+)?$/u;

/**
 * A date in any of the pipeline's patterns, or a Unix time, as `YYYY-MM-DD`. Time and time zone are left out.
 *
 * Logs: `invalid date`, `far-past-date`, `far-future-date` (more than 50 years after `today`); all drop the value.
 * Source: digital_land/datatype/date.py
 */
export function dateDatatype(today: string): Datatype {
  const farFuture = yearsAfter(today, farFutureYears);
  const remembered = new Remembered<ReadDate>();
  return (published, cell) => {
    if (usual.test(published) && published <= farFuture) return published;
    const { date, text } = read(published);
    return date === undefined ? invalid(published, cell) : withinReach(date, text, published, cell);
  };

  /** Another pattern than the usual is found by trial, and a column often repeats its dates. */
  function read(published: string): ReadDate {
    const known = remembered.get(published);
    if (known !== undefined) return known;
    const found = readDate(stripCharacters(strip(published), '",'));
    remembered.set(published, found);
    return found;
  }

  function invalid(published: string, cell: Cell): string {
    cell.log("invalid date", published, `${cell.field} must be a real date`);
    return "";
  }

  function withinReach(date: string, text: string, published: string, cell: Cell): string {
    if (date < farPast) {
      cell.log("far-past-date", published, `${text} is before ${farPast}`);
      return "";
    }
    if (date > farFuture) {
      cell.log("far-future-date", published, `${text} is after ${farFuture}`);
      return "";
    }
    return date;
  }
}

interface ReadDate {
  readonly date: string | undefined;
  /** As the pipeline shows it in messages: long fractions of a second have been cut by then. */
  readonly text: string;
  /** The pattern that fitted; absent for a Unix time, and when none did. */
  readonly pattern?: string;
}

/** The pattern a date is read by, as Python writes it (`%d/%m/%Y`); `undefined` when none fits. For a trace. */
export function datePattern(published: string): string | undefined {
  return readDate(stripCharacters(strip(published), '",')).pattern;
}

function readDate(value: string): ReadDate {
  let text = value;
  for (const { pattern, read } of patterns) {
    if (pattern === "%Y%m%d" && !eightDigits.test(text)) continue;
    if (pattern === "%Y%m%d%H%M%S" && !fourteenDigits.test(text)) continue;
    if (pattern.includes("%f")) text = cutFraction(text);
    const date = read(text);
    if (date !== undefined) return { date: isoDate(date), text, pattern };
  }
  return { date: readTimestamp(text), text };
}

/** Cuts a fraction of more than six digits, as the pipeline: whatever follows a `+` goes with it. */
function cutFraction(text: string): string {
  const fraction = text.split(".")[1]?.split("+")[0];
  if (fraction === undefined) return text;
  const excess = [...fraction].length - 6;
  if (excess <= 0) return text;
  return [...(text.split("+")[0] ?? "")].slice(0, -excess).join("");
}

const secondsOf1800 = -5364662400;
const secondsOf2100 = 4102444800;

/** Unix time in seconds or, by its number of digits, milliseconds; nine and ten digits may be either. */
function readTimestamp(text: string): string | undefined {
  const match = timestamp.exec(text);
  const digits = match === null ? 0 : [...(match[1] ?? "")].length;
  if (digits < 9 || digits > 13) return undefined;
  const value = Number(asciiDigits(text));
  // Python rounds to the microsecond, half to even.
  const seconds = digits >= 11 ? value / 1000 : microseconds(value);
  if (digits <= 10 && (seconds < secondsOf1800 || seconds > secondsOf2100))
    return dateOfSeconds(value / 1000);
  return dateOfSeconds(seconds);
}

function microseconds(seconds: number): number {
  const whole = Math.floor(seconds);
  return whole + Math.round((seconds - whole) * 1e6) / 1e6;
}

/** The UTC date of a Unix time: days since 1970-01-01 to year, month and day of the Gregorian calendar. */
function dateOfSeconds(seconds: number): string {
  const days = Math.floor(microseconds(seconds) / 86400);
  // Days from 1 March of year 0, in eras of 400 years: leap days then come last.
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return isoDate({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day });
}

/** The same day so many years later; 29 February becomes the last day of the month. */
function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
  const later = year + years;
  return isoDate({ year: later, month, day: Math.min(dayOfMonth, daysInMonth(later, month)) });
}
