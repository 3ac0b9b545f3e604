/** A text by code points, as Python indexes it. */
export interface Subject {
  readonly length: number;
  at(index: number): number;
  slice(start: number, end: number): string;
}

/** A text without characters above U+FFFF: units are code points. */
class PlainSubject implements Subject {
  readonly length: number;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  at(index: number): number {
    return this.text.charCodeAt(index);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}

class WideSubject implements Subject {
  readonly length: number;
  private readonly characters: readonly string[];

  constructor(text: string) {
    this.characters = Array.from(text);
    this.length = this.characters.length;
  }

  at(index: number): number {
    return this.characters[index]?.codePointAt(0) ?? 0;
  }

  slice(start: number, end: number): string {
    return this.characters.slice(start, end).join("");
  }
}

const surrogate = /[\ud800-\udfff]/;

export function subjectOf(text: string): Subject {
  return surrogate.test(text) ? new WideSubject(text) : new PlainSubject(text);
}
