import { areSuspiciousNeighbours, type Block, characterFacts, isSecondaryBlock } from "./character.ts";
import { codePages } from "./code-pages.ts";
import { languages } from "./languages.ts";
import { codePoints, rounded } from "./mess.ts";

/**
 * Which languages a decoded text may be in, by how often its letters occur, as the pipeline's detector weighs them.
 * Behaviour of charset-normalizer 3.5 (MIT), cd.py, described here in our own terms.
 */
export type Languages = readonly (readonly [language: string, ratio: number])[];

interface Alphabet {
  readonly language: string;
  readonly letters: readonly string[];
  readonly rank: ReadonlyMap<string, number>;
  readonly hasAccents: boolean;
  readonly pureLatin: boolean;
}

const alphabets: ReadonlyMap<string, Alphabet> = new Map(
  languages.map(([language, text]) => {
    const letters = [...text];
    const facts = letters.map((letter) => characterFacts(letter.codePointAt(0) ?? 0));
    const alphabet: Alphabet = {
      language,
      letters,
      rank: new Map(letters.map((letter, index) => [letter, index])),
      hasAccents: facts.some(({ accentuated }) => accentuated),
      pureLatin: facts.every(({ latin }) => latin),
    };
    return [language, alphabet];
  }),
);

/** Shorter runs of letters say nothing. */
const fewestLetters = 32;

/** The name that stands for every language in Latin letters. */
export const latinBased = "Latin Based";

/** @param targets languages the character set is made for; `["Latin Based"]` for Latin ones */
export function coherenceRatios(text: string, targets: readonly string[]): Languages {
  const latinOnly = targets.includes(latinBased);
  const named = targets.filter((target) => target !== latinBased);
  const found: [string, number][] = [];
  let sufficient = 0;
  for (const layer of layersOf(text)) {
    if (layer.length <= fewestLetters) continue;
    const popular = byPopularity(layer);
    for (const language of named.length > 0 ? named : likelyLanguages(popular, latinOnly)) {
      const ratio = popularityMatch(language, popular);
      if (ratio < 0.1) continue;
      if (ratio >= 0.8) sufficient += 1;
      found.push([language, rounded(ratio, 4)]);
      if (sufficient >= 3) break;
    }
  }
  return sorted(withoutAlternatives(found));
}

/** The mean of each language over several pieces of a text. */
export function mergeRatios(pieces: readonly Languages[]): Languages {
  const ratios = new Map<string, number[]>();
  for (const piece of pieces) {
    for (const [language, ratio] of piece) ratios.set(language, [...(ratios.get(language) ?? []), ratio]);
  }
  const means = [...ratios].map(
    ([language, all]) => [language, rounded(all.reduce((a, b) => a + b, 0) / all.length, 4)] as const,
  );
  return sorted(means);
}

function sorted(found: Languages): Languages {
  return [...found].sort(([, a], [, b]) => b - a);
}

/** Letters of one script after the other, in lower case; a script that goes with an earlier one joins it. */
function layersOf(text: string): string[][] {
  const layers = new Map<Block, string[]>();
  let lastBlock: Block | undefined;
  let lastLayer: string[] | undefined;
  for (const point of codePoints(text)) {
    const { letter, block, character } = characterFacts(point);
    if (!letter || block === undefined) continue;
    if (block === lastBlock && lastLayer) {
      lastLayer.push(character);
      continue;
    }
    const known = [...layers.keys()].find((discovered) => !areSuspiciousNeighbours(discovered, block));
    const target = known ?? block;
    lastLayer = layers.get(target) ?? [];
    layers.set(target, lastLayer);
    lastLayer.push(character);
    lastBlock = block;
  }
  return [...layers.values()].map((letters) => [...letters.join("").toLowerCase()]);
}

/** Distinct letters, most frequent first; equal ones as they came. */
function byPopularity(letters: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([letter]) => letter);
}

