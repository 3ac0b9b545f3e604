/**
 * A JSON value as Python's `json.loads` gives it. Objects are Maps, so that `__proto__` is a name like any other.
 * Numbers written without fraction or exponent that no double can hold are bigints (Python's `float()` refuses them).
 */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | undefined
  | readonly JsonValue[]
  | ReadonlyMap<string, JsonValue>;

/** Python raises RecursionError a little below a thousand nested arrays or objects. */
const depthLimit = 990;
/** Python refuses integers of more digits. */
const integerDigitLimit = 4300;

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const plainCharacters = /[^"\\\x00-\x1f]*/y;
const hexadecimal = /^[0-9a-fA-F]{4}$/;
const escapes = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The text is not JSON for Python; thrown by `parsePythonJson` only. */
export class NotJson extends Error {}

/**
 * Reads JSON as Python does: `NaN`, `Infinity` and `-Infinity` are numbers, of equal names the last wins, nothing may
 * follow. JSON's null is `undefined`.
 * @throws NotJson
 */
export function parsePythonJson(text: string): JsonValue {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.skipSpace();
  if (!reader.atEnd) throw new NotJson("extra data");
  return value;
}

class JsonReader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
      this.position += 1;
    }
  }

  value(depth: number): JsonValue {
    if (depth > depthLimit) throw new NotJson("nested too deeply");
    this.skipSpace();
    switch (this.text[this.position]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
    }
    if (this.takes("null")) return undefined;
    if (this.takes("true")) return true;
    if (this.takes("false")) return false;
    if (this.takes("NaN")) return Number.NaN;
    if (this.takes("Infinity")) return Number.POSITIVE_INFINITY;
    if (this.takes("-Infinity")) return Number.NEGATIVE_INFINITY;
    return this.number();
  }

  private object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.position += 1;
    this.skipSpace();
    if (this.takes("}")) return members;
    for (;;) {
      this.skipSpace();
      if (this.text[this.position] !== '"') throw new NotJson("no name");
      const name = this.string();
      this.skipSpace();
      if (!this.takes(":")) throw new NotJson("no colon");
      members.set(name, this.value(depth + 1));
      this.skipSpace();
      if (this.takes("}")) return members;
      if (!this.takes(",")) throw new NotJson("no comma");
    }
  }

  private array(depth: number): JsonValue {
    const members: JsonValue[] = [];
    this.position += 1;
    this.skipSpace();
    if (this.takes("]")) return members;
    for (;;) {
      members.push(this.value(depth + 1));
      this.skipSpace();
      if (this.takes("]")) return members;
      if (!this.takes(",")) throw new NotJson("no comma");
    }
  }

  private string(): string {
    let value = "";
    this.position += 1;
    for (;;) {
      plainCharacters.lastIndex = this.position;
      const plain = plainCharacters.exec(this.text)?.[0] ?? "";
      value += plain;
      this.position += plain.length;
      if (this.takes('"')) return value;
      if (!this.takes("\\")) throw new NotJson("string not closed");
      value += this.escape();
    }
  }

  private escape(): string {
    const letter = this.text[this.position];
    if (letter === undefined) throw new NotJson("string not closed");
    this.position += 1;
    if (letter !== "u") {
      const character = escapes.get(letter);
      if (character === undefined) throw new NotJson("unknown escape");
      return character;
    }
    const digits = this.text.slice(this.position, this.position + 4);
    if (!hexadecimal.test(digits)) throw new NotJson("unknown escape");
    this.position += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): number | bigint {
    number.lastIndex = this.position;
    const match = number.exec(this.text);
    if (match === null) throw new NotJson("no value");
    this.position += match[0].length;
    const value = Number(match[0]);
    if (match[1] !== undefined || match[2] !== undefined) return value;
    if (match[0].length > integerDigitLimit && match[0].replace("-", "").length > integerDigitLimit) {
      throw new NotJson("too many digits");
    }
    // Python's integer zero has no sign.
    if (value === 0) return 0;
    return Number.isFinite(value) ? value : BigInt(match[0]);
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }
}
