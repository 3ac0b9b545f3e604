import { asciiDigits } from "../python-number.ts";

/**
 * Python's `datetime.strptime`, as far as dates need it: one pattern compiled once, then asked of many texts.
 * Source: Python 3.11, _strptime.py (in the C locale, where the only time zone names are UTC and GMT).
 */
export type DateReader = (text: string) => CalendarDate | undefined;

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const shortMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

// As Python, `\d` is any Unicode decimal digit.
const directives: Readonly<Record<string, string>> = {
  Y: "(?<Y>\\p{Nd}{4})",
  y: "(?<y>\\p{Nd}{2})",
  m: "(?<m>1[0-2]|0[1-9]|[1-9])",
  d: "(?<d>3[0-1]|[1-2]\\p{Nd}|0[1-9]|[1-9]| [1-9])",
  H: "(?<H>2[0-3]|[0-1]\\p{Nd}|\\p{Nd})",
  M: "(?<M>[0-5]\\p{Nd}|\\p{Nd})",
  S: "(?<S>6[0-1]|[0-5]\\p{Nd}|\\p{Nd})",
  f: "(?<f>[0-9]{1,6})",
  z: "(?<z>[+-]\\p{Nd}{2}:?[0-5]\\p{Nd}(?::?[0-5]\\p{Nd}(?:\\.\\p{Nd}{1,6})?)?|Z)",
  Z: "(?<Z>gmt|utc)",
  a: "(?<a>mon|tue|wed|thu|fri|sat|sun)",
  b: `(?<b>${shortMonths.join("|")})`,
  // Longest first, so that no name hides a longer one.
  B: `(?<B>${[...months].sort((a, b) => b.length - a.length).join("|")})`,
};

const space = "[\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";

/** Compiles one strptime pattern, of the directives above, other characters and blanks. */
export function dateReader(pattern: string): DateReader {
  const source = pattern.replace(/%(.)| +|[.*+?^${}()|[\]\\/]/g, (part, directive: string | undefined) => {
    if (directive !== undefined) return directives[directive] ?? "";
    return part.startsWith(" ") ? space : `\\${part}`;
  });
  const regex = new RegExp(source, "iuy");
  return (text) => {
    regex.lastIndex = 0;
    const match = regex.exec(text);
    // The match does not try to reach the end: what is left over fails the pattern.
    if (match === null || regex.lastIndex !== text.length) return undefined;
    return toDate(match.groups ?? {});
  };
}

function toDate(groups: Readonly<Record<string, string | undefined>>): CalendarDate | undefined {
  const text = (name: string): string | undefined => groups[name];
  const number = (name: string): number | undefined => {
    const digits = text(name);
    return digits === undefined ? undefined : Number(asciiDigits(digits));
  };
  let year = number("Y");
  if (year === undefined) {
    const short = number("y") ?? 0;
    year = short <= 68 ? 2000 + short : 1900 + short;
  }
  const month = number("m") ?? monthOf(text("b"), shortMonths) ?? monthOf(text("B"), months) ?? 1;
  const day = number("d") ?? 1;
  if (year < 1 || month < 1 || day > daysInMonth(year, month)) return undefined;
  if ((number("S") ?? 0) > 59 || !isOffset(asciiDigits(text("z") ?? "Z"))) return undefined;
  // As Python: a long s matches an s, but is then not found among the names.
  if (text("a")?.includes(longS)) return undefined;
  return { year, month, day };
}

const longS = "\u017f";

/** 1 to 12; 0 for a name with a long s. */
function monthOf(name: string | undefined, names: readonly string[]): number | undefined {
  return name === undefined ? undefined : names.indexOf(name.toLowerCase()) + 1;
}

/** Whether Python takes the text as an offset: consistent colons, and less than a day. */
function isOffset(text: string): boolean {
  if (text === "Z") return true;
  const colons =
    /^[+-](\d\d):\d\d(:\d\d(\.\d+)?)?$/.exec(text) ?? /^[+-](\d\d)\d\d(\d\d(\.\d+)?)?$/.exec(text);
  return colons !== null && Number(colons[1]) < 24;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `YYYY-MM-DD`, which also sorts as the dates do. */
export function isoDate(date: CalendarDate): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(date.year).padStart(4, "0")}-${two(date.month)}-${two(date.day)}`;
}
