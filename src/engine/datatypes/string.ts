import { joinWords } from "../python-text.ts";

// White space that is not one plain blank between two words, or a mark that is removed: all else stays as it is.
const untidy = /^ | $| {2}|[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"\u201d]/;
const marks = /["\u201d]/g;

/**
 * Single blanks between words, no double quotes.
 *
 * As the pipeline: only the straight and the right curly quote go, and they go last, so that blanks beside them stay.
 * Source: digital_land/datatype/string.py
 */
export function stringDatatype(value: string): string {
  return untidy.test(value) ? joinWords(value, " ").replace(marks, "") : value;
}
