import { isAlpha, isAssigned, isDigit, isLower, isPrintable, isUpper } from "../convert/python-character.ts";
import { accentuated, ligatures } from "./accents.ts";
import { commonIdeographs } from "./languages.ts";
import { unicodeBlocks } from "./unicode-blocks.ts";

/** What the detector needs to know of one character; made once for each. */
export interface CharacterFacts {
  readonly character: string;
  readonly ascii: boolean;
  readonly printable: boolean;
  readonly letter: boolean;
  readonly upper: boolean;
  readonly lower: boolean;
  readonly space: boolean;
  readonly digit: boolean;
  /** Punctuation, by category or block. */
  readonly punctuation: boolean;
  /** A symbol or a number, by category or block. */
  readonly symbol: boolean;
  readonly emoticon: boolean;
  readonly separator: boolean;
  /** Common in markup and data, whatever the language. */
  readonly safe: boolean;
  readonly accentuated: boolean;
  readonly latin: boolean;
  readonly ideograph: boolean;
  readonly commonIdeograph: boolean;
  readonly katakana: boolean;
  readonly halfwidthKatakana: boolean;
  readonly arabic: boolean;
  readonly arabicIsolated: boolean;
  readonly ligature: boolean;
  readonly superscript: boolean;
  readonly opensSentence: boolean;
  /** Ideographs, Hangul, kana, Thai: written without spaces. */
  readonly glyph: boolean;
  /** The letter without its accent. */
  readonly plain: string;
  readonly block: Block | undefined;
}

export interface Block {
  readonly name: string;
  readonly family: string;
}

const controls: Block = { name: "Control character", family: "Control character" };
const blocks = unicodeBlocks.map(([start, end, family, name]) => ({ start, end, family, name }));

const safeCharacters = new Set('"&(),-/:;<=>[]{|}');
const facts = new Map<number, CharacterFacts>();

/** The facts of the character with this code point. */
export function characterFacts(codePoint: number): CharacterFacts {
  let found = facts.get(codePoint);
  if (!found) {
    found = examine(codePoint);
    facts.set(codePoint, found);
  }
  return found;
}

/** Blocks overlap in one place; as the detector, the last one that starts at or before the character is asked. */
function blockOf(codePoint: number): Block | undefined {
  if (codePoint < 32) return controls;
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block && codePoint < block.end ? block : undefined;
}

function examine(codePoint: number): CharacterFacts {
  const character = String.fromCodePoint(codePoint);
  const assigned = isAssigned(codePoint);
  const is = (pattern: RegExp) => assigned && pattern.test(character);
  const ascii = codePoint < 128;
  const block = blockOf(codePoint);
  const printable = isPrintable(codePoint);
  const letter = isAlpha(codePoint);
  const named = (part: string) => block?.name.includes(part) ?? false;
  // As the detector: among ASCII characters only these are white space, the separators 1C to 1F are not.
  const space = isSpace(codePoint) && !(codePoint >= 28 && codePoint <= 31);
  // Ordinals, the Kelvin, Angstrom and turned F signs and modifier letters are Latin by script but not by name.
  const latin =
    letter &&
    is(/\p{Script=Latin}/u) &&
    !is(/[\u00aa\u00ba\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d5c\u1d9b-\u1dbe\u212a\u212b\u2132]/);
  const katakana = is(/\p{Script=Katakana}/u) || is(/[\u30fb\u30fc\uff70\uff9e\uff9f]/);
  const ideograph = is(/\p{Unified_Ideograph}/u) || named("CJK");
  const isAccentuated = !ascii && accentuated.has(character);
  return {
    character,
    ascii,
    printable,
    letter,
    upper: isUpper(codePoint),
    lower: isLower(codePoint),
    space,
    digit: isDigit(codePoint),
    punctuation: printable && (is(/\p{P}/u) || named("Punctuation")),
    symbol: printable && (is(/[\p{S}\p{N}]/u) || (named("Forms") && !is(/\p{Lo}/u))),
    emoticon: !letter && (named("Emoticons") || named("Pictographs")),
    separator: isSpace(codePoint) || "｜+<>".includes(character) || is(/[\p{Z}\p{Po}\p{Pd}\p{Pc}]/u),
    safe: safeCharacters.has(character),
    accentuated: isAccentuated,
    latin,
    ideograph,
    commonIdeograph: ideograph && commonIdeographs.has(character),
    katakana,
    halfwidthKatakana: codePoint >= 0xff65 && codePoint <= 0xff9f,
    arabic: is(/\p{Script=Arabic}/u) || named("Arabic"),
    arabicIsolated: isArabicIsolated(codePoint),
    ligature: !ascii && ligatures.has(character),
    superscript: is(/[\u00b2\u00b3\u00b9\u2070\u2071\u2074-\u207f]/),
    opensSentence: character === "¿" || character === "¡",
    glyph: ideograph || katakana || is(/[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Thai}]/u),
    plain: latin && isAccentuated ? withoutLastAccent(character) : character,
    block,
  };
}

