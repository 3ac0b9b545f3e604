import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../engine/convert/source.ts";

/** Bytes hashed at a time. */
const hashedBytes = 1 << 20;

/**
 * A file read in slices, so that a large one is never whole in memory.
 * @throws Node's error (ENOENT, EACCES, EISDIR) when it cannot be opened
 */
export function fileSource(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, "r");
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) {
    closeSync(descriptor);
    throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR" });
  }
  const read = (start: number, end: number) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, stat.size) - start));
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(descriptor, bytes, done, bytes.length - done, start + done);
      if (count === 0) break;
      done += count;
    }
    return done === bytes.length ? bytes : bytes.subarray(0, done);
  };
  return {
    size: stat.size,
    read,
    sha256() {
      const hash = createHash("sha256");
      for (let at = 0; at < stat.size; at += hashedBytes) hash.update(read(at, at + hashedBytes));
      return hash.digest("hex");
    },
    close: () => closeSync(descriptor),
  };
}
