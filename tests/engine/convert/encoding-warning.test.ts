import { expect, it } from "vitest";
import { encodingWarning } from "../../../src/engine/convert/encoding-warning.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";

/** Bytes of a text whose characters are all below 256. */
const latin = (text: string) => bytesSource(Uint8Array.from(text, (unit) => unit.charCodeAt(0)));

it("shows what a Windows-1252 file loses when it is read as cp1250", () => {
  const source = latin("name,notes\r\nCaf\xe9,\x93free\x94\r\nFee,\xa3250\r\nFee,\xa312 or \xa313\r\n");
  expect(encodingWarning(source, "cp1250")).toEqual({
    charset: "cp1250",
    likely: "cp1252",
    changedLines: 2,
    samples: [
      { lineNumber: 3, before: "Fee,£250", after: "Fee,Ł250" },
      { lineNumber: 4, before: "Fee,£12 or £13", after: "Fee,Ł12 or Ł13" },
    ],
    characters: [{ before: "£", after: "Ł", count: 3, firstLineNumber: 3 }],
  });
});

it("takes UTF-8 with a stray byte for UTF-8", () => {
  const bytes = new TextEncoder().encode("name\nTŷ Coch\nYnys Môn\nCaf?\n");
  bytes[bytes.indexOf(0x3f)] = 0xe9;
  const warning = encodingWarning(bytesSource(bytes), "cp1250");
  expect(warning?.likely).toBe("utf_8");
  expect(warning?.samples).toEqual([
    { lineNumber: 2, before: "Tŷ Coch", after: "TĹ· Coch" },
    { lineNumber: 3, before: "Ynys Môn", after: "Ynys MĂ´n" },
    { lineNumber: 4, before: "Caf\ufffd", after: "Café" },
  ]);
});

it("says that nothing changes when the guess agrees", () => {
  expect(encodingWarning(latin("Caf\xe9\r"), "cp1250")).toMatchObject({
    changedLines: 0,
    samples: [],
    characters: [],
  });
});

it("has nothing to say of ASCII, UTF-8 and UTF-16", () => {
  for (const charset of ["ascii", "utf_8", "utf_8-sig", "utf_16_le", ""]) {
    expect(encodingWarning(latin("a"), charset)).toBeUndefined();
  }
});

it("counts lines by any line end and shows only the first twenty", () => {
  const warning = encodingWarning(latin(`a\r\nb\rc\n${"\xa3\n".repeat(50)}`), "cp1250");
  expect([warning?.changedLines, warning?.samples.length, warning?.samples[0]?.lineNumber]).toEqual([
    50, 20, 4,
  ]);
});
