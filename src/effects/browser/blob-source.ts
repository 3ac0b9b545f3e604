import type { ByteSource } from "../../engine/convert/source.ts";

/** A Blob read in slices, inside a worker (FileReaderSync), so that a large file is never whole in memory. */
export function blobSource(blob: Blob): ByteSource {
  const reader = new FileReaderSync();
  return {
    size: blob.size,
    read: (start, end) =>
      new Uint8Array(reader.readAsArrayBuffer(blob.slice(start, Math.min(end, blob.size)))),
  };
}
