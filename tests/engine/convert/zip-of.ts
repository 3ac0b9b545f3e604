import { strToU8, zipSync } from "fflate";
import type { ByteSource } from "../../../src/engine/convert/source.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";

/** A zip with these members, as a resource. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): ByteSource {
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(members)) {
    files[name] = typeof content === "string" ? strToU8(content) : content;
  }
  return bytesSource(zipSync(files));
}
