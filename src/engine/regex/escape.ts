import type { Scanner } from "./scanner.ts";
import { type Assertion, RegexError } from "./syntax.ts";

/** What a backslash and the characters after it mean. */
export type Escape =
  | { readonly kind: "literal"; readonly codePoint: number }
  | { readonly kind: "category"; readonly letter: string }
  | { readonly kind: "assertion"; readonly at: Assertion }
  | { readonly kind: "reference"; readonly group: number };

const assertions = new Map<string, Assertion>([
  ["A", "text-start"],
  ["Z", "text-end"],
  ["b", "word-boundary"],
  ["B", "not-word-boundary"],
]);

/** Escapes for control characters, the same in patterns, sets and replacements (`\b` in sets and replacements only). */
export const controls: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["b", 8],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
  ["\\", 92],
]);

const octal = "01234567";
const hexLengths = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/**
 * Reads the rest of an escape outside a set; `next` is the backslash and the character after it.
 * @param groups how many groups are there so far, for telling references from octal numbers
 */
export function readEscape(scanner: Scanner, next: string, groups: number): Escape {
  const letter = next.slice(1);
  const at = assertions.get(letter);
  if (at !== undefined) return { kind: "assertion", at };
  const simple = simpleEscape(scanner, letter);
  if (simple !== undefined) return simple;
  if (letter === "0") return literal(Number.parseInt(letter + scanner.while(octal, 2), 8));
  if (/^[0-9]$/.test(letter)) return numbered(scanner, letter, groups);
  return itself(letter);
}

/** The same inside a set. */
export function readClassEscape(scanner: Scanner, next: string): Escape {
  const letter = next.slice(1);
  const simple = simpleEscape(scanner, letter);
  if (simple !== undefined) return simple;
  if (letter === "b") return literal(8);
  if (/^[0-7]$/.test(letter)) return literal(octalValue(letter + scanner.while(octal, 2)));
  if (/^[0-9]$/.test(letter)) throw new RegexError(`bad escape \\${letter}`);
  return itself(letter);
}

function simpleEscape(scanner: Scanner, letter: string): Escape | undefined {
  if (/^[dDsSwW]$/.test(letter)) return { kind: "category", letter };
  const control = letter === "b" ? undefined : controls.get(letter);
  if (control !== undefined) return literal(control);
  const length = hexLengths.get(letter);
  if (length === undefined) return undefined;
  const digits = scanner.while("0123456789abcdefABCDEF", length);
  const codePoint = Number.parseInt(digits, 16);
  if (digits.length !== length || codePoint > 0x10ffff)
    throw new RegexError(`bad escape \\${letter}${digits}`);
  return literal(codePoint);
}

/** `\12` is a reference to a group, `\123` a character by its octal number. */
function numbered(scanner: Scanner, first: string, groups: number): Escape {
  let digits = first + scanner.while("0123456789", 1);
  if (/^[0-7]{2}$/.test(digits)) {
    const third = scanner.while(octal, 1);
    if (third !== "") return literal(octalValue(digits + third));
  }
  digits = String(Number(digits));
  const group = Number(digits);
  if (group < groups) return { kind: "reference", group };
  throw new RegexError(`invalid group reference ${digits}`);
}

export function octalValue(digits: string): number {
  const value = Number.parseInt(digits, 8);
  if (value > 0o377) throw new RegexError(`octal escape value \\${digits} outside of range 0-0o377`);
  return value;
}

function itself(letter: string): Escape {
  if (/^[A-Za-z]$/.test(letter)) throw new RegexError(`bad escape \\${letter}`);
  return literal(letter.codePointAt(0) ?? 0);
}

function literal(codePoint: number): Escape {
  return { kind: "literal", codePoint };
}
