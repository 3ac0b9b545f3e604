import { isEmpty } from "../engine/geometry/geometry.ts";
import { isValid } from "../engine/geometry/validity.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { PipelineError } from "../engine/pipeline-error.ts";
import { compilePattern } from "../engine/regex/pattern.ts";
import { isDate, isDecimal, isTimestamp, toBigint, toDouble } from "./duck-cast.ts";
import { isLooseJson } from "./loose-json.ts";

/** Datatype to whether a cell that is not blank, spaces cut off, has it. */
export const columnDatatypes: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ["integer", isInteger],
  ["decimal", isDecimal],
  ["flag", (value) => ["yes", "no", "true", "false"].includes(value.toLowerCase())],
  ["latitude", (value) => isWithin(value, 90)],
  ["longitude", (value) => isWithin(value, 180)],
  ["hash", (value) => /^([a-z]+:)?[0-9a-fA-F]+$/.test(value)],
  ["curie", (value) => /^[a-z0-9-]+:[^\s:][^\s]*$/.test(value)],
  ["curie-list", (value) => /^([a-z0-9-]+:[^\s:][^\s]*(;[a-z0-9-]+:[^\s:][^\s]*)*)?$/.test(value)],
  ["json", isLooseJson],
  ["url", (value) => /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\s/:?#]+(?::[0-9]+)?(?:[/?#][^\s]*)?$/.test(value)],
  ["date", isDate],
  ["datetime", isTimestamp],
  ["pattern", isPattern],
  ["multipolygon", isMultipolygon],
  ["point", isPoint],
]);

/** A number beyond 64 bits is neither found whole nor not: the platform lets it pass. */
function isInteger(value: string): boolean {
  const double = toDouble(value);
  if (double === undefined) return false;
  const whole = toBigint(value);
  return whole === undefined || double === Number(whole);
}

function isWithin(value: string, most: number): boolean {
  const number = toDouble(value);
  // The database holds NaN to be more than any number.
  return number !== undefined && Math.abs(number) <= most;
}

/** Whether Python's `re` can compile it. */
export function isPattern(value: string): boolean {
  try {
    compilePattern(value);
    return true;
  } catch (error) {
    if (error instanceof PipelineError) return false;
    throw error;
  }
}

const areas: ReadonlySet<string> = new Set(["Polygon", "MultiPolygon", "GeometryCollection"]);

function isMultipolygon(value: string): boolean {
  const geometry = readWkt(value)?.geometry;
  return geometry !== undefined && areas.has(geometry.type) && (isEmpty(geometry) || isValid(geometry));
}

function isPoint(value: string): boolean {
  return readWkt(value)?.geometry.type === "Point";
}
