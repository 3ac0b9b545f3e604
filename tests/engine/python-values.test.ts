import { describe, expect, it } from "vitest";
import { decimalText, parseDecimal, roundDecimal } from "../../src/engine/python-decimal.ts";
import { asciiDigits, floatText, parseInteger } from "../../src/engine/python-number.ts";
import { compareCodePoints, joinWords, strip, stripCharacters } from "../../src/engine/python-text.ts";

describe("text as Python has it", () => {
  it("has white space that JavaScript does not know, and not the byte order mark", () => {
    expect(strip("\u001c\u0085\u3000a \u2028")).toBe("a");
    expect(strip("\ufeffa")).toBe("\ufeffa");
    expect(joinWords(" a \u00a0 b\n", " ")).toBe("a b");
    expect(joinWords("   ", " ")).toBe("");
  });

  it("is stripped of characters at its ends", () => {
    expect(stripCharacters('",a,"b",', '",')).toBe('a,"b');
  });

  it("is ordered by code point", () => {
    const sorted = ["\u{1f600}", "\uffee", "b", "a", "ab", ""].sort(compareCodePoints);
    expect(sorted).toEqual(["", "a", "ab", "b", "\uffee", "\u{1f600}"]);
  });
});

describe("numbers as Python has them", () => {
  it.each([
    ["12", 12n],
    [" -1_0\n", -10n],
    ["\u0661", 1n],
    ["\u{1d7d8}", 0n],
    ["", undefined],
    ["_1", undefined],
    ["1__0", undefined],
    ["+ 1", undefined],
    ["1.0", undefined],
  ])("reads %j as %s", (text, number) => expect(parseInteger(text)).toBe(number));

  it("turns decimal digits of any script into ASCII ones", () => {
    expect(asciiDigits("\u0662\uff10\u{1d7ff}x\u00b2")).toBe("209x\u00b2");
  });

  it.each([
    [-1, "-1.0"],
    [52.237379, "52.237379"],
    [1e-6, "1e-06"],
    [0.0001, "0.0001"],
    [1e16, "1e+16"],
    [123456789012345680, "1.2345678901234568e+17"],
    [-0, "-0.0"],
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("writes %s as %s", (number, text) => expect(floatText(number)).toBe(text));

  it("rounds half to even, at any size", () => {
    const rounded = (text: string, places = 2) => {
      const decimal = parseDecimal(text);
      const result = decimal && roundDecimal(decimal, places);
      return result && decimalText(result);
    };
    expect(rounded("0.125")).toBe("0.12");
    expect(rounded("0.135")).toBe("0.14");
    expect(rounded("0.005")).toBe("0");
    expect(rounded("0.0050000000000000000000001")).toBe("0.01");
    expect(rounded("99.995")).toBe("100");
    expect(rounded("-0.001")).toBe("-0");
    expect(rounded("1e25")).toBe("10000000000000000000000000");
    expect(rounded("1e26")).toBeUndefined();
    expect(rounded("nan12")).toBe("NaN12");
  });
});
