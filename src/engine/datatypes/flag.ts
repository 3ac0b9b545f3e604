import { strip } from "../python-text.ts";
import type { Cell } from "./datatype.ts";

const flags = new Map([
  ["y", "yes"],
  ["n", "no"],
  ["yes", "yes"],
  ["no", "no"],
  ["", ""],
]);

/**
 * `yes` or `no`, from those words or their first letters in any case.
 * Logs: `invalid flag`, with the value in lower case.
 * Source: digital_land/datatype/flag.py
 */
export function flagDatatype(value: string, cell: Cell): string {
  const lower = strip(value).toLowerCase();
  const flag = flags.get(lower);
  if (flag === undefined) cell.log("invalid flag", lower, `${cell.field} must be yes or no`);
  return flag ?? "";
}
