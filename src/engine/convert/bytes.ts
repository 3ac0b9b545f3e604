import type { ByteSource } from "./source.ts";

// Small enough to keep memory flat, large enough that a read costs nothing.
const chunkSize = 1 << 18;

/** The bytes of a source in chunks. */
export function* byteChunks(source: ByteSource, start = 0): Generator<Uint8Array, void, undefined> {
  for (let at = start; at < source.size; at += chunkSize) yield source.read(at, at + chunkSize);
}

/** Bytes as text of one character each (ISO 8859-1): for looking at bytes with string functions. */
export function byteText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
