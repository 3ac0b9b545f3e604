import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Key of an endpoint: SHA-256 hex of the address, exactly as given (UTF-8). Source: service/request.md 3. */
export function endpointKey(url: string): string {
  return bytesToHex(sha256(utf8ToBytes(url)));
}

/** Key of a source: MD5 hex of `collection|organisation|endpoint`. */
export function sourceKey(collection: string, organisation: string, endpoint: string): string {
  return bytesToHex(md5(utf8ToBytes(`${collection}|${organisation}|${endpoint}`)));
}
