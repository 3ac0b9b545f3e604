import { isSpace } from "../python-text.ts";
import type { CharacterTest, Fold } from "./syntax.ts";

/** Which characters Python's `re` counts as digits, words and white space, and which it takes as the same letter. */

const decimal = /^\p{Nd}$/u;
const wordCharacter = /^[\p{L}\p{N}_]$/u;

const isAsciiDigit = (codePoint: number) => codePoint >= 48 && codePoint <= 57;
const isAsciiSpace = (codePoint: number) => codePoint === 32 || (codePoint >= 9 && codePoint <= 13);

export function isAsciiWord(codePoint: number): boolean {
  return (
    (codePoint >= 97 && codePoint <= 122) ||
    (codePoint >= 65 && codePoint <= 90) ||
    isAsciiDigit(codePoint) ||
    codePoint === 95
  );
}

export function isWord(codePoint: number): boolean {
  return codePoint < 0x80 ? isAsciiWord(codePoint) : wordCharacter.test(String.fromCodePoint(codePoint));
}

function isDigit(codePoint: number): boolean {
  return codePoint < 0x80 ? isAsciiDigit(codePoint) : decimal.test(String.fromCodePoint(codePoint));
}

/** The class of an escape letter `d`, `s`, `w` or, negated, `D`, `S`, `W`; with the `a` flag ASCII only. */
export function categoryTest(letter: string, ascii: boolean): CharacterTest {
  const positive = positiveTest(letter.toLowerCase(), ascii);
  return letter === letter.toLowerCase() ? positive : (codePoint) => !positive(codePoint);
}

function positiveTest(letter: string, ascii: boolean): CharacterTest {
  if (letter === "d") return ascii ? isAsciiDigit : isDigit;
  if (letter === "s") return ascii ? isAsciiSpace : isSpace;
  return ascii ? isAsciiWord : isWord;
}

const folded = new Map<number, number>();
const byUpperCase = new Map<string, number>();

/** What letters have in common that Python takes as the same when case is ignored: the upper case of the lower case. */
export const foldCase: Fold = (codePoint) => {
  if (codePoint < 0x80) return codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint;
  let fold = folded.get(codePoint);
  if (fold === undefined) {
    const upper = String.fromCodePoint(simpleLower(codePoint)).toUpperCase();
    fold = byUpperCase.get(upper) ?? foldOf(upper, codePoint);
    folded.set(codePoint, fold);
  }
  return fold;
};

function foldOf(upper: string, codePoint: number): number {
  const first = upper.codePointAt(0) ?? codePoint;
  const single = upper.length === (first > 0xffff ? 2 : 1);
  // An upper case of several letters (`ß`) stands for itself; the first one met represents the rest.
  const fold = single ? simpleLower(first) : codePoint;
  byUpperCase.set(upper, fold);
  return fold;
}

/** The lower case as one code point, as Unicode's simple mapping has it. */
function simpleLower(codePoint: number): number {
  const lower = String.fromCodePoint(codePoint).toLowerCase();
  return lower.codePointAt(0) ?? codePoint;
}

export const foldAsciiCase: Fold = (codePoint) =>
  codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint;

export const keepCase: Fold = (codePoint) => codePoint;

/** The same test, answered from a table for ASCII. */
export function asciiTable(test: CharacterTest): CharacterTest {
  const table = Uint8Array.from({ length: 128 }, (_, codePoint) => (test(codePoint) ? 1 : 0));
  return (codePoint) => (codePoint < 128 ? table[codePoint] === 1 : test(codePoint));
}
