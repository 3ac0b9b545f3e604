import { deflateSync, inflateSync } from "fflate";

/** Bytes as text: deflated, then base64. */
export function deflatedText(bytes: Uint8Array): string {
  const small = deflateSync(bytes, { level: 9 });
  let text = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < small.length; at += 0x8000)
    text += String.fromCharCode(...small.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The bytes again; `undefined` when the text is damaged or is not made by `deflatedText`. */
export function inflatedBytes(text: string): Uint8Array | undefined {
  try {
    return inflateSync(Uint8Array.from(atob(text), (digit) => digit.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** Base64 as it may stand in an address. */
export function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function fromUrlSafe(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}
