import { datatypes } from "../engine/datatypes/datatype.ts";
import type { RunLibraries } from "../engine/settings.ts";
import type { Specification } from "../specification/specification.ts";

/**
 * Puts a published value through the rules of its field once more.
 * @returns a function from field and value to the issue types that remain; empty when the value is in order
 */
export function recheckPublished(
  specification: Specification,
  libraries: RunLibraries,
  today: string,
): (field: string, value: string) => readonly string[] {
  let found: string[] = [];
  const log = (issueType: string) => {
    found.push(issueType);
  };
  const known = datatypes({ ...libraries, today, log });
  return (field, value) => {
    const normalise = known.get(specification.fields.get(field)?.datatype ?? "");
    found = [];
    normalise?.(value, { field, log });
    return found;
  };
}