/** The letter less the last of its accents, so that a letter with two keeps one. */
function withoutLastAccent(character: string): string {
  const parts = [...character.normalize("NFD")];
  return parts.length > 1 ? parts.slice(0, -1).join("").normalize("NFC") : character;
}

/** As Python's str.isspace(). */
function isSpace(codePoint: number): boolean {
  return (
    (codePoint >= 9 && codePoint <= 13) ||
    (codePoint >= 28 && codePoint <= 32) ||
    codePoint === 0x85 ||
    /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(String.fromCodePoint(codePoint))
  );
}

/** Presentation forms of single letters: the first of each group of forms, as the code pages 864 and 1256 reach them. */
function isArabicIsolated(codePoint: number): boolean {
  return codePoint >= 0xfe70 && codePoint <= 0xfefc && isolatedForms.has(codePoint);
}

// Arabic Presentation Forms-B whose name ends in ISOLATED FORM. Source: Unicode.
const isolatedForms = new Set([
  0xfe70, 0xfe72, 0xfe74, 0xfe76, 0xfe78, 0xfe7a, 0xfe7c, 0xfe7e, 0xfe80, 0xfe81, 0xfe83, 0xfe85, 0xfe87,
  0xfe89, 0xfe8d, 0xfe8f, 0xfe93, 0xfe95, 0xfe99, 0xfe9d, 0xfea1, 0xfea5, 0xfea9, 0xfeab, 0xfead, 0xfeaf,
  0xfeb1, 0xfeb5, 0xfeb9, 0xfebd, 0xfec1, 0xfec5, 0xfec9, 0xfecd, 0xfed1, 0xfed5, 0xfed9, 0xfedd, 0xfee1,
  0xfee5, 0xfee9, 0xfeed, 0xfeef, 0xfef1, 0xfef5, 0xfef7, 0xfef9, 0xfefb,
]);

const compatibleFamilies = new Set(
  [
    "CJK Hiragana,CJK Katakana,CJK Kana,CJK Bopomofo,CJK Kanbun,Hiragana Katakana,Hiragana Kana,Katakana Kana,CJK Hangul",
    "Latin IPA,Latin Phonetic,IPA Phonetic",
  ]
    .join(",")
    .split(",")
    .map((pair) => pairKey(...(pair.split(" ") as [string, string])))
    .concat(
      [
        ["Latin", "Spacing Modifier Letters"],
        ["IPA", "Spacing Modifier Letters"],
        ["Phonetic", "Spacing Modifier Letters"],
        ["Alphabetic Presentation Forms", "Latin"],
        ["Alphabetic Presentation Forms", "Armenian"],
        ["Alphabetic Presentation Forms", "Hebrew"],
        ["Halfwidth and Fullwidth Forms", "Latin"],
        ["Halfwidth and Fullwidth Forms", "CJK"],
        ["Halfwidth and Fullwidth Forms", "Hiragana"],
        ["Halfwidth and Fullwidth Forms", "Katakana"],
        ["Halfwidth and Fullwidth Forms", "Kana"],
        ["Halfwidth and Fullwidth Forms", "Hangul"],
      ].map(([a = "", b = ""]) => pairKey(a, b)),
    ),
);
const compatibleWithAll = new Set(["Combining", "Variation Selectors", "Emoticons", "Pictographs"]);
const besideBasicLatin = new Set(["CJK", "Hangul", "Hiragana", "Katakana", "Kana", "Bopomofo", "Kanbun"]);

function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** Whether characters of these two blocks are rarely found side by side. */
export function areSuspiciousNeighbours(a: Block | undefined, b: Block | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.family === b.family) return false;
  if (compatibleWithAll.has(a.family) || compatibleWithAll.has(b.family)) return false;
  if (compatibleFamilies.has(pairKey(a.family, b.family))) return false;
  if (a.name === "Basic Latin") return !besideBasicLatin.has(b.family);
  if (b.name === "Basic Latin") return !besideBasicLatin.has(a.family);
  return true;
}

const secondaryWords =
  /Supplement|Extended|Extensions|Modifier|Marks|Punctuation|Symbols|Forms|Operators|Miscellaneous|Drawing|Block|Shapes|Supplemental|Tags/;

/** Blocks that say little of the language. */
export function isSecondaryBlock(block: Block): boolean {
  return secondaryWords.test(block.name);
}
