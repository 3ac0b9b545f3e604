/**
 * The bytes of a resource, read synchronously so that phases stay plain generators: a file handle in Node,
 * FileReaderSync over a Blob in a worker, a Uint8Array in tests.
 */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** Bytes from `start` (inclusive) to `end` (exclusive, clamped to `size`). The caller must not write to them. */
  read(start: number, end: number): Uint8Array;
  /** SHA-256 of all bytes, hexadecimal, where the platform can tell it at once; else it is computed from `read`. */
  sha256?(): string;
}

/** A source over bytes already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, Math.min(end, bytes.length)) };
}

/** All bytes at once, for formats that cannot be streamed. */
export function readAll(source: ByteSource): Uint8Array {
  return source.read(0, source.size);
}
