import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareCodePoints } from "../engine/python-text.ts";

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

/**
 * The version of a folder as the pipeline writes it down (`config-hash` and `specification-hash` of the dataset-resource
 * log): SHA-1 hex over names and bytes of all its files, in the order of the names.
 * @param files bytes by path relative to the folder
 * Source: digital_land/utils/hash_utils.py, hash_directory
 */
export function folderHash(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = sha1.create();
  const encoder = new TextEncoder();
  // As Python sorts: by code points.
  for (const name of [...files.keys()].sort(compareCodePoints)) {
    hash.update(encoder.encode(`${name}\n`));
    hash.update(files.get(name) ?? new Uint8Array());
  }
  return bytesToHex(hash.digest());
}
