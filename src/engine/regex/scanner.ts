import { RegexError } from "./syntax.ts";

/** Reads a pattern or a replacement character by character; a backslash and what follows it come as one. */
export class Scanner {
  /** The next character, or escape; `undefined` at the end. */
  next: string | undefined;
  private readonly characters: readonly string[];
  private index = 0;

  constructor(text: string) {
    this.characters = Array.from(text);
    this.advance();
  }

  /** Where `next` starts, for `seek`. */
  get position(): number {
    if (this.next === undefined) return this.index;
    return this.index - (this.next.startsWith("\\") ? 2 : 1);
  }

  get(): string | undefined {
    const { next } = this;
    this.advance();
    return next;
  }

  match(character: string): boolean {
    if (this.next !== character) return false;
    this.advance();
    return true;
  }

  seek(position: number): void {
    this.index = position;
    this.advance();
  }

  /** Up to `count` of these characters, as many as there are. */
  while(characters: string, count = Number.POSITIVE_INFINITY): string {
    let read = "";
    while (read.length < count && this.next !== undefined && characters.includes(this.next)) {
      read += this.next;
      this.advance();
    }
    return read;
  }

  digits(): string {
    return this.while("0123456789");
  }

  /** All before the terminator, which is read too. Names of groups may not be empty. */
  until(terminator: string): string {
    let name = "";
    for (;;) {
      const next = this.get();
      if (next === undefined) throw new RegexError(`missing ${terminator}, unterminated name`);
      if (next === terminator) break;
      name += next;
    }
    if (name === "") throw new RegexError("missing group name");
    return name;
  }

  private advance(): void {
    const character = this.characters[this.index];
    if (character === undefined) {
      this.next = undefined;
      return;
    }
    this.index += 1;
    if (character !== "\\") {
      this.next = character;
      return;
    }
    const escaped = this.characters[this.index];
    if (escaped === undefined) throw new RegexError("bad escape (end of pattern)");
    this.index += 1;
    this.next = character + escaped;
  }
}
