import { readNumber } from "./pandas-number.ts";
import { clockText, dateText, floatText, timedeltaText, valueText } from "./pandas-text.ts";
import type { CellValue } from "./workbook-rows.ts";

/**
 * What pandas makes of a column of cells: a type for the whole column, then the text of each value under that type.
 * This is where `007` becomes `7`, an integer next to a gap becomes `1.0` and a date loses its midnight.
 *
 * Source: pandas/io/parsers/base_parser.py (_infer_types), pandas/_libs/lib.pyx (maybe_convert_numeric),
 * pandas/_libs/ops.pyx (maybe_convert_bool), pandas/_libs/parsers.pyx (sanitize_objects)
 */
export type ColumnText = (row: number) => string;

/** Texts that mean "no value", exactly as written. Source: pandas/_libs/parsers.pyx, STR_NA_VALUES */
const missing = new Set(
  ["-1.#IND", "1.#QNAN", "1.#IND", "-1.#QNAN", "#N/A N/A", "#N/A", "N/A", "n/a", "NA", "<NA>"].concat([
    "#NA",
    "NULL",
    "null",
    "NaN",
    "-NaN",
    "nan",
    "-nan",
    "None",
    "",
  ]),
);

const int64Minimum = -(2n ** 63n);
const int64Maximum = 2n ** 63n - 1n;
const uint64Maximum = 2n ** 64n - 1n;

/** A whole number that no float can hold: pandas raises, and the pipeline takes the workbook for something else. */
export class NumberTooLarge extends Error {}

/** @throws NumberTooLarge */
export function columnText(values: readonly CellValue[]): ColumnText {
  const numeric = numericColumn(values);
  if (numeric !== undefined) return numeric;
  const cleaned = sanitised(values);
  return booleanColumn(cleaned) ?? datetimeColumn(cleaned) ?? durationColumn(cleaned) ?? asWritten(cleaned);
}

function asWritten(values: readonly CellValue[]): ColumnText {
  return (row) => valueText(values[row] ?? "");
}

/** A column in which every cell is a number, says one, is a boolean or is missing; `undefined` otherwise. */
function numericColumn(values: readonly CellValue[]): ColumnText | undefined {
  const floats = new Float64Array(values.length);
  const integers: bigint[] = [];
  const seen = {
    missing: false,
    float: false,
    integer: false,
    negative: false,
    unsigned: false,
    huge: false,
  };

  function addInteger(value: bigint): void {
    integers.push(value);
    seen.integer = true;
    if (value < 0n && value >= int64Minimum) seen.negative = true;
    if (value > int64Maximum && value <= uint64Maximum) seen.unsigned = true;
    if (value < int64Minimum || value > uint64Maximum) seen.huge = true;
  }

  for (const [row, value] of values.entries()) {
    if (typeof value === "bigint") {
      floats[row] = Number(value);
      if (!Number.isFinite(floats[row])) throw new NumberTooLarge();
      addInteger(value);
    } else if (typeof value === "number") {
      floats[row] = value;
      if (Number.isNaN(value)) seen.missing = true;
      else seen.float = true;
      integers.push(0n);
    } else if (typeof value === "boolean") {
      floats[row] = value ? 1 : 0;
      integers.push(value ? 1n : 0n);
    } else if (typeof value === "string" && missing.has(value)) {
      floats[row] = Number.NaN;
      seen.missing = true;
      integers.push(0n);
    } else {
      const read = typeof value === "string" ? readNumber(value) : undefined;
      if (read === undefined || typeof value !== "string") return undefined;
      floats[row] = read.value;
      if (read.isInteger)
        addInteger(
          BigInt(
            value
              .trim()
              .replace(/^\+/, "")
              .replace(/^-0+(?=\d)/, "-"),
          ),
        );
      else {
        seen.float = true;
        integers.push(0n);
      }
    }
  }

  // Beyond int64 but within uint64, next to a gap or a negative number: pandas gives up and keeps what was written.
  if (seen.unsigned && (seen.missing || seen.negative)) return asWritten(values);
  if (seen.float || seen.missing) return (row) => floatOrBlank(floats[row] ?? Number.NaN);
  if (seen.huge) return hugeIntegers(values, integers);
  if (seen.integer) return (row) => String(integers[row] ?? 0n);
  return asWritten(values); // booleans only
}

