import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";

const manifestSchema = z.object({ pieces: z.record(z.string(), z.object({ sha256: z.string() })) });

/**
 * The version of the public tables (specification, configuration, organisations...) in 16 hex digits: of the names and
 * hashes of the pieces in tables/manifest.json, so it is the same for the same tables wherever they lie.
 * @param manifest parsed JSON of unknown make; `undefined` when it is no manifest
 */
export function dataVersionOf(manifest: unknown): string | undefined {
  const read = manifestSchema.safeParse(manifest);
  if (!read.success) return undefined;
  const lines = Object.entries(read.data.pieces).map(([piece, entry]) => `${piece} ${entry.sha256}`);
  return bytesToHex(sha256(utf8ToBytes(lines.sort().join("\n")))).slice(0, 16);
}
