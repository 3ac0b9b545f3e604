import fc from "fast-check";
import { expect, it } from "vitest";
import { AsciiText } from "../../src/engine/ascii-text.ts";

it("writes whole numbers with a point in them, however many digits there are", () => {
  const text = new AsciiText();
  fc.assert(
    fc.property(
      fc.nat(999_999_999),
      fc.nat(999_999),
      fc.integer({ min: 1, max: 15 }),
      (high, low, decimals) => {
        const scaled = high * 1_000_000 + low;
        text.decimal(scaled, decimals);
        const digits = String(scaled).padStart(decimals + 1, "0");
        expect(text.take()).toBe(`${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
      },
    ),
  );
});

it("takes zeros back but for one behind the point", () => {
  const text = new AsciiText();
  text.decimal(5_250_000, 6);
  text.trimZeros();
  text.add(" ");
  text.decimal(5_000_000, 6);
  text.trimZeros();
  expect(text.take()).toBe("5.25 5.0");
});

it("holds any length and begins anew", () => {
  const text = new AsciiText();
  for (let part = 0; part < 3000; part += 1) text.add("abc");
  text.add("x".repeat(50_000));
  expect(text.take()).toBe("abc".repeat(3000) + "x".repeat(50_000));
  expect(text.take()).toBe("");
});
