import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

// Crockford's base 32: no I, L, O or U, so that it can be read over the telephone.
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The reference both sides quote, for example `PDC-7K3M-Q9XT`: made from the request's idempotency key, so it is known
 * before anything is sent and is the same however often it is sent.
 */
export function requestReference(idempotencyKey: string): string {
  const bytes = sha256(utf8ToBytes(`planning-data-check request ${idempotencyKey}`));
  let code = "";
  for (const byte of bytes.subarray(0, 8)) code += digits[byte % 32];
  return `PDC-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A reference as a person may type it - lower case, spaces, O for 0 - in its one form; `undefined` when it is none. */
export function readReference(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replace(/^PDC/, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? `PDC-${code.slice(0, 4)}-${code.slice(4)}` : undefined;
}
