import type { Datatype } from "../../../src/engine/datatypes/datatype.ts";

/** What a datatype makes of a value of the field `F`: the result, then the issues as `type|value|message`. */
export function normalised(datatype: Datatype, value: string): string[] {
  const issues: string[] = [];
  const log = (type: string, of = "", message = "") => issues.push(`${type}|${of}|${message}`);
  return [datatype(value, { field: "F", log }), ...issues];
}
