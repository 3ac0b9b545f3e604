import { describe, expect, it } from "vitest";
import { fixed, general } from "../../../src/engine/convert/printf.ts";

describe("printf", () => {
  it("rounds exact halves to the even digit", () => {
    expect([0.5, 1.5, 2.5, 0.125, 0.375].map((value) => fixed(value, 0))).toEqual(["0", "2", "2", "0", "0"]);
    expect([0.125, 0.375, 0.625].map((value) => fixed(value, 2))).toEqual(["0.12", "0.38", "0.62"]);
    expect([12345678.125, 1234567890.5, 12345678905].map((value) => general(value, 10))).toEqual([
      "12345678.12",
      "1234567890",
      "1.23456789E+10",
    ]);
  });

  it("writes small and large numbers as C does", () => {
    expect(general(1e-7, 15, "e")).toBe("1e-07");
    expect(general(0.0001, 15, "e")).toBe("0.0001");
    expect(general(0.1, 17, "e")).toBe("0.10000000000000001");
    expect(general(1e300, 15, "e")).toBe("1e+300");
    expect(general(100000, 15, "e")).toBe("100000");
    expect(fixed(1e22, 1)).toBe("10000000000000000000000.0");
    expect(fixed(-0, 1)).toBe("-0.0");
  });
});
