import { formatBytes } from "./format.ts";

declare global {
  interface Navigator {
    /** Gigabytes, rounded down to a power of two, at most 8; Chromium only. */
    readonly deviceMemory?: number;
  }
}

/** Memory a check takes per byte of file: streamed formats little, those that must be read whole a lot. */
const bytesPerByte = { streamed: 1.5, whole: 8 } as const;
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
  const perByte = /\.(csv|txt|tsv)$/i.test(file.name) ? bytesPerByte.streamed : bytesPerByte.whole;
  if (file.size * perByte <= memory * shareOfDevice) return undefined;
  return `This file is ${formatBytes(file.size)}, which may be more than this device has memory for. You can try; if the page stops, use a computer with more memory, the command line, or split the file.`;
}
