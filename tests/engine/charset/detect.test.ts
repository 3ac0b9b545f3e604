import { expect, it } from "vitest";
import { detectCharset } from "../../../src/engine/charset/detect.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const utf8 = (text: string) => new TextEncoder().encode(text);

// Every answer is charset-normalizer 3.5.2's, wrong guesses and all.
const guesses: readonly (readonly [what: string, bytes: Uint8Array, charset: string])[] = [
  ["ASCII", utf8("a,b\n1,2\n"), "ascii"],
  ["UTF-8", utf8("enw\nTŷ Coch\nLlŷn\n"), "utf_8"],
  ["UTF-8 with a mark", utf8("\ufeffreference,name\n1,£250\n"), "utf_8-sig"],
  ["a very short UTF-8 text with a mark", utf8("\ufeffa\n£\n"), "utf_16_le"],
  ["UTF-16 with a mark", hex("fffe61002c0062000a0031002c0032000a00"), "utf_16-sig"],
  [
    "UTF-16 without one",
    hex(
      "7200650066006500720065006e00630065002c006e0061006d0065000a0031002c0043006800750072006300680020004c0061006e0065000a00",
    ),
    "utf_16_le",
  ],
  ["UTF-32 with a mark", hex("fffe0000610000000a000000"), "utf_32-sig"],
  ["Café Lane in Windows-1252", hex("6e616d652c6e6f7465730d0a312c436166e9204c616e650d0a"), "cp1250"],
  ["¿Qué? in Windows-1252", hex("6e616d650abf5175e93f2c780a"), "johab"],
  [
    "£250 and an apostrophe in Windows-1252",
    hex("7265666572656e63652c6e616d650d0a312c5374204a6f686e927320576f6f640d0a322ca3323530206665650d0a"),
    "cp1250",
  ],
  ["a dash in Windows-1252", hex("6e616d650d0a48696768205374726565742096204e6f7274680d0a"), "cp1125"],
  ["a no-break space in Latin-1", hex("61a0622c630a"), "utf_16_be"],
  [
    "Ynys Môn in Latin-1",
    hex("6e616d652c6e6f7465730a312c596e7973204df46e0a322c4368e27465617520526f61640a"),
    "cp1250",
  ],
  ["a Mac text", hex("6e616d650a4361668e204c616e652ca33235302cd24f6c64d32048616c6c0a"), "mac_iceland"],
  [
    "a DOS text",
    hex("7265666572656e63652c6e616d652c6e6f7465730a312c9c3235302c436166820a322cab20616372652c3230f8430a"),
    "cp1250",
  ],
  ["Welsh in ISO 8859-14", hex("656e770a54fe20436f63680a4c6cfe6e0a44f0722d792d46656c696e0a"), "cp1250"],
  ["Chinese in GBK", hex("c3fbb3c62cb5d8d6b70ab1a3bba4c7f82cbdccccc3cfef0a"), "cp949"],
  ["Japanese in Shift_JIS", hex("96bc914f2c8f5a8f8a0a95db9153926e8be62c8bb389ef92ca82e80a"), "cp932"],
  ["Russian in Windows-1251", hex("e8ecff2ce0e4f0e5f10aeef5f0e0edede0ff20e7eeede02cf3ebe8f6e00a"), "cp1251"],
];
for (const [what, bytes, charset] of guesses) {
  it(`guesses ${what} as the pipeline does`, () => expect(detectCharset(bytesSource(bytes))).toBe(charset));
}

it("guesses nothing from nothing", () =>
  expect(detectCharset(bytesSource(new Uint8Array(0)))).toBeUndefined());
