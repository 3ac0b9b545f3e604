/**
 * JSON as Python's `json` module reads and writes it. The arcgis plugin parses what a server sends and writes it again,
 * so the bytes of the resource depend on what Python does with numbers, letters and the order of members:
 * `1.0` stays `1.0`, `1` stays `1`, `1e16` becomes `1e+16`, `é` becomes `\u00e9`.
 */

/**
 * A parsed value. Integers are `bigint` and floats `number`, for Python writes them differently; objects are maps,
 * because a JavaScript object would move members named by numbers to the front. `null` is JSON's own.
 */
export type PyValue = null | boolean | bigint | number | string | PyValue[] | PyObject;
export type PyObject = Map<string, PyValue>;

/** The text is not JSON as Python understands it; `position` counts UTF-16 units. */
export class PythonJsonError extends Error {
  constructor(
    what: string,
    readonly position: number,
  ) {
    super(`${what} at character ${position}`);
  }
}

// json.loads fails with RecursionError near Python's default recursion limit of 1000.
const deepestNesting = 990;
// sys.get_int_max_str_digits(): longer integers are a ValueError.
const longestInteger = 4300;

/** Parses as `json.loads`: NaN and Infinity are values, control characters in texts and a byte order mark are errors. */
export function parsePythonJson(text: string): PyValue {
  const string = /[^"\\\u0000-\u001f]*/y;
  const space = /[ \t\n\r]*/y;
  const constants: readonly (readonly [string, PyValue])[] = [
    ["null", null],
    ["true", true],
    ["false", false],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
  ];
  let at = 0;

  const fail = (what: string): never => {
    throw new PythonJsonError(what, at);
  };
  const skipSpace = (): void => {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
  };

  function readValue(depth: number): PyValue {
    if (depth > deepestNesting) fail("nested too deeply");
    switch (text.charCodeAt(at)) {
      case 0x22:
        return readString();
      case 0x7b:
        return readObject(depth);
      case 0x5b:
        return readArray(depth);
      default:
        return readScalar();
    }
  }

  function readScalar(): PyValue {
    const number = readNumber();
    if (number !== undefined) return number;
    for (const [word, value] of constants) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    }
    return fail("a value was expected");
  }

  /** Digits are told by hand: most of a layer is coordinates, and a pattern takes three times as long. */
  function readNumber(): PyValue | undefined {
    let end = at;
    if (text.charCodeAt(end) === 0x2d) end++;
    const start = end;
    end = skipDigits(end);
    // Nothing, or a zero that more digits follow: then the zero is all there is.
    if (end === start) return undefined;
    if (text.charCodeAt(start) === 0x30) end = start + 1;
    const integerEnd = end;
    if (text.charCodeAt(end) === 0x2e && isDigit(end + 1)) end = skipDigits(end + 1);
    if ((text.charCodeAt(end) | 0x20) === 0x65) {
      const sign = text.charCodeAt(end + 1);
      const digits = sign === 0x2b || sign === 0x2d ? end + 2 : end + 1;
      if (isDigit(digits)) end = skipDigits(digits);
    }
    const written = text.slice(at, end);
    const isInteger = end === integerEnd;
    at = end;
    if (!isInteger) return Number(written);
    if (integerEnd - start > longestInteger) fail("integer too long");
    return BigInt(written);
  }

  function isDigit(place: number): boolean {
    const code = text.charCodeAt(place);
    return code >= 0x30 && code <= 0x39;
  }

  function skipDigits(from: number): number {
    let place = from;
    while (isDigit(place)) place++;
    return place;
  }

  function readString(): string {
    let value = "";
    at++;
    for (;;) {
      string.lastIndex = at;
      string.test(text);
      value += text.slice(at, string.lastIndex);
      at = string.lastIndex;
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        at++;
        return value;
      }
      if (code !== 0x5c) fail("a text is not closed, or has a control character");
      value += readEscape();
    }
  }

  function readEscape(): string {
    const letter = text.charAt(at + 1);
    if (letter === "u") {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail("\\u must be followed by four hexadecimal digits");
      at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const place = '"\\/bfnrt'.indexOf(letter);
    if (letter === "" || place < 0) fail("an unknown escape");
    at += 2;
    return '"\\/\b\f\n\r\t'.charAt(place);
  }

  function readArray(depth: number): PyValue[] {
    const items: PyValue[] = [];
    at++;
    skipSpace();
    if (text.charAt(at) === "]") {
      at++;
      return items;
    }
    for (;;) {
      items.push(readValue(depth + 1));
      skipSpace();
      const next = text.charAt(at);
      if (next === "]") {
        at++;
        return items;
      }
      if (next !== ",") fail("a comma or ] was expected");
      at++;
      skipSpace();
    }
  }

  function readObject(depth: number): PyObject {
    const members: PyObject = new Map();
    at++;
    skipSpace();
    if (text.charAt(at) === "}") {
      at++;
      return members;
    }
    for (;;) {
      if (text.charAt(at) !== '"') fail("a name in double quotes was expected");
      const name = readString();
      skipSpace();
      if (text.charAt(at) !== ":") fail("a colon was expected");
      at++;
      skipSpace();
      members.set(name, readValue(depth + 1));
      skipSpace();
      const next = text.charAt(at);
      if (next === "}") {
        at++;
        return members;
      }
      if (next !== ",") fail("a comma or } was expected");
      at++;
      skipSpace();
    }
  }

  skipSpace();
  const value = readValue(0);
  skipSpace();
  if (at < text.length) fail("something follows the value");
  return value;
}

/** Writes as `json.dumps`: `, ` and `: ` between members unless `compact`, everything but ASCII escaped. */
export function writePythonJson(value: PyValue, compact = false): string {
  const comma = compact ? "," : ", ";
  const colon = compact ? ":" : ": ";
  const write = (item: PyValue): string => {
    switch (typeof item) {
      case "string":
        return pythonString(item);
      case "number":
        return pythonFloat(item);
      case "bigint":
        return item.toString();
      case "boolean":
        return item ? "true" : "false";
      default:
        if (item === null) return "null";
        if (Array.isArray(item)) return `[${item.map(write).join(comma)}]`;
        return `{${Array.from(item, ([name, member]) => `${pythonString(name)}${colon}${write(member)}`).join(comma)}}`;
    }
  };
  return write(value);
}

/** A float as Python's `repr` has it: the shortest digits that read back, exponents below 1e-4 and from 1e16 on. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\f", "\\f"],
  ["\b", "\\b"],
]);

function pythonString(text: string): string {
  if (!/[^ !#-[\]-~]/.test(text)) return `"${text}"`;
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (letter) => shortEscapes.get(letter) ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}
