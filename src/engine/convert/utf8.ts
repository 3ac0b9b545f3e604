import { byteChunks } from "./bytes.ts";
import type { ByteSource } from "./source.ts";

/**
 * UTF-8 text in chunks. A byte that is no UTF-8 comes as a lone surrogate U+DC80..U+DCFF (Python's `surrogateescape`), so
 * that nothing is lost; valid text never has one. A byte order mark stays.
 */
export function* utf8Text(source: ByteSource, start = 0): Generator<string, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array(0);
  for (const chunk of byteChunks(source, start)) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const end = bytes.length - incompleteTail(bytes);
    yield decodeOrEscape(decoder, bytes.subarray(0, end));
    rest = bytes.slice(end);
  }
  if (rest.length > 0) yield escapeInvalid(rest);
}

const encoder = new TextEncoder();

/** Bytes for text from `utf8Text`: lone surrogates become the bytes they stand for. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  // ASCII has as many bytes as characters, and needs no second look.
  return bytes.length === text.length || !hasInvalidBytes(text) ? bytes : bytesOfParts(text);
}

/**
 * Writes what `utf8Bytes` gives into `target` from `start` on, which must have room for three bytes a character.
 * @returns where it ends
 */
export function writeUtf8(text: string, target: Uint8Array, start: number): number {
  const { written } = encoder.encodeInto(text, target.subarray(start));
  if (written === text.length || !hasInvalidBytes(text)) return start + written;
  const bytes = bytesOfParts(text);
  target.set(bytes, start);
  return start + bytes.length;
}

function bytesOfParts(text: string): Uint8Array {
  const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff]+)/);
  const encoded = parts.map((part, index) =>
    index % 2 === 0
      ? encoder.encode(part)
      : Uint8Array.from(part, (character) => character.charCodeAt(0) - 0xdc00),
  );
  return encoded.reduce(joined, new Uint8Array(0));
}

/** Whether text from `utf8Text` stands for bytes that are no UTF-8. */
export function hasInvalidBytes(text: string): boolean {
  // Nearly no text has any: the quicker question first.
  return /[\udc80-\udcff]/.test(text) && /(?<![\ud800-\udbff])[\udc80-\udcff]/.test(text);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Length of the start of a character at the end that the next bytes may complete. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function decodeOrEscape(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return escapeInvalid(bytes);
  }
}

function escapeInvalid(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += String.fromCodePoint(codePoint(bytes, at, length));
      at += length;
    }
  }
  return text;
}

/** Length of the well-formed character at a position, 0 when there is none. */
export function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let index = 2; index < length; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let value = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) value = (value << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return value;
}
