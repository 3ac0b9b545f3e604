import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ByteSource } from "../engine/convert/source.ts";

const chunkBytes = 1 << 22;

/** SHA-256 hex of a resource's bytes, read in slices: the name the platform gives it. */
export function resourceName(source: ByteSource): string {
  const known = source.sha256?.();
  if (known !== undefined) return known;
  const hash = sha256.create();
  for (let at = 0; at < source.size; at += chunkBytes) hash.update(source.read(at, at + chunkBytes));
  return bytesToHex(hash.digest());
}

/** The hash of an endpoint given as an address or already as its hash. Source: engine/identifiers.md 8. */
export function endpointHash(endpoint: string): string {
  return /^[0-9a-f]{64}$/.test(endpoint) ? endpoint : bytesToHex(sha256(utf8ToBytes(endpoint)));
}
