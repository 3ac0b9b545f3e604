import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The version of a set of tables: SHA-256 hex over names and texts in the order of the names, so that a folder and a zip
 * of the same tables have the same.
 */
export function tablesHash(files: ReadonlyMap<string, string>): string {
  const hash = sha256.create();
  for (const name of [...files.keys()].sort()) {
    hash.update(utf8ToBytes(`${name}\n`));
    hash.update(utf8ToBytes(files.get(name) ?? ""));
  }
  return bytesToHex(hash.digest());
}
