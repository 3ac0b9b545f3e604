import { describe, expect, it } from "vitest";
import { gdalReal, leadingInteger, leadingReal } from "../../../src/engine/convert/c-number.ts";

// Expectations are answers of C's library (glibc) and of GDAL 3.6.2.
describe("numbers at the start of a text", () => {
  it.each([
    ["12", 12n],
    [" \t-3x", -3n],
    ["+5", 5n],
    ["- 5", 0n],
    ["\u00a05", 0n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["", 0n],
  ])("reads a whole one from %j", (text, value) => expect(leadingInteger(text)).toBe(value));

  it.each([
    ["1.5e3x", 1500, 5],
    [".5", 0.5, 2],
    ["5.", 5, 2],
    ["5e+", 5, 1],
    ["0x1.8p3", 12, 7],
    ["0xg", 0, 1],
    [" -inf", Number.NEGATIVE_INFINITY, 5],
    ["nan(12)", Number.NaN, 7],
    ["x", 0, 0],
  ])("reads a real one from %j", (text, value, length) =>
    expect(leadingReal(text)).toEqual({ value, length }),
  );

  it.each([
    ["1,5", 1.5],
    ["1,234.5", 1.234],
    ["1.5,3", 1.5],
    ["1.#INF", Number.POSITIVE_INFINITY],
    ["-1.#IND", Number.NaN],
    ["-0", -0],
  ])("takes a comma for a point in %j as GDAL does", (text, value) => expect(gdalReal(text)).toBe(value));
});
