/** Turns bytes of one encoding into text. */
export type CodePage = (bytes: Uint8Array) => string;

/**
 * The encoding of a shapefile's or MapInfo table's texts, by the names OGR uses: `UTF-8`, `ISO-8859-1`, `CP1252`...
 *
 * @returns `undefined` when the name is not known: texts are then passed on byte for byte
 */
export function codePageNamed(name: string): CodePage | undefined {
  const upper = name.toUpperCase();
  if (upper === "UTF-8" || upper === "UTF8") return utf8;
  if (upper === "ISO-8859-1" || upper === "LATIN1") return latin1;
  const table = upperHalves.get(upper);
  if (table !== undefined) return (bytes) => mapped(bytes, table);
  const label = webLabels.get(upper) ?? upper;
  try {
    const decoder = new TextDecoder(label);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** UTF-8; what is not becomes the replacement character. */
export function utf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** One byte, one character of the same number; also a way to keep bytes unread. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The code page of DOS, and of member names in a zip. */
export function codePage437(bytes: Uint8Array): string {
  return mapped(bytes, upperHalf437);
}

function mapped(bytes: Uint8Array, upperHalf: string): string {
  let text = "";
  for (const byte of bytes)
    text += byte < 128 ? String.fromCharCode(byte) : (upperHalf[byte - 128] ?? "\uFFFD");
  return text;
}

/** What 0x80 to 0xFF stand for in the DOS and Windows code pages of western Europe. Source: unicode.org mapping tables */
const upperHalf437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" +
  "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
  "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

const upperHalf850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»" +
  "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀" +
  "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

// Written out: some engines read windows-1252 with control characters in 0x80 to 0x9F.
const upperHalf1252 =
  "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ" +
  Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).join("");

const upperHalves = new Map([
  ["CP437", upperHalf437],
  ["CP850", upperHalf850],
  ["CP1252", upperHalf1252],
]);

/** Names of OGR that browsers know under another. */
const webLabels = new Map([
  ["CP866", "ibm866"],
  ["CP874", "windows-874"],
  ["CP932", "shift_jis"],
  ["CP936", "gbk"],
  ["CP949", "euc-kr"],
  ["CP950", "big5"],
  ["CP10000", "macintosh"],
  ["CP10007", "x-mac-cyrillic"],
  ["CP1250", "windows-1250"],
  ["CP1251", "windows-1251"],
  ["CP1253", "windows-1253"],
  ["CP1254", "windows-1254"],
  ["CP1255", "windows-1255"],
  ["CP1256", "windows-1256"],
  ["CP1257", "windows-1257"],
  ["CP1258", "windows-1258"],
]);
