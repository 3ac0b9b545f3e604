import { largestShift } from "../engine/geometry/deviation.ts";
import { isEmpty } from "../engine/geometry/geometry.ts";
import { parsePythonFloat } from "../engine/geometry/python-float.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { strip } from "../engine/python-text.ts";

/** A field whose value in the resource is not the platform's. */
export interface FieldDifference {
  readonly field: string;
  readonly resource: string;
  /** Cut at 200 characters; `""` when the platform has none. */
  readonly platform: string;
}

/** Set by the platform, or telling nothing of the thing itself: a platform entity's entry-date is the day it came in. */
const notCompared: ReadonlySet<string> = new Set([
  "entity",
  "prefix",
  "typology",
  "organisation",
  "organisation-entity",
  "dataset",
  "entry-date",
  "end-date",
]);

/** About 10 metres. Source: config-manager, controllers/transform.py, July 2026. */
const toleranceDegrees = 0.0001;
const longestShown = 200;

/**
 * The fields that the resource supplies and the platform has differently, by the platform's own comparison.
 * Source: service/data-team.md 5.3
 *
 * @param resource,platform field to value; what is missing is blank
 */
export function fieldDifferences(
  resource: ReadonlyMap<string, string>,
  platform: ReadonlyMap<string, string>,
): FieldDifference[] {
  const differences: FieldDifference[] = [];
  for (const [field, value] of resource) {
    if (notCompared.has(field)) continue;
    const other = platform.get(field) ?? "";
    const differs = field === "geometry" || field === "point" ? shapesDiffer : textsDiffer;
    if (differs(value, other)) {
      differences.push({ field, resource: value, platform: other.slice(0, longestShown) });
    }
  }
  return differences;
}

function textsDiffer(a: string, b: string): boolean {
  return comparable(a) !== comparable(b);
}

/** `100.0` and `100` are one number; of a time only its date counts. */
function comparable(value: string): string {
  const text = strip(value);
  const number = text === "" ? undefined : parsePythonFloat(text);
  if (number !== undefined && Number.isInteger(number)) return String(BigInt(number));
  return /^(\d{4}-\d{2}-\d{2})[T ]/.exec(text)?.[1] ?? text;
}

function shapesDiffer(a: string, b: string): boolean {
  const [textA, textB] = [strip(a), strip(b)];
  if (textA === "" || textB === "") return textA !== textB;
  const [shapeA, shapeB] = [readWkt(textA)?.geometry, readWkt(textB)?.geometry];
  if (!shapeA || !shapeB) return textA !== textB;
  if (isEmpty(shapeA) || isEmpty(shapeB)) return isEmpty(shapeA) !== isEmpty(shapeB);
  return (largestShift(shapeA, shapeB) ?? 0) > toleranceDegrees;
}
