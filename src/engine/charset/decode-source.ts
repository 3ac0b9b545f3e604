import type { ByteSource } from "../convert/source.ts";
import { incompleteTail } from "../convert/utf8.ts";
import { codePageOf, decodeMultiByte, decodeSingleByte } from "./decoder.ts";

const sliceBytes = 1 << 20;

/**
 * The text of a resource in the codec that `detectCharset` answered, slice by slice, newlines as in the bytes.
 *
 * @returns `undefined` for a codec Python does not have (`utf_16-sig`): the pipeline fails on it
 */
export function decodeSource(source: ByteSource, charset: string): Iterable<string> | undefined {
  if (charset === "ascii" || charset === "utf_8") return decodeUtf8(source, 0);
  if (charset === "utf_8-sig") return decodeUtf8(source, 3);
  if (charset.endsWith("-sig")) return undefined;
  const page = codePageOf(charset);
  return page === undefined ? decodeWhole(source, charset) : decodePage(source, page);
}

/** Slices of whole characters: a decoder that need not remember the start of one is several times as fast. */
function* decodeUtf8(source: ByteSource, start: number): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let at = start; at < source.size; ) {
    const slice = source.read(at, at + sliceBytes);
    const isLast = at + slice.length >= source.size;
    const whole = isLast ? slice : slice.subarray(0, slice.length - incompleteTail(slice));
    const text = decoded(decoder, whole);
    if (text === undefined) return yield* decodeBrokenUtf8(source, at);
    yield text;
    at += whole.length;
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 only by somebody's choice: U+FFFD for what is none. */
function* decodeBrokenUtf8(source: ByteSource, start: number): Generator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (let at = start; at < source.size; at += sliceBytes) {
    yield decoder.decode(source.read(at, at + sliceBytes), { stream: at + sliceBytes < source.size });
  }
}

function* decodePage(source: ByteSource, page: string): Generator<string> {
  for (let at = 0; at < source.size; at += sliceBytes) {
    // The detector has seen that every byte decodes.
    yield decodeSingleByte(source.read(at, at + sliceBytes), page) ?? "";
  }
}

/** Multi-byte codecs are rare here and read at once; one the platform cannot decode is a failure of the resource. */
function decodeWhole(source: ByteSource, charset: string): Iterable<string> | undefined {
  const text = decodeMultiByte(source.read(0, source.size), charset);
  return text === undefined ? undefined : [text];
}
