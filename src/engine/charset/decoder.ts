import { codePages } from "./code-pages.ts";

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

interface MultiByte {
  /** As the Encoding Standard calls it, or one of our own. */
  readonly label: string;
  /** Pairs Python's codec knows, where it knows fewer than the label's. */
  readonly pair?: (lead: number, trail: number) => boolean;
  /** Single bytes from 128 up that stand for a character. */
  readonly single?: (byte: number) => boolean;
}

const between = (byte: number, from: number, to: number) => byte >= from && byte <= to;
const big5Trail = (trail: number) => between(trail, 0x40, 0x7e) || between(trail, 0xa1, 0xfe);
const plainBig5 = (lead: number, trail: number) =>
  between(lead, 0xa1, 0xf9) &&
  big5Trail(trail) &&
  !(lead === 0xc6 && trail >= 0xa3) &&
  !between(lead, 0xc7, 0xc8);
const grid = (lead: number, trail: number) => between(lead, 0xa1, 0xfe) && between(trail, 0xa1, 0xfe);

/**
 * The multi-byte codecs by the platform's decoders, narrowed to the pairs Python's know. The stateful 7-bit ones (hz,
 * iso2022) never decode a byte above 127, and text without such bytes is ASCII; johab has no decoder here.
 */
const decoders: Readonly<Record<string, MultiByte>> = {
  utf_8: { label: "utf-8" },
  utf_16_le: { label: "utf-16le" },
  utf_16_be: { label: "utf-16be" },
  big5: { label: "big5", pair: plainBig5 },
  big5hkscs: { label: "big5" },
  cp950: { label: "big5", pair: plainBig5 },
  cp932: { label: "shift_jis", single: (byte) => between(byte, 0xa1, 0xdf) },
  shift_jis: { label: "shift_jis", single: (byte) => between(byte, 0xa1, 0xdf), pair: (lead) => lead < 0xeb },
  shift_jis_2004: { label: "shift_jis", single: (byte) => between(byte, 0xa1, 0xdf) },
  shift_jisx0213: { label: "shift_jis", single: (byte) => between(byte, 0xa1, 0xdf) },
  euc_jp: { label: "euc-jp" },
  euc_jis_2004: { label: "euc-jp" },
  euc_jisx0213: { label: "euc-jp" },
  cp949: { label: "euc-kr" },
  euc_kr: { label: "euc-kr", pair: grid },
  gb18030: { label: "gb18030" },
  gbk: {
    label: "gbk",
    single: () => false,
    pair: (lead, trail) => between(lead, 0x81, 0xfe) && trail >= 0x40 && trail !== 0x7f && trail !== 0xff,
  },
  gb2312: { label: "gbk", single: () => false, pair: (lead, trail) => grid(lead, trail) && lead <= 0xf7 },
};

/** Decodes strictly; `undefined` when the bytes do not fit, or there is no such decoder. */
export function decodeMultiByte(bytes: Uint8Array, codec: string): string | undefined {
  if (codec === "utf_32_le" || codec === "utf_32_be") return decodeUtf32(bytes, codec === "utf_32_le");
  const decoder = decoders[codec];
  if (!decoder || !fits(bytes, decoder)) return undefined;
  try {
    return new TextDecoder(decoder.label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Decodes a piece that may be cut in the middle of a character: what does not fit is left out. */
export function decodeLeniently(bytes: Uint8Array, codec: string): string {
  if (codec === "utf_32_le" || codec === "utf_32_be") {
    return decodeUtf32(bytes.subarray(0, bytes.length & ~3), codec === "utf_32_le") ?? "";
  }
  const label = decoders[codec]?.label;
  if (label === undefined) return "";
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", "");
}

function fits(bytes: Uint8Array, { label, pair, single }: MultiByte): boolean {
  if (label.startsWith("utf") || (!pair && !single)) return true;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80 || single?.(byte)) continue;
    const trail = bytes[at + 1];
    if (trail === undefined || (pair && !pair(byte, trail))) return false;
    at += 1;
  }
  return true;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (point > 0x10ffff || between(point, 0xd800, 0xdfff)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}
