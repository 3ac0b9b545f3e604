import type { ByteSource } from "../convert/source.ts";

/**
 * The codec Python would read these bytes with, as the pipeline's detector (charset-normalizer 3.5) guesses it, with
 * `-sig` appended where there is a byte order mark; `undefined` when it finds none, or when there are no bytes.
 *
 * Being written by the lead: import it from here, do not write another.
 */
export function detectCharset(_source: ByteSource): string | undefined {
  throw new Error("being written");
}
