import { codePages } from "./code-pages.ts";
import { decodeDoubleByte } from "./double-byte.ts";

/** Codecs of the detector, in the order in which it tries them: multi-byte first, each group by name. */
export const multiByteCodecs = [
  "big5",
  "big5hkscs",
  "cp932",
  "cp949",
  "cp950",
  "euc_jis_2004",
  "euc_jisx0213",
  "euc_jp",
  "euc_kr",
  "gb18030",
  "gb2312",
  "gbk",
  "hz",
  "iso2022_jp",
  "iso2022_jp_1",
  "iso2022_jp_2",
  "iso2022_jp_2004",
  "iso2022_jp_3",
  "iso2022_jp_ext",
  "iso2022_kr",
  "johab",
  "shift_jis",
  "shift_jis_2004",
  "shift_jisx0213",
  "utf_16",
  "utf_16_be",
  "utf_16_le",
  "utf_32",
  "utf_32_be",
  "utf_32_le",
  "utf_7",
  "utf_8",
] as const;

export const singleByteCodecs: readonly string[] = Object.keys(codePages).sort();

const multiByte: ReadonlySet<string> = new Set(multiByteCodecs);

export function isMultiByte(codec: string): boolean {
  return multiByte.has(codec);
}

/** The characters of all 256 bytes; U+FFFD where a byte has none. */
export function codePageOf(codec: string): string | undefined {
  if (codec === "ascii") return asciiPage;
  const page = codePages[codec];
  if (page === undefined) return undefined;
  return page.length === 256 ? page : asciiHalf + page;
}

const asciiHalf = String.fromCharCode(...Array.from({ length: 128 }, (_, byte) => byte));
const asciiPage = asciiHalf + "\ufffd".repeat(128);

/** Decodes with a single-byte character set; `undefined` when a byte has no character. */
export function decodeSingleByte(bytes: Uint8Array, page: string): string | undefined {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    const piece = new Array<string>(Math.min(8192, bytes.length - start));
    for (let at = 0; at < piece.length; at += 1) piece[at] = page[bytes[start + at] ?? 0] ?? "\ufffd";
    text += piece.join("");
  }
  return text.includes("\ufffd") ? undefined : text;
}

/** What the platform decodes as Python does. The stateful 7-bit codecs (hz, iso2022) never decode a byte above 127, and text
 * without such bytes is ASCII. */
const labels: Readonly<Record<string, string>> = {
  utf_8: "utf-8",
  utf_16_le: "utf-16le",
  utf_16_be: "utf-16be",
};

/** Decodes strictly; `undefined` when the bytes do not fit, or there is no such decoder. */
export function decodeMultiByte(bytes: Uint8Array, codec: string): string | undefined {
  if (codec === "utf_32_le" || codec === "utf_32_be") return decodeUtf32(bytes, codec === "utf_32_le");
  const label = labels[codec];
  if (label === undefined) return decodeDoubleByte(bytes, codec);
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Decodes a piece that may be cut in the middle of a character: what does not fit is left out. */
export function decodeLeniently(bytes: Uint8Array, codec: string): string {
  if (codec === "utf_32_le" || codec === "utf_32_be") {
    return decodeUtf32(bytes.subarray(0, bytes.length & ~3), codec === "utf_32_le", true) ?? "";
  }
  const label = labels[codec];
  if (label === undefined) return decodeDoubleByte(bytes, codec, true) ?? "";
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", "");
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean, lenient = false): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) text += String.fromCodePoint(point);
    else if (!lenient) return undefined;
  }
  return text;
}
