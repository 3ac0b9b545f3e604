import { datatypes } from "../engine/datatypes/datatype.ts";
import { isValid } from "../engine/geometry/validity.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { PipelineError } from "../engine/pipeline-error.ts";
import type { RunLibraries } from "../engine/settings.ts";
import type { Specification } from "../specification/specification.ts";

/** Tells what is still wrong with a published value: issue types, or words for a shape. */
export type Recheck = (field: string, value: string) => readonly string[];

/**
 * Puts published values through the rules of their field once more. A shape that was repaired is looked at as it is: the
 * rules would simplify and repair it again, and say so.
 */
export function recheckPublished(
  specification: Specification,
  libraries: RunLibraries,
  today: string,
): Recheck {
  let found: string[] = [];
  const log = (issueType: string) => {
    if (issueType !== "invalid geometry - fixed") found.push(issueType);
  };
  const known = datatypes({ ...libraries, today, log });
  return (field, value) => {
    const datatype = specification.fields.get(field)?.datatype ?? "";
    found = [];
    try {
      known.get(datatype)?.(value, { field, log });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      found.push(error.message);
    }
    const shape = datatype === "multipolygon" ? readWkt(value)?.geometry : undefined;
    if (shape && !isValid(shape)) found.push("invalid geometry - not fixable");
    return found;
  };
}
