import { Inflate } from "fflate";
import { codePage437 } from "./code-page.ts";
import type { ByteSource } from "./source.ts";

/** One file in a zip, as its central directory describes it. */
export interface ZipMember {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 = stored, 8 = deflated; others are not read. */
  readonly method: number;
  readonly checksum: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where the local header starts in the file. */
  readonly offset: number;
}

export interface ZipArchive {
  readonly members: readonly ZipMember[];
  /** The unpacked bytes, `undefined` when they are damaged, encrypted, packed in an unusual way, or above `maximumSize`. */
  read(member: ZipMember): Uint8Array | undefined;
}

/**
 * No member may unpack to more than this. A publisher's largest known member is under a tenth of it; a "zip bomb" of a
 * few kilobytes would otherwise fill the memory. In bytes.
 */
const maximumSize = 512 * 1024 * 1024;

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const maximumComment = 65_536;

/**
 * Is this a zip to the pipeline? Looks for the end record in the last 64 kB, as Python's `zipfile.is_zipfile` does: a
 * resource may start with anything (a self-extracting archive), and a zip cut short is none.
 */
export function isZip(source: ByteSource): boolean {
  return findEnd(source) !== undefined;
}

/**
 * Reads the directory of a zip.
 *
 * @returns `undefined` when there is none or it is damaged, where Python raises `BadZipFile`
 */
export function openZip(source: ByteSource): ZipArchive | undefined {
  const end = findEnd(source);
  if (end === undefined) return undefined;
  // Bytes put before the archive shift every offset in it.
  const shift = end.position - end.directorySize - end.directoryOffset;
  const start = end.directoryOffset + shift;
  if (start < 0) return undefined;
  const members = readDirectory(source.read(start, start + end.directorySize), shift);
  if (members === undefined) return undefined;
  return { members, read: (member) => readMember(source, member) };
}

interface End {
  /** Where the end record (or the 64-bit one before it) starts. */
  readonly position: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
}

function findEnd(source: ByteSource): End | undefined {
  const from = Math.max(0, source.size - endLength - maximumComment);
  const tail = source.read(from, source.size);
  const view = viewOf(tail);
  for (let at = tail.length - endLength; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const end = {
      position: from + at,
      directorySize: view.getUint32(at + 12, true),
      directoryOffset: view.getUint32(at + 16, true),
    };
    return findEnd64(source, end) ?? end;
  }
  return undefined;
}

/** The 64-bit record, which a locator just before the end record announces. */
function findEnd64(source: ByteSource, end: End): End | undefined {
  const locatorAt = end.position - 20;
  const recordAt = locatorAt - 56;
  if (recordAt < 0) return undefined;
  const view = viewOf(source.read(recordAt, end.position));
  if (view.getUint32(56, true) !== locator64Signature) return undefined;
  if (view.getUint32(0, true) !== end64Signature) return undefined;
  return {
    position: recordAt,
    directorySize: Number(view.getBigUint64(40, true)),
    directoryOffset: Number(view.getBigUint64(48, true)),
  };
}

function readDirectory(bytes: Uint8Array, shift: number): ZipMember[] | undefined {
  const view = viewOf(bytes);
  const members: ZipMember[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directorySignature) return undefined;
    const flags = view.getUint16(at + 8, true);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (extraEnd > bytes.length) return undefined;
    const sizes = wideSizes(bytes.subarray(nameEnd, extraEnd), [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    members.push({
      name: memberName(bytes.subarray(at + 46, nameEnd), (flags & 0x800) !== 0),
      encrypted: (flags & 1) !== 0,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      size: sizes[0],
      compressedSize: sizes[1],
      offset: sizes[2] + shift,
    });
    at = next;
  }
  return members;
}

/** Size, packed size and offset that do not fit 32 bits are all ones, and stand in an extra field in that order. */
function wideSizes(extra: Uint8Array, sizes: [number, number, number]): [number, number, number] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let value = at + 4;
      sizes.forEach((size, index) => {
        if (size !== 0xffffffff || value + 8 > extra.length) return;
        sizes[index] = Number(view.getBigUint64(value, true));
        value += 8;
      });
    }
    at += 4 + length;
  }
  return sizes;
}

/** A name ends at the first NUL; without the UTF-8 flag it is in the old DOS code page. */
function memberName(bytes: Uint8Array, utf8: boolean): string {
  const nul = bytes.indexOf(0);
  const name = nul < 0 ? bytes : bytes.subarray(0, nul);
  if (utf8) return new TextDecoder().decode(name);
  return codePage437(name);
}

function readMember(source: ByteSource, member: ZipMember): Uint8Array | undefined {
  if (member.encrypted || member.size > maximumSize || member.offset < 0) return undefined;
  const header = source.read(member.offset, member.offset + 30);
  if (header.length < 30) return undefined;
  const view = viewOf(header);
  if (view.getUint32(0, true) !== localSignature) return undefined;
  const start = member.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = source.read(start, start + member.compressedSize);
  if (packed.length < member.compressedSize) return undefined;
  const bytes = unpack(packed, member);
  return bytes !== undefined && crc32(bytes) === member.checksum ? bytes : undefined;
}

function unpack(packed: Uint8Array, member: ZipMember): Uint8Array | undefined {
  if (member.method === 0) return packed.length === member.size ? packed : undefined;
  return member.method === 8 ? inflate(packed, member.size) : undefined;
}

/**
 * Undoes deflate, never beyond `size` bytes: the directory's size is the promise, and more than promised is damage.
 * The output grows as it comes, so that a promise of much costs nothing until it is kept.
 */
function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const stream = new Inflate((chunk, final) => {
    chunks.push(chunk);
    length += chunk.length;
    complete = final;
  });
  const step = 16_384;
  try {
    for (let at = 0; at < packed.length && length <= size && !complete; at += step) {
      stream.push(packed.subarray(at, at + step), at + step >= packed.length);
    }
  } catch {
    return undefined;
  }
  return complete && length === size ? joined(chunks, length) : undefined;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
