import { controls, octalValue } from "./escape.ts";
import { isIdentifier } from "./group-name.ts";
import { Scanner } from "./scanner.ts";
import { RegexError } from "./syntax.ts";

/** A replacement, read: texts and the groups whose text goes between them. */
export type Template = readonly (string | number)[];

/**
 * Reads a replacement: `\1`, `\g<1>`, `\g<name>` and escapes.
 * @throws RegexError where `Match.expand` raises
 * Source: Python 3.11, re/_parser.py, parse_template
 */
export function parseTemplate(text: string, groups: number, names: ReadonlyMap<string, number>): Template {
  const scanner = new Scanner(text);
  const parts: (string | number)[] = [];
  const addGroup = (group: number) => {
    if (group >= groups) throw new RegexError(`invalid group reference ${group}`);
    parts.push(group);
  };
  for (;;) {
    const next = scanner.get();
    if (next === undefined) return parts;
    if (!next.startsWith("\\")) {
      parts.push(next);
      continue;
    }
    const letter = next.slice(1);
    const control = controls.get(letter);
    if (letter === "g") addGroup(namedGroup(scanner, names));
    else if (letter === "0")
      parts.push(characterOf(Number.parseInt(letter + scanner.while("01234567", 2), 8) & 0xff));
    else if (/^[0-9]$/.test(letter)) {
      const numbered = numberedPart(scanner, letter);
      if (typeof numbered === "string") parts.push(numbered);
      else addGroup(numbered);
    } else if (control !== undefined) parts.push(characterOf(control));
    else if (/^[A-Za-z]$/.test(letter)) throw new RegexError(`bad escape ${next}`);
    else parts.push(next);
  }
}

function namedGroup(scanner: Scanner, names: ReadonlyMap<string, number>): number {
  if (!scanner.match("<")) throw new RegexError("missing <");
  const name = scanner.until(">");
  const group = names.get(name);
  if (group !== undefined) return group;
  if (isIdentifier(name)) throw new RegexError(`unknown group name '${name}'`);
  if (!/^[0-9]+$/.test(name)) throw new RegexError(`bad character in group name '${name}'`);
  return Number(name);
}

/** `\12` is group 12, `\123` a character by its octal number. */
function numberedPart(scanner: Scanner, first: string): string | number {
  const digits = first + scanner.while("0123456789", 1);
  if (/^[0-7]{2}$/.test(digits)) {
    const third = scanner.while("01234567", 1);
    if (third !== "") return characterOf(octalValue(digits + third));
  }
  return Number(digits);
}

function characterOf(codePoint: number): string {
  return String.fromCodePoint(codePoint);
}