/** Integers beyond 64 bits are kept exactly; a boolean below the first of them is lost. */
function hugeIntegers(values: readonly CellValue[], integers: readonly bigint[]): ColumnText {
  const first = integers.findIndex((value) => value < int64Minimum || value > uint64Maximum);
  return (row) => {
    const value = values[row] ?? "";
    if (typeof value !== "boolean") return String(integers[row] ?? 0n);
    return row < first ? valueText(value) : "";
  };
}

function floatOrBlank(value: number): string {
  return Number.isNaN(value) ? "" : floatText(value);
}

/**
 * Missing words become NaN. Of `1` and `True`, equal to Python, the first to come replaces the other in the whole
 * column, and likewise `0` and `False`.
 */
function sanitised(values: readonly CellValue[]): CellValue[] {
  const one = values.find((value) => value === true || value === 1n) ?? 1n;
  const zero = values.find((value) => value === false || value === 0n) ?? 0n;
  return values.map((value) => {
    if (typeof value === "string") return missing.has(value) ? Number.NaN : value;
    if (value === true || value === 1n) return one;
    if (value === false || value === 0n) return zero;
    return value;
  });
}

const trueWords = new Set<CellValue>([true, "True", "TRUE", "true"]);
const falseWords = new Set<CellValue>([false, "False", "FALSE", "false"]);

/** A column of booleans and of their names, unless its first cell is a boolean or integer itself. */
function booleanColumn(values: readonly CellValue[]): ColumnText | undefined {
  const [first] = values;
  if (typeof first === "boolean" || typeof first === "bigint") return undefined;
  for (const value of values) {
    if (!trueWords.has(value) && !falseWords.has(value) && !isMissing(value)) return undefined;
  }
  return (row) => {
    const value = values[row] ?? Number.NaN;
    return isMissing(value) ? "" : trueWords.has(value) ? "True" : "False";
  };
}

/** A column of dates with time: without the time when it is midnight all over. */
function datetimeColumn(values: readonly CellValue[]): ColumnText | undefined {
  const moments = timesOf("datetime", values);
  if (moments === undefined) return undefined;
  const known = moments.filter((moment) => moment !== undefined);
  const datesOnly = known.every((moment) => moment % 86_400_000 === 0);
  const withMilliseconds = known.some((moment) => moment % 1000 !== 0);
  return (row) => {
    const moment = moments[row];
    if (moment === undefined) return "";
    if (datesOnly) return dateText(moment);
    const fraction = withMilliseconds ? `.${String(((moment % 1000) + 1000) % 1000).padStart(3, "0")}` : "";
    return `${dateText(moment)} ${clockText(moment)}${fraction}`;
  };
}

function durationColumn(values: readonly CellValue[]): ColumnText | undefined {
  const durations = timesOf("duration", values);
  if (durations === undefined) return undefined;
  const daysOnly = durations.every((duration) => duration === undefined || duration % 86_400_000 === 0);
  return (row) => {
    const duration = durations[row];
    if (duration === undefined) return "";
    return daysOnly ? `${duration / 86_400_000} days` : timedeltaText(duration);
  };
}

/** The column's values in milliseconds if each is of this kind or missing, and one at least is there. */
function timesOf(
  kind: "datetime" | "duration",
  values: readonly CellValue[],
): (number | undefined)[] | undefined {
  const times: (number | undefined)[] = [];
  for (const value of values) {
    if (typeof value === "object" && value.kind === kind) times.push(value.milliseconds);
    else if (isMissing(value)) times.push(undefined);
    else return undefined;
  }
  return times.some((time) => time !== undefined) ? times : undefined;
}

function isMissing(value: CellValue): boolean {
  return typeof value === "number" && Number.isNaN(value);
}
