import { datatypes } from "../engine/datatypes/datatype.ts";
import { bringToWgs84 } from "../engine/geometry/crs.ts";
import { isEmpty } from "../engine/geometry/geometry.ts";
import { helmertToWgs84 } from "../engine/geometry/osgb.ts";
import { isValid } from "../engine/geometry/validity.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { PipelineError } from "../engine/pipeline-error.ts";
import type { RunLibraries } from "../engine/settings.ts";
import type { Specification } from "../specification/specification.ts";

/** Tells what is still wrong with a published value, as issue types. */
export type Recheck = (field: string, value: string) => readonly string[];

/**
 * Puts published values through the rules of their field once more. A shape is looked at as it is, in England and free of
 * crossings: the rules themselves would simplify and repair it again, and take as long as the first time.
 */
export function recheckPublished(
  specification: Specification,
  libraries: RunLibraries,
  today: string,
): Recheck {
  let found: string[] = [];
  const log = (issueType: string) => {
    found.push(issueType);
  };
  const known = datatypes({ ...libraries, today, log });
  const { toWgs84 = helmertToWgs84 } = libraries;

  function shapeProblems(wkt: string): readonly string[] {
    const shape = readWkt(wkt);
    if (!shape || isEmpty(shape.geometry)) return ["invalid WKT"];
    const { issueType } = bringToWgs84(shape, toWgs84);
    return [
      ...(issueType === undefined ? [] : [issueType]),
      ...(isValid(shape.geometry) ? [] : ["invalid geometry - not fixable"]),
    ];
  }

  return (field, value) => {
    const datatype = specification.fields.get(field)?.datatype ?? "";
    found = [];
    try {
      if (datatype === "multipolygon") return shapeProblems(value);
      known.get(datatype)?.(value, { field, log });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      found.push(error.message);
    }
    return found;
  };
}
