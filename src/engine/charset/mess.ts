import { areSuspiciousNeighbours, type Block, type CharacterFacts, characterFacts } from "./character.ts";

/**
 * How unlike written text a decoded text looks, from 0 (fine) up, as the pipeline's detector measures it: the sum of ten
 * suspicions. Measuring stops when `threshold` is reached.
 *
 * Behaviour of charset-normalizer 3.5 (MIT), md.py, described here in our own terms.
 */
export function messRatio(text: string, threshold = 0.2): number {
  // Python counts code points.
  const points = codePoints(text);
  const { length } = points;
  const step = length < 511 ? 32 : length < 1024 ? 64 : 128;
  const ascii = /^[\x00-\x7f]*$/.test(text);
  const suspicions = new Suspicions(ascii);
  for (let start = 0; start < length; start += step) {
    const end = Math.min(start + step, length);
    for (let at = start; at < end; at += 1) suspicions.see(characterFacts(points[at] ?? 0));
    const ratio = suspicions.sum();
    if (ratio >= threshold) return rounded(ratio, 3);
  }
  suspicions.end();
  return rounded(suspicions.sum(), 3);
}

/** The code points of a text; lone surrogates as they are. */
export function codePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    points[count] = point;
    count += 1;
    if (point > 0xffff) at += 1;
  }
  return points.subarray(0, count);
}

/** As Python's round(): to so many places, correctly rounded. */
export function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}

const newline = characterFacts(10);

class Suspicions {
  readonly #asciiOnly: boolean;
  readonly #symbols = new SymbolsAndPunctuation();
  readonly #accents = new Accents();
  readonly #unprintable = new Unprintable();
  readonly #doubleAccents = new DoubleAccents();
  readonly #ranges = new Ranges();
  readonly #words = new Words();
  readonly #ideographs = new Ideographs();
  readonly #kana = new Kana();
  readonly #cases = new Cases();
  readonly #isolated = new IsolatedForms();

  constructor(asciiOnly: boolean) {
    this.#asciiOnly = asciiOnly;
  }

  see(facts: CharacterFacts): void {
    this.#unprintable.see(facts);
    this.#words.see(facts);
    if (this.#asciiOnly) {
      if (facts.printable) this.#symbols.see(facts);
      return;
    }
    this.#cases.see(facts);
    if (facts.printable) {
      this.#symbols.see(facts);
      this.#ranges.see(facts);
    }
    if (!facts.letter) return;
    this.#accents.see(facts);
    if (facts.latin) this.#doubleAccents.see(facts);
    if (facts.ideograph) {
      this.#ideographs.see(facts);
      this.#kana.see(facts);
    } else if (facts.katakana) this.#kana.see(facts);
    if (facts.arabic) this.#isolated.see(facts);
  }

  /** The last word ends with the text. */
  end(): void {
    this.#words.see(newline);
    if (!this.#asciiOnly) this.#cases.see(newline);
    this.#unprintable.see(newline);
  }

  sum(): number {
    return (
      this.#symbols.ratio +
      this.#accents.ratio +
      this.#unprintable.ratio +
      this.#doubleAccents.ratio +
      this.#ranges.ratio +
      this.#words.ratio +
      this.#ideographs.ratio +
      this.#kana.ratio +
      this.#cases.ratio +
      this.#isolated.ratio
    );
  }
}

class SymbolsAndPunctuation {
  #punctuation = 0;
  #symbols = 0;
  #characters = 0;
  #last = "";

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (facts.character !== this.#last && !facts.safe) {
      if (facts.punctuation) this.#punctuation += 1;
      else if (!facts.digit && facts.symbol && !facts.emoticon) this.#symbols += 2;
    }
    this.#last = facts.character;
  }

