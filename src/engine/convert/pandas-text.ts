import type { ExcelTime } from "./excel-date.ts";
import type { CellValue } from "./workbook-rows.ts";

/** How Python and pandas write values as text. */

const day = 86_400_000;

/** A float as Python's `repr`: the shortest digits that read back the same, `1.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    return `${digits}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, "0")}`;
  }
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** A cell's value as Python's `str`; NaN has no text of its own in a table. */
export function valueText(value: CellValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return Number.isNaN(value) ? "" : floatText(value);
    default:
      return timeText(value);
  }
}

function timeText(value: ExcelTime): string {
  switch (value.kind) {
    case "date":
      return dateText(value.milliseconds);
    case "datetime":
      return `${dateText(value.milliseconds)} ${clockText(value.milliseconds)}${microseconds(value.milliseconds)}`;
    case "time":
      return `${clockText(value.milliseconds)}${microseconds(value.milliseconds)}`;
    case "duration":
      return durationText(value.milliseconds);
  }
}

/** `2024-01-31` */
export function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** `10:20:30`, of a moment or of a duration's remainder of a day */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(modulo(milliseconds, day) / 1000);
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
}

/** `.123000`, or nothing for a whole second */
export function microseconds(milliseconds: number): string {
  const rest = modulo(milliseconds, 1000);
  return rest === 0 ? "" : `.${pad(rest, 3)}000`;
}

/** A Python timedelta: `1 day, 2:00:00`, `-1 day, 23:00:00`, `2:00:00.500000` */
function durationText(milliseconds: number): string {
  const days = Math.floor(milliseconds / day);
  const clock = clockText(milliseconds).replace(/^0/, "") + microseconds(milliseconds);
  return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}`;
}

/** A pandas Timedelta in a column of them: `0 days 01:00:00`, `-2 days +18:00:00` */
export function timedeltaText(milliseconds: number): string {
  const days = Math.floor(milliseconds / day);
  return `${days} days ${days < 0 ? "+" : ""}${clockText(milliseconds)}${microseconds(milliseconds)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
