import type { EndpointRequest } from "./endpoint-request.ts";

/**
 * When a request is likely to be live, from the platform's known rhythm: changes are merged on weekdays at 19:00, the
 * collector and the pipeline run that night, and the platform shows the result the next day.
 * Source: service/request.md 5, service/help.md "After you provide".
 */
export interface LiveDates {
  /** The evening the change can be merged, if it is accepted on `accepted`. */
  readonly merged: string;
  /** The first day on which it can be seen. */
  readonly visible: string;
}

/** @param accepted YYYY-MM-DD, the day the Planning Data team accepts it, before 19:00 */
export function liveDates(accepted: string): LiveDates {
  const merged = nextWeekday(accepted);
  return { merged, visible: addDays(merged, 1) };
}

/** The day itself when it is Monday to Friday, else the Monday after. Bank holidays are not known here. */
function nextWeekday(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (day === 6) return addDays(date, 2);
  return day === 0 ? addDays(date, 1) : date;
}

function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The hour of the day at which accepted changes are merged. */
const mergeHour = 19;

/**
 * In words, with dates as people write them.
 *
 * @param today YYYY-MM-DD where the person is
 * @param hour 0 to 23: what is accepted after the evening's merge waits for the next
 */
export function liveWords(today: string, hour: number, kind: EndpointRequest["kind"] = "add"): string {
  const late = hour >= mergeHour;
  const { merged, visible } = liveDates(late ? addDays(today, 1) : today);
  const what = {
    add: `it can be added on the evening of ${longDate(merged)} and seen on the platform from ${longDate(visible)}`,
    "change-details": `the details are changed on the evening of ${longDate(merged)} and are used from the night after`,
    retire: `the endpoints are collected for the last time before the evening of ${longDate(merged)}; what is published stays`,
  }[kind];
  return `If the Planning Data team accepts it ${late ? "tonight or tomorrow" : "today"}, ${what}. Bank holidays and corrections make it later.`;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** "Sunday 22 November 2026". */
export function longDate(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return `${weekdays[day.getUTCDay()]} ${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
