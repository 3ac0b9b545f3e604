import { formatBytes } from "./format.ts";

declare global {
  interface Navigator {
    /** Gigabytes, rounded down to a power of two, at most 8; Chromium only. */
    readonly deviceMemory?: number;
  }
}

/**
 * Memory a check takes: something of its own, and so much per byte of file. Measured in Chromium: 320 MB for a CSV of
 * 40 MB, 290 MB for a GeoJSON of 30 MB, garbage included; what is packed comes out many times as large.
 */
const ownBytes = 100_000_000;
const bytesPerByte = { streamed: 3, whole: 8, packed: 30 } as const;
/** A tab may use about this much of the device before the system ends it. */
const shareOfDevice = 0.35;

/**
 * A sentence when a file is likely too large for this device, so that a person is told before the tab dies; else
 * `undefined`. Browsers that do not tell their memory are taken for 4 GB, phones for 2.
 */
export function tooBigForThisDevice(file: {
  readonly name: string;
  readonly size: number;
}): string | undefined {
  const phone = /Mobi/i.test(navigator.userAgent);
  const memory = (navigator.deviceMemory ?? (phone ? 2 : 4)) * 1_000_000_000;
  if (ownBytes + file.size * perByteOf(file.name) <= memory * shareOfDevice) return undefined;
  return `This file is ${formatBytes(file.size)}, which may be more than this device has memory for. You can try; if the page stops, use a computer with more memory, the command line, or split the file.`;
}

function perByteOf(name: string): number {
  if (/\.(csv|txt|tsv)$/i.test(name)) return bytesPerByte.streamed;
  return /\.(zip|xlsx|xlsm|kmz)$/i.test(name) ? bytesPerByte.packed : bytesPerByte.whole;
}
