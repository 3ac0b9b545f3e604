import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ByteSource } from "../engine/convert/source.ts";

const chunkBytes = 1 << 22;

/** A run is often done again over the same bytes: with a change, for a trace. Sources do not change. */
const remembered = new WeakMap<ByteSource, string>();

/** SHA-256 hex of a resource's bytes, read in slices: the name the platform gives it. */
export function resourceName(source: ByteSource): string {
  const before = remembered.get(source);
  if (before !== undefined) return before;
  const known = source.sha256?.();
  if (known !== undefined) return known;
  const hash = sha256.create();
  for (let at = 0; at < source.size; at += chunkBytes) hash.update(source.read(at, at + chunkBytes));
  const name = bytesToHex(hash.digest());
  remembered.set(source, name);
  return name;
}

/** The hash of an endpoint given as an address or already as its hash. Source: engine/identifiers.md 8. */
export function endpointHash(endpoint: string): string {
  return /^[0-9a-f]{64}$/.test(endpoint) ? endpoint : bytesToHex(sha256(utf8ToBytes(endpoint)));
}
