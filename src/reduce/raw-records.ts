/**
 * The records of a CSV file as byte ranges, line ends included, so that some of them can be cut out as the publisher wrote
 * them. For character sets in which comma, quote and line ends are single bytes as in ASCII.
 *
 * @returns `[start, end]` of each record, blank lines too; the same records the pipeline counts
 */
export function rawRecords(bytes: Uint8Array): (readonly [start: number, end: number])[] {
  const [comma, newline, carriageReturn, quote] = [0x2c, 0x0a, 0x0d, 0x22];
  const records: (readonly [number, number])[] = [];
  const begins = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let start = 0;
  let at = begins;
  let cellStart = true;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (cellStart && byte === quote) {
      at = endOfQuoted(bytes, at + 1, quote);
      cellStart = false;
      continue;
    }
    cellStart = byte === comma;
    at += 1;
    if (byte !== newline && byte !== carriageReturn) continue;
    if (byte === carriageReturn && bytes[at] === newline) at += 1;
    records.push([start, at]);
    start = at;
    cellStart = true;
  }
  if (start < bytes.length) records.push([start, bytes.length]);
  return records;
}

/** The place after the closing quote; a quote that is never closed runs to the end. */
function endOfQuoted(bytes: Uint8Array, from: number, quote: number): number {
  let at = from;
  while (at < bytes.length) {
    if (bytes[at] !== quote) at += 1;
    else if (bytes[at + 1] === quote) at += 2;
    else return at + 1;
  }
  return at;
}
