/**
 * Whether a text is JSON for the platform's database: as the standard has it, and with a comma after the last member,
 * `NaN` and `Infinity` in any case.
 */
export function isLooseJson(text: string): boolean {
  const end = value(text, skipSpace(text, 0), 0);
  return end !== undefined && skipSpace(text, end) === text.length;
}

const deepest = 1000;
const scalar =
  /-?(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\d.])|inf(?:inity)?|nan)|true|false|null|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const insensitive = new RegExp(scalar.source, "iy");

function skipSpace(text: string, at: number): number {
  let to = at;
  while (to < text.length && " \t\n\r".includes(text[to] ?? "x")) to += 1;
  return to;
}

/** @returns where the value ends; `undefined` when there is none */
function value(text: string, at: number, depth: number): number | undefined {
  if (depth > deepest) return undefined;
  if (text[at] === "[") return members(text, at + 1, "]", (from) => value(text, from, depth + 1));
  if (text[at] === "{") return members(text, at + 1, "}", (from) => member(text, from, depth));
  for (const pattern of [scalar, insensitive]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    // Only numbers that are none may be written in any case.
    if (found !== undefined && (pattern === scalar || /^-?(?:inf|nan)/i.test(found)))
      return at + found.length;
  }
  return undefined;
}

function member(text: string, at: number, depth: number): number | undefined {
  if (text[at] !== '"') return undefined;
  const name = value(text, at, depth);
  const colon = name === undefined ? -1 : skipSpace(text, name);
  return text[colon] === ":" ? value(text, skipSpace(text, colon + 1), depth + 1) : undefined;
}

function members(
  text: string,
  from: number,
  close: string,
  one: (at: number) => number | undefined,
): number | undefined {
  let at = skipSpace(text, from);
  while (text[at] !== close) {
    const end = one(at);
    if (end === undefined) return undefined;
    at = skipSpace(text, end);
    if (text[at] === close) break;
    if (text[at] !== ",") return undefined;
    at = skipSpace(text, at + 1);
  }
  return at + 1;
}
