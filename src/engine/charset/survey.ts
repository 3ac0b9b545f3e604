import type { ByteSource } from "../convert/source.ts";
import { incompleteTail } from "../convert/utf8.ts";

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
  for (let start = 0; start < source.size; ) {
    const slice = source.read(start, start + sliceBytes);
    let highest = 0;
    for (let at = 0; at < slice.length; at += 1) {
      const byte = slice[at]!;
      present[byte] = 1;
      if (byte > highest) highest = byte;
    }
    // The next slice begins with the character that this one cuts; ASCII needs no second look.
    const isLast = start + slice.length >= source.size;
    const whole = isLast ? slice : slice.subarray(0, slice.length - incompleteTail(slice));
    if (highest >= 0x80) validUtf8 &&= decodes(decoder, whole);
    start += whole.length;
  }
  const bytesPresent = [...present.keys()].filter((byte) => present[byte] === 1);
  return {
    bytesPresent,
    validUtf8,
    decodesWith: (page) => bytesPresent.every((byte) => page[byte] !== "\ufffd"),
  };
}

function decodes(decoder: TextDecoder, slice: Uint8Array): boolean {
  try {
    decoder.decode(slice);
    return true;
  } catch {
    return false;
  }
}