function likelyLanguages(popular: readonly string[], latinOnly: boolean): string[] {
  const present = new Set(popular);
  const accents = popular.some((letter) => characterFacts(letter.codePointAt(0) ?? 0).accentuated);
  const likely: [string, number][] = [];
  for (const alphabet of alphabets.values()) {
    if (latinOnly && !alphabet.pureLatin) continue;
    if (accents && !alphabet.hasAccents) continue;
    const distinct = new Set(alphabet.letters);
    const matches = [...distinct].filter((letter) => present.has(letter)).length;
    const ratio = matches / alphabet.letters.length;
    if (ratio >= 0.2) likely.push([alphabet.language, ratio]);
  }
  return likely.sort(([, a], [, b]) => b - a).map(([language]) => language);
}

/** How far the order of letters by frequency fits the language's, 0 to 1. */
function popularityMatch(language: string, popular: readonly string[]): number {
  const alphabet = alphabets.get(language);
  if (!alphabet) return 0;
  const size = alphabet.letters.length;
  const large = size > 26;
  const projection = size / popular.length;
  const common: [rank: number, place: number][] = [];
  popular.forEach((letter, place) => {
    const rank = alphabet.rank.get(letter);
    if (rank !== undefined) common.push([rank, place]);
  });
  let approved = 0;
  for (const [rank, place] of common) {
    const distance = Math.abs(Math.trunc(place * projection) - rank);
    if (!large && distance > 4) continue;
    if ((large && distance < size / 3) || rank === 0 || isInPlace(common, rank, place, size)) approved += 1;
  }
  return approved / popular.length;
}

/** At least two fifths of the letters before it, or after it, are so in both orders. */
function isInPlace(common: readonly [number, number][], rank: number, place: number, size: number): boolean {
  let before = 0;
  let after = 0;
  for (const [otherRank, otherPlace] of common) {
    if (otherRank < rank) {
      if (otherPlace < place) {
        before += 1;
        if (5 * before >= 2 * rank) return true;
      }
    } else if (otherPlace >= place) {
      after += 1;
      if (5 * after >= 2 * (size - rank)) return true;
    }
  }
  return false;
}

/** A language known in two orders counts once, with the better one. */
function withoutAlternatives(found: readonly [string, number][]): Languages {
  const ratios = new Map<string, number[]>();
  for (const [language, ratio] of found) {
    const name = language.replaceAll("—", "");
    ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
  }
  if (![...ratios.values()].some((all) => all.length > 1)) return found;
  return [...ratios].map(([language, all]) => [language, Math.max(...all)]);
}

const languagesOfPages = new Map<string, readonly string[]>();

/** The languages a single-byte character set is made for: those of its main script, or `["Latin Based"]`. */
export function languagesOfCodePage(codec: string): readonly string[] {
  let found = languagesOfPages.get(codec);
  if (!found) {
    found = findLanguages(codec);
    languagesOfPages.set(codec, found);
  }
  return found;
}

function findLanguages(codec: string): readonly string[] {
  const page = codePages[codec];
  if (page === undefined) return [latinBased];
  const counts = new Map<string, number>();
  let all = 0;
  for (let byte = 0x40; byte < 0xff; byte += 1) {
    const character =
      page.length === 256 ? page[byte] : byte < 128 ? String.fromCharCode(byte) : page[byte - 128];
    if (character === undefined || character === "\ufffd") continue;
    const { block } = characterFacts(character.codePointAt(0) ?? 0);
    if (!block || isSecondaryBlock(block)) continue;
    counts.set(block.name, (counts.get(block.name) ?? 0) + 1);
    all += 1;
  }
  const main = [...counts]
    .filter(([, count]) => count / all >= 0.15)
    .map(([name]) => name)
    .sort()
    .find((name) => !name.includes("Latin"));
  if (main === undefined) return [latinBased];
  return languages
    .filter(([, letters]) =>
      [...letters].some((letter) => characterFacts(letter.codePointAt(0) ?? 0).block?.name === main),
    )
    .map(([language]) => language);
}

/** The languages a multi-byte character set is made for; none for Unicode's own. */
export function languagesOfMultiByte(codec: string): readonly string[] {
  if (/^(shift_|iso2022_jp|euc_j)/.test(codec) || codec === "cp932") return ["Japanese"];
  if (codec.startsWith("gb") || ["big5", "cp950", "big5hkscs", "hz"].includes(codec)) return ["Chinese"];
  return codec.startsWith("iso2022_kr") || ["johab", "cp949", "euc_kr"].includes(codec) ? ["Korean"] : [];
}
