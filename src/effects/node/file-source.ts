import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../engine/convert/source.ts";

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
  return {
    size: stat.size,
    read(start, end) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, stat.size) - start));
      let done = 0;
      while (done < bytes.length) {
        const count = readSync(descriptor, bytes, done, bytes.length - done, start + done);
        if (count === 0) break;
        done += count;
      }
      return done === bytes.length ? bytes : bytes.subarray(0, done);
    },
    close: () => closeSync(descriptor),
  };
}
