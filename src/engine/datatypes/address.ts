import { stripCharacters } from "../python-text.ts";
import { stringDatatype } from "./string.ts";

// Python's \s, which is not JavaScript's.
const space = "[\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
const commas = new RegExp(`${space},(?:${space},)*${space}`, "g");
const hyphens = new RegExp(`${space}-(?:${space}-)*${space}`, "g");

/**
 * Lines and semicolons to commas, one comma and blank between parts, no blanks around hyphens; then as a string.
 * Source: digital_land/datatype/address.py
 */
export function addressDatatype(value: string): string {
  const parts = value.replaceAll("\n", ", ").replaceAll(";", ",").replace(commas, ", ");
  return stringDatatype(stripCharacters(parts, ", ").replace(hyphens, "-"));
}
