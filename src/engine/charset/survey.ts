import type { ByteSource } from "../convert/source.ts";

/** What one pass over the bytes tells. */
export interface ByteSurvey {
  /** Byte values that occur, ascending. */
  readonly bytesPresent: readonly number[];
  /** Whether the bytes are UTF-8, ASCII included. */
  readonly validUtf8: boolean;
  /** Whether every byte has a character in this code page of 256. */
  decodesWith(page: string): boolean;
}

const sliceBytes = 1 << 22;

/** Looks at every byte once, in slices, so that memory does not grow with the file. */
export function surveyBytes(source: ByteSource): ByteSurvey {
  const present = new Uint8Array(256);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let validUtf8 = true;
  for (let start = 0; start < source.size; start += sliceBytes) {
    const slice = source.read(start, start + sliceBytes);
    for (let at = 0; at < slice.length; at += 1) present[slice[at]!] = 1;
    if (validUtf8) validUtf8 = decodes(decoder, slice, start + sliceBytes < source.size);
  }
  const bytesPresent = [...present.keys()].filter((byte) => present[byte] === 1);
  return {
    bytesPresent,
    validUtf8,
    decodesWith: (page) => bytesPresent.every((byte) => page[byte] !== "\ufffd"),
  };
}

function decodes(decoder: TextDecoder, slice: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(slice, { stream });
    return true;
  } catch {
    return false;
  }
}
