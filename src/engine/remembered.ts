/** How many texts are remembered, and how long ones: more would be more to look through than to work out again. */
const mostTexts = 1000;
const longestText = 100;

/**
 * What became of texts seen before, for columns that hold few different ones. When it is full it starts again, so that a
 * column of different texts neither fills the memory nor is remembered by its first rows only.
 */
export class Remembered<Answer> {
  private readonly answers = new Map<string, Answer>();

  /** `undefined` for a text that is not remembered. */
  get(text: string): Answer | undefined {
    return this.answers.get(text);
  }

  set(text: string, answer: Answer): void {
    if (text.length > longestText) return;
    if (this.answers.size >= mostTexts) this.answers.clear();
    this.answers.set(ownCopy(text), answer);
  }
}

/** A cell is a view of the piece of the file it was cut from, and would keep all of it in memory. */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
