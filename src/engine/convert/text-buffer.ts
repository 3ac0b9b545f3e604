/** A stretch of a text that comes in chunks, with a position in it; for readers whose tokens may span chunks. */
export class TextBuffer {
  text = "";
  at = 0;
  /** Units of text before `text`. */
  before = 0;
  readonly #chunks: Iterator<string>;

  constructor(chunks: Iterable<string>) {
    this.#chunks = chunks[Symbol.iterator]();
  }

  /** Whether there is a unit at the position, reading on if need be. */
  has(): boolean {
    return this.at < this.text.length || this.more(this.at);
  }

  /**
   * Adds text behind what is there, forgetting what lies before `keep`; false at the end. What is kept at least doubles,
   * so that a token over many chunks is not copied again for each of them.
   */
  more(keep: number): boolean {
    const pieces = [this.text.slice(keep)];
    const wanted = this.text.length - keep;
    let added = 0;
    while (added === 0 || added < wanted) {
      const { value, done } = this.#chunks.next();
      if (done) break;
      pieces.push(value);
      added += value.length;
    }
    if (added === 0) return false;
    this.text = pieces.join("");
    this.before += keep;
    this.at -= keep;
    return true;
  }

  /**
   * Moves behind a run of `[x,y]` pairs (or triples) of plain numbers, with commas between; false when there is none at
   * the position. Most of a large GeoJSON file is such runs, and a reader that only checks them need not see each number.
   */
  skipPairs(): boolean {
    pairs.lastIndex = this.at;
    if (!pairs.test(this.text)) return false;
    this.at = pairs.lastIndex;
    return true;
  }

  /**
   * The text between the quote at the position and the next one without a backslash before it, escapes untouched;
   * `undefined` when there is none. The position moves behind the closing quote.
   */
  quoted(): string | undefined {
    let from = this.at + 1;
    for (;;) {
      const end = this.text.indexOf('"', from);
      if (end < 0) {
        const scanned = this.text.length;
        const keep = this.at;
        if (!this.more(keep)) return undefined;
        from = scanned - keep;
      } else if (isEscaped(this.text, end, this.at)) from = end + 1;
      else {
        const raw = this.text.slice(this.at + 1, end);
        this.at = end + 1;
        return raw;
      }
    }
  }
}

const space = "[ \\t\\r\\n]*";
const plainNumber = "-?(?:0|[1-9]\\d*)(?:\\.\\d+)?";
const pair = `\\[${space}${plainNumber}(?:${space},${space}${plainNumber}){1,2}${space}\\]`;
// So many at once: enough to be quick, few enough for the stack of a regular expression.
const pairs = new RegExp(`${space}${pair}(?:${space},${space}${pair}){0,1000}`, "y");

/** Whether the quote at `end` has an odd number of backslashes before it. */
function isEscaped(text: string, end: number, start: number): boolean {
  let at = end - 1;
  while (at > start && text.charCodeAt(at) === 0x5c) at -= 1;
  return (end - 1 - at) % 2 === 1;
}
