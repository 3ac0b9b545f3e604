import type { TableRow } from "./table.ts";

const integer = /^\s*[+-]?\d+(?:_\d+)*\s*$/;

/** A cell that must hold a whole number as Python's `int` reads it (`0150` and `1_50` are numbers). */
export function requiredInteger(row: TableRow, column: string): bigint {
  const text = row.required(column);
  if (!integer.test(text)) {
    throw row.fault(column, `"${text}" is not a whole number`, "ValueError");
  }
  return BigInt(text.trim().replaceAll("_", "").replace(/^\+/, ""));
}
