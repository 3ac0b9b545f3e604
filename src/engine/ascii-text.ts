const zero = 48;
const point = 46;
/** More digits than fit in 31 bits are written in two parts. */
const lowDigits = 9;
const lowPart = 10 ** lowDigits;
/** Digits, point and more. */
const longestNumber = 40;

/**
 * ASCII text made of many short pieces and numbers: a shape has thousands of them, and texts joined one by one take several
 * times as long as their digits.
 */
export class AsciiText {
  #bytes = new Uint8Array(4096);
  #length = 0;
  readonly #decoder = new TextDecoder();

  /** Adds ASCII characters. */
  add(text: string): void {
    this.#makeRoom(text.length);
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#length + at] = text.charCodeAt(at);
    this.#length += text.length;
  }

  /**
   * Adds `scaled` / 10^`decimals` with that many decimals.
   * @param scaled a whole number from 0 up, below 10^15
   * @param decimals 1 to 15
   */
  decimal(scaled: number, decimals: number): void {
    this.#makeRoom(longestNumber);
    const power = 10 ** decimals;
    const whole = Math.floor(scaled / power);
    this.#digits(whole, digitsOf(whole));
    this.#bytes[this.#length] = point;
    this.#length += 1;
    this.#digits(scaled - whole * power, decimals);
  }

  /** Takes back zeros at the end, but for one behind a point. */
  trimZeros(): void {
    while (this.#bytes[this.#length - 1] === zero && this.#bytes[this.#length - 2] !== point)
      this.#length -= 1;
  }

  /** The text, and begins anew. */
  take(): string {
    const text = this.#decoder.decode(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return text;
  }

  /** The last `count` digits of a whole number. */
  #digits(value: number, count: number): void {
    if (count > lowDigits) {
      const high = Math.floor(value / lowPart);
      this.#digits(high, count - lowDigits);
      this.#digits(value - high * lowPart, lowDigits);
      return;
    }
    let rest = value | 0;
    for (let at = this.#length + count - 1; at >= this.#length; at -= 1) {
      const tens = (rest / 10) | 0;
      this.#bytes[at] = zero + rest - tens * 10;
      rest = tens;
    }
    this.#length += count;
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(this.#bytes.length * 2 + more);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let limit = 10; whole >= limit; limit *= 10) digits += 1;
  return digits;
}
