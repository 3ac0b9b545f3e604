import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256Hex } from "../../src/engine/sha256.ts";

it("hashes as the platform does", () => {
  const expected = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(sha256Hex(text)).toBe(expected(text));
    }),
  );
  for (const length of [0, 54, 55, 56, 63, 64, 65, 119, 120, 5000]) {
    const text = "é".repeat(length);
    expect(sha256Hex(text)).toBe(expected(text));
    expect(sha256Hex("a".repeat(length))).toBe(expected("a".repeat(length)));
  }
});
