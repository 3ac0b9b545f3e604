import { describe, expect, it } from "vitest";
import { decodeSource } from "../../src/engine/charset/decode-source.ts";
import { convert } from "../../src/engine/convert/convert.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { charsetChoices } from "../../src/report/charset-choices.ts";

// "£1" in Windows-1252.
const pound = Uint8Array.from([0x6e, 0x0a, 0xa3, 0x31, 0x0a]);

describe("a character set that is chosen", () => {
  it("overrules the pipeline's guess", async () => {
    const read = async (charset?: string) =>
      [...(await convert(bytesSource(pound), {}, charset)).text].join("");
    expect(await read("cp1252")).toBe("n\n£1\n");
    expect(await read("cp1250")).toBe("n\nŁ1\n");
  });

  it.each(charsetChoices)("%s can be decoded", (codec) => {
    expect([...(decodeSource(bytesSource(Uint8Array.from([0x61, 0x00])), codec) ?? [])].join("")).toContain(
      "a",
    );
  });
});
