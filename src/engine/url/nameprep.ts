/**
 * Prepares a label of a host name: letters of one case, composed, without what host names may not hold.
 * `undefined` where Python raises.
 *
 * The tables of RFC 3454 stand for Unicode 3.2; here they are the properties of today's Unicode, which differ from them
 * only for characters given since, all of them rare in host names.
 * Source: Python 3.11, encodings/idna.py, nameprep; RFC 3491
 */
export function prepareLabel(label: string): string | undefined {
  const mapped = Array.from(label.replace(mappedToNothing, ""), foldWithCompatibility).join("");
  const prepared = mapped.normalize("NFKC");
  if (prohibited.test(prepared)) return undefined;
  if (!rightToLeft.test(prepared)) return prepared;
  const characters = Array.from(prepared);
  const ends = [characters[0] ?? "", characters.at(-1) ?? ""];
  const fair = !leftToRight.test(prepared) && ends.every((character) => rightToLeft.test(character));
  return fair ? prepared : undefined;
}

/** Table B.1: soft hyphens, joiners, variation selectors. */
const mappedToNothing = /[\u00ad\u1806\u200b\u200c\u2060\ufeff]|[\u180b-\u180d\ufe00-\ufe0f]|\u034f|\u200d/g;

/** Tables C.1.2, C.2.2 and C.3 to C.9: spaces, controls, private use, surrogates, what is no plain text. */
const prohibited =
  /[\u00a0\u1680\u2000-\u200c\u202f\u205f\u3000\u0080-\u009f\u06dd\u070f\u180e\u200e\u200f\u2028-\u202e\u2060-\u2063\u206a-\u206f\u2ff0-\u2ffb\ue000-\uf8ff\ufeff\ufff9-\ufffd\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}\p{Noncharacter_Code_Point}\p{Surrogate}]|\u200d|\u0340|\u0341/u;

/** Table D.1: letters written from right to left. */
const rightToLeft =
  /[\u05be\u05c0\u05c3\u05d0-\u05ea\u05f0-\u05f4\u061b\u061f\u0621-\u063a\u0640-\u064a\u066d-\u066f\u0671-\u06d5\u06dd\u06e5\u06e6\u06fa-\u06fe\u0700-\u070d\u0710\u0712-\u072c\u0780-\u07a5\u07b1\u200f\ufb1d\ufb1f-\ufb28\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe74\ufe76-\ufefc]/u;

/** Table D.2, near enough: letters that are not written from right to left. */
const leftToRight = /(?!\u0640|[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}])\p{L}/u;

/** Table B.2: a letter's fold, and that of its compatible form. */
function foldWithCompatibility(character: string): string {
  const folded = fold(character);
  const composed = folded.normalize("NFKC");
  const again = Array.from(composed, fold).join("").normalize("NFKC");
  return again === composed ? folded : again;
}

/** Lower case, and for letters without one the lower case of their capitals (`ß` to `ss`). */
function fold(character: string): string {
  if (character === "\u0130") return "i\u0307";
  const lower = character.toLowerCase();
  const capital = lower.toUpperCase();
  if (capital.length > lower.length || finalForms.test(lower))
    return capital.toLowerCase().normalize("NFC") === lower ? lower : capital.toLowerCase();
  return lower;
}

/** Letters that fold to another lower case letter: long s, final sigma, letters used as symbols. */
const finalForms = /[\u00b5\u017f\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u1e9b\u1fbe]|\u0345/;
