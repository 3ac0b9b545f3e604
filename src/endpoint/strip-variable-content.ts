/**
 * Text that changes with every answer, taken out before a resource is hashed, so that the same data keeps its name.
 * All of it works on bytes as the collector's patterns do, inside texts too.
 *
 * Source: digital_land/collect.py (strip_variable_content), digital_land/plugins/wfs.py (strip_exps)
 */

const quote = 0x22;
const comma = 0x2c;
const space = 0x20;

/** What the collector removes from JSON and XML: times of writing, then every comma before a closing brace. */
export function stripTimestamps(content: Uint8Array): Uint8Array {
  let stripped = replaceAll(content, '"timeStamp"', jsonTimestamp);
  stripped = replaceAll(stripped, 'timeStamp="', (bytes, start) => {
    const end = closingQuote(bytes, start + 'timeStamp="'.length);
    return end >= 0 && bytes[end + 1] === space ? { from: start, to: end + 2 } : undefined;
  });
  // Finds only what the removals before have put together; kept because the collector does it.
  stripped = replaceAll(stripped, '"timeStamp":"', (bytes, start) => {
    const end = closingQuote(bytes, start + '"timeStamp":"'.length);
    return end >= 0 && bytes[end + 1] === comma ? { from: start, to: end + 2 } : undefined;
  });
  return replaceAll(stripped, ",", (bytes, start) => {
    const brace = skipSpace(bytes, start + 1);
    return bytes[brace] === 0x7d ? { from: start, to: brace } : undefined;
  });
}

/** What the wfs plugin removes besides: times, feature ids, and in `gml:id="a.b"` what follows the first dot. */
export function stripFeatureIds(content: Uint8Array): Uint8Array {
  let stripped = replaceAll(content, 'timeStamp="', attributeWithSpace('timeStamp="'));
  stripped = replaceAll(stripped, 'fid="', attributeWithSpace('fid="'));
  return replaceAll(stripped, 'gml:id="', (bytes, start) => {
    const first = start + 'gml:id="'.length;
    let dot = first;
    while (dot < bytes.length && bytes[dot] !== 0x2e && bytes[dot] !== quote) dot++;
    if (dot === first) return undefined;
    const end = closingQuote(bytes, dot);
    return { from: dot, to: end < 0 ? bytes.length : end };
  });
}

/** The part of the content to leave out, for a match that starts with the needle; `undefined`: no match. */
type Cut = { readonly from: number; readonly to: number } | undefined;

/** `"timeStamp"\s*:\s*"[^"]*"\s*,?` */
function jsonTimestamp(bytes: Uint8Array, start: number): Cut {
  let at = skipSpace(bytes, start + '"timeStamp"'.length);
  if (bytes[at] !== 0x3a) return undefined;
  at = skipSpace(bytes, at + 1);
  if (bytes[at] !== quote) return undefined;
  const end = closingQuote(bytes, at + 1);
  if (end < 0) return undefined;
  const after = skipSpace(bytes, end + 1);
  return { from: start, to: bytes[after] === comma ? after + 1 : after };
}

/** ` ?name="[^"]*"` */
function attributeWithSpace(name: string): (bytes: Uint8Array, start: number, earliest: number) => Cut {
  return (bytes, start, earliest) => {
    const end = closingQuote(bytes, start + name.length);
    if (end < 0) return undefined;
    return { from: start > earliest && bytes[start - 1] === space ? start - 1 : start, to: end + 1 };
  };
}

function closingQuote(bytes: Uint8Array, from: number): number {
  return bytes.indexOf(quote, from);
}

/** Python's `\s` over bytes: space, tab, line feed, vertical tab, form feed, carriage return. */
function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || !(byte === space || (byte >= 9 && byte <= 13))) return at;
    at++;
  }
}

/** Leaves out what `cut` says at each place the needle is found, left to right, never looking into what is left out. */
function replaceAll(
  content: Uint8Array,
  needle: string,
  cut: (bytes: Uint8Array, start: number, earliest: number) => Cut,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  let at = find(content, needle, 0);
  while (at >= 0) {
    const part = cut(content, at, kept);
    if (part) {
      pieces.push(content.subarray(kept, part.from));
      kept = part.to;
    }
    at = find(content, needle, part ? Math.max(part.to, at + 1) : at + 1);
  }
  if (pieces.length === 0) return content;
  pieces.push(content.subarray(kept));
  const result = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let to = 0;
  for (const piece of pieces) {
    result.set(piece, to);
    to += piece.length;
  }
  return result;
}

function find(content: Uint8Array, needle: string, from: number): number {
  const first = needle.charCodeAt(0);
  for (let at = content.indexOf(first, from); at >= 0; at = content.indexOf(first, at + 1)) {
    let same = 1;
    while (same < needle.length && content[at + same] === needle.charCodeAt(same)) same++;
    if (same === needle.length) return at;
  }
  return -1;
}
