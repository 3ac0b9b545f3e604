import { describe, expect, it } from "vitest";
import { decodeDoubleByte, doubleByteCodecs } from "../../../src/engine/charset/double-byte.ts";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

// Every answer is Python 3.11's.
describe("decodeDoubleByte", () => {
  const samples: readonly (readonly [codec: string, hex: string, text: string])[] = [
    ["big5", "a4a4a4e5", "中文"],
    ["big5hkscs", "8862", "\u00ca\u0304"],
    ["big5hkscs", "8745", "\u{27267}"],
    ["cp932", "8740fa40f040a0", "①ⅰ\ue000\uf8f0"],
    ["cp949", "8141c652a4d4", "갂힣\u3164"],
    ["cp950", "a145f9d6", "‧碁"],
    ["euc_jis_2004", "aea18ffdbb", "俱鬜"],
    ["euc_jisx0213", "a2b0", "＂"],
    ["euc_jp", "8ea68fb0a1a1a1", "ｦ丂\u3000"],
    ["euc_kr", "b0a1a2e6", "가€"],
    ["gb18030", "81308130a2a19030813084318130", "\u0080ⅰ\u{10000}\ufe00"],
    ["gb2312", "a1a4a1aa", "・―"],
    ["gbk", "8140a1a4a2a1", "丂·ⅰ"],
    ["johab", "8861d931dad4f9fe", "가\u3000\u3164詰"],
    ["shift_jis", "8160b1", "〜ｱ"],
    ["shift_jis_2004", "82f55c7e", "か゚¥‾"],
    ["shift_jisx0213", "5c", "¥"],
  ];
  for (const [codec, hex, text] of samples) {
    it(`reads ${hex} as ${codec}`, () => expect(decodeDoubleByte(bytes(hex), codec)).toBe(text));
  }

  it("has a sample of each codec", () => {
    expect(new Set(samples.map(([codec]) => codec))).toEqual(new Set(doubleByteCodecs));
  });

  it("refuses bytes that do not fit, and a character cut off", () => {
    expect(decodeDoubleByte(bytes("41fe50"), "gbk")).toBeUndefined();
    expect(decodeDoubleByte(bytes("41a4"), "big5")).toBeUndefined();
    expect(decodeDoubleByte(bytes("41"), "utf_8")).toBeUndefined();
  });

  it("leaves out what does not fit when asked to, one byte at a time", () => {
    expect(decodeDoubleByte(bytes("e920e9a9"), "gbk", true)).toBe(" 椹");
    expect(decodeDoubleByte(bytes("41ff42a4"), "big5", true)).toBe("AB");
    expect(decodeDoubleByte(bytes("a081418120"), "shift_jis", true)).toBe("、 ");
    expect(decodeDoubleByte(bytes("8f41b0a1"), "euc_jp", true)).toBe("A亜");
  });
});