  get ratio(): number {
    if (this.#characters === 0) return 0;
    const ratio = (this.#punctuation + this.#symbols) / this.#characters;
    return ratio >= 0.3 ? ratio : 0;
  }
}

class Accents {
  #characters = 0;
  #accentuated = 0;

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (facts.accentuated) this.#accentuated += 1;
  }

  get ratio(): number {
    if (this.#characters < 8) return 0;
    const ratio = this.#accentuated / this.#characters;
    return ratio >= 0.35 ? ratio : 0;
  }
}

class Unprintable {
  #unprintable = 0;
  #characters = 0;
  #escape = false;

  see(facts: CharacterFacts): void {
    if (facts.character === "\u001b") this.#escape = true;
    // The substitute character and the byte order mark are let pass.
    const passes = facts.character === "\u001a" || facts.character === "\ufeff";
    if (!facts.printable && !facts.space && !passes) this.#unprintable += 1;
    this.#characters += 1;
  }

  get ratio(): number {
    if (this.#characters === 0) return 0;
    return this.#escape ? 1 : (this.#unprintable * 8) / this.#characters;
  }
}

class DoubleAccents {
  #successive = 0;
  #characters = 0;
  #last: CharacterFacts | undefined;

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (this.#last?.accentuated && facts.accentuated) {
      if (facts.upper && this.#last.upper) this.#successive += 1;
      if (facts.plain === this.#last.plain) this.#successive += 1;
    }
    this.#last = facts;
  }

  get ratio(): number {
    return this.#characters === 0 ? 0 : (this.#successive * 2) / this.#characters;
  }
}

class Ranges {
  #suspicious = 0;
  #characters = 0;
  #seen = false;
  #last: Block | undefined;

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (facts.space || facts.punctuation || facts.safe) {
      this.#seen = false;
      return;
    }
    if (this.#seen && (this.#last !== facts.block || this.#last === undefined)) {
      if (areSuspiciousNeighbours(this.#last, facts.block)) this.#suspicious += 1;
    }
    this.#seen = true;
    this.#last = facts.block;
  }

  get ratio(): number {
    return this.#characters <= 13 ? 0 : (this.#suspicious * 2) / this.#characters;
  }
}

/** Symbols that may stand inside a word. */
const wordSymbols = new Set(["<", ">", "-", "=", "~", "|", "_"]);

class Words {
  #words = 0;
  #foreignLong = 0;
  #bad = false;
  #foreignWatch = false;
  #characters = 0;
  #badCharacters = 0;
  #length = 0;
  #last: CharacterFacts | undefined;
  #lastAccentuated = false;
  #accents = 0;
  #glyphs = 0;
  #uppers = 0;
  #firstLower = false;
  #nonAscii = false;
  #lastLigature = false;
  #innerLigature = false;
  #invalid = false;
  #invalidWords = 0;

  see(facts: CharacterFacts): void {
    if (facts.letter) this.#letter(facts);
    else if (this.#length > 0) this.#other(facts);
  }

  #letter(facts: CharacterFacts): void {
    if (this.#lastLigature) this.#innerLigature = true;
    this.#lastLigature = facts.ligature;
    if (this.#length === 0) this.#firstLower = facts.lower;
    this.#length += 1;
    this.#last = facts;
    if (facts.upper) this.#uppers += 1;
    if (!facts.ascii) this.#nonAscii = true;
    this.#lastAccentuated = facts.accentuated;
    if (facts.accentuated) this.#accents += 1;
    if (facts.glyph) this.#glyphs += 1;
    else if (!facts.latin || facts.accentuated) this.#foreignWatch = true;
  }

  #other(facts: CharacterFacts): void {
    if (facts.opensSentence || (facts.superscript && this.#innerLigature)) {
      this.#bad = true;
      this.#invalid = true;
    }
    if (facts.space || facts.punctuation || facts.separator) this.#endWord();
    else if (!wordSymbols.has(facts.character) && !facts.digit && facts.symbol) {
      this.#bad = true;
      this.#length += 1;
      this.#last = facts;
      this.#lastAccentuated = false;
    }
  }

  #endWord(): void {
    this.#words += 1;
    this.#characters += this.#length;
    if (this.#length >= 4) this.#judge();
    if (this.#length >= 24 && this.#foreignWatch) {
      const camelCase = this.#uppers > 0 && this.#uppers / this.#length <= 0.3;
      if (!camelCase) this.#countForeign();
    }
    if (this.#bad) this.#badCharacters += this.#length;
    if (this.#invalid) this.#invalidWords += 1;
    this.#bad = false;
    this.#invalid = false;
    this.#foreignWatch = false;
    this.#length = 0;
    this.#last = undefined;
    this.#lastAccentuated = false;
    this.#accents = 0;
    this.#glyphs = 0;
    this.#uppers = 0;
    this.#firstLower = false;
    this.#nonAscii = false;
    this.#lastLigature = false;
    this.#innerLigature = false;
  }

  #judge(): void {
    if (this.#accents / this.#length >= 0.5) this.#bad = true;
    else if (this.#lastAccentuated && this.#last?.upper && this.#uppers !== this.#length)
      this.#countForeign();
    else if (this.#glyphs === 1) this.#countForeign();
    else if (this.#nonAscii && this.#firstLower && this.#uppers === this.#length - 1) this.#countForeign();
  }

  #countForeign(): void {
    this.#foreignLong += 1;
    this.#bad = true;
  }

  get ratio(): number {
    if (this.#invalidWords > 0) return 1;
    if (this.#words <= 10 && this.#foreignLong === 0) return 0;
    return this.#badCharacters / this.#characters;
  }
}

class Ideographs {
  #characters = 0;
  #uncommon = 0;

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (!facts.commonIdeograph) this.#uncommon += 1;
  }

  get ratio(): number {
    if (this.#characters < 4) return 0;
    return Math.max(0, (2 * this.#uncommon - this.#characters) / (5 * Math.max(this.#characters, 16)));
  }
}

class Kana {
  #katakana = 0;
  #halfwidth = 0;
  #ideographs = 0;
  #uncommon = 0;

  see(facts: CharacterFacts): void {
    if (facts.katakana) {
      this.#katakana += 1;
      if (facts.halfwidthKatakana) this.#halfwidth += 1;
      return;
    }
    this.#ideographs += 1;
    if (!facts.commonIdeograph) this.#uncommon += 1;
  }

  get ratio(): number {
    const onlyHalfwidth = this.#halfwidth >= 4 && this.#halfwidth === this.#katakana;
    return onlyHalfwidth && this.#ideographs >= 3 && this.#ideographs === this.#uncommon ? 1 : 0;
  }
}

/** Capitals and small letters in turn, as no text has them. */
class Cases {
  #pair = false;
  #sinceSeparator = 0;
  #turns = 0;
  #turnsCounted = 0;
  #characters = 0;
  #lastUpper = false;
  #lastLower = false;
  #asciiOnly = true;

  see(facts: CharacterFacts): void {
    const hasCase = facts.letter && facts.lower !== facts.upper;
    if (!hasCase && this.#sinceSeparator > 0) {
      if (this.#sinceSeparator <= 64 && !facts.digit && !this.#asciiOnly) this.#turnsCounted += this.#turns;
      this.#turns = 0;
      this.#sinceSeparator = 0;
      this.#pair = false;
      this.#characters += 1;
      this.#asciiOnly = true;
      return;
    }
    if (!facts.ascii) this.#asciiOnly = false;
    if (this.#sinceSeparator > 0) {
      const turns = (facts.upper && this.#lastLower) || (facts.lower && this.#lastUpper);
      if (turns && this.#pair) this.#turns += 2;
      this.#pair = turns && !this.#pair;
    }
    this.#characters += 1;
    this.#sinceSeparator += 1;
    this.#lastUpper = facts.upper;
    this.#lastLower = facts.lower;
  }

  get ratio(): number {
    return this.#characters === 0 ? 0 : this.#turnsCounted / this.#characters;
  }
}

class IsolatedForms {
  #characters = 0;
  #isolated = 0;

  see(facts: CharacterFacts): void {
    this.#characters += 1;
    if (facts.arabicIsolated) this.#isolated += 1;
  }

  get ratio(): number {
    return this.#characters < 8 ? 0 : this.#isolated / this.#characters;
  }
}
