/**
 * Text as Python treats it, where JavaScript differs: which characters are white space, and the order of strings.
 */

/**
 * Whether Python's `str.isspace` holds for a UTF-16 unit. Differs from JavaScript's white space in that U+001C..U+001F
 * and U+0085 are white space and U+FEFF is not.
 */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 28 && unit <= 31);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** `str.strip()`. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return end - start === text.length ? text : text.slice(start, end);
}

/** `str.strip(characters)`, for characters of one UTF-16 unit. */
export function stripCharacters(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text.charAt(start))) start += 1;
  while (end > start && characters.includes(text.charAt(end - 1))) end -= 1;
  return end - start === text.length ? text : text.slice(start, end);
}

/** `separator.join(text.split())`: runs of white space become `separator`, none is left at the ends. */
export function joinWords(text: string, separator: string): string {
  let joined = "";
  let at = 0;
  while (at < text.length) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    const start = at;
    while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1;
    if (at > start) joined += joined === "" ? text.slice(start, at) : separator + text.slice(start, at);
  }
  return joined;
}

/** Order of Python strings: by code point, where JavaScript's `<` goes by UTF-16 unit. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    let x = a.charCodeAt(at);
    let y = b.charCodeAt(at);
    if (x === y) continue;
    // Surrogates stand for code points above every other unit.
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}
