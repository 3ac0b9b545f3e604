/**
 * The day of what Python's `datetime.fromisoformat` (3.11) reads, as YYYY-MM-DD; `undefined` for what it refuses. Dates
 * with and without hyphens, weeks, and a time after any one character.
 */
export function pythonIsoDay(text: string): string | undefined {
  const place = separatorPlace(text);
  if (place === undefined) return undefined;
  if (text.length > place && !isTime(text.slice(place + 1))) return undefined;
  return dayOf(text.slice(0, place));
}

/** Where the character between day and time stands, or would. */
function separatorPlace(text: string): number | undefined {
  if (text.length < 7) return undefined;
  if (text.length === 7) return 7;
  if (text[4] === "-") {
    if (text[5] !== "W") return 10;
    if (text[8] !== "-") return 8;
    if (text.length === 9) return undefined;
    // 2026-W10-41200 would be a time after a week.
    return /\d/.test(text[10] ?? "") ? 8 : 10;
  }
  if (text[4] !== "W") return 8;
  const digits = /^\d*/.exec(text.slice(7))?.[0].length ?? 0;
  const end = 7 + digits;
  if (end < 9) return end;
  return end % 2 === 0 ? 7 : 8;
}

function dayOf(text: string): string | undefined {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  if (year !== "") return calendarDay(Number(year), Number(month), Number(day));
  const [, weekYear = "", week = "", weekday = "1"] =
    /^(\d{4})-W(\d\d)(?:-(\d))?$/.exec(text) ?? /^(\d{4})W(\d\d)(\d)?$/.exec(text) ?? [];
  return weekYear === "" ? undefined : dayOfWeek(Number(weekYear), Number(week), Number(weekday));
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const date = utc(year, month, day);
  const same =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year > 0 && same ? date.toISOString().slice(0, 10) : undefined;
}

/** A year below 100 is meant as it is. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** ISO weeks: week 1 has the year's first Thursday. */
function dayOfWeek(year: number, week: number, weekday: number): string | undefined {
  if (year < 1 || weekday < 1 || weekday > 7 || week < 1 || week > weeksIn(year)) return undefined;
  const date = firstMonday(year);
  date.setUTCDate(date.getUTCDate() + (week - 1) * 7 + weekday - 1);
  return date.toISOString().slice(0, 10);
}

function firstMonday(year: number): Date {
  const fourth = utc(year, 1, 4);
  fourth.setUTCDate(fourth.getUTCDate() - ((fourth.getUTCDay() + 6) % 7));
  return fourth;
}

function weeksIn(year: number): number {
  const first = utc(year, 1, 1).getUTCDay();
  const isLeap = utc(year, 2, 29).getUTCMonth() === 1;
  return first === 4 || (isLeap && first === 3) ? 53 : 52;
}

const clock = /^(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,]\d+)?)?|(\d\d)(?:(\d\d)(?:[.,]\d+)?)?)?$/;

function isTime(text: string): boolean {
  const zone = /^(.*?)(?:Z|[+-](.*))?$/s.exec(text);
  const [, time = "", offset] = zone ?? [];
  return isClock(time) && (offset === undefined || isClock(offset));
}

function isClock(text: string): boolean {
  const match = clock.exec(text);
  if (!match) return false;
  const [, hour = "0", minute = match[4] ?? "0", second = match[5] ?? "0"] = match;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}
