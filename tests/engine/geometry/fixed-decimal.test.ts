import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSixDecimals, roundToSixDecimals } from "../../../src/engine/geometry/fixed-decimal.ts";

describe("formatSixDecimals", () => {
  it.each([
    [1, "1.000000"],
    [-1, "-1.000000"],
    [52.1234565, "52.123457"],
    [0.1234565, "0.123456"],
    // Exact halves go to even: 0.0078125 is 1/128.
    [0.0078125, "0.007812"],
    [0.0234375, "0.023438"],
    [-0.0078125, "-0.007812"],
    [2 ** 36 + 0.0078125, "68719476736.007812"],
    [-0, "-0.000000"],
    [-1e-7, "-0.000000"],
    [1e21, "1000000000000000000000.000000"],
    [2 ** 70, "1180591620717411303424.000000"],
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("writes %d as %s", (value, text) => {
    expect(formatSixDecimals(value)).toBe(text);
  });

  it("agrees with toFixed wherever there is no tie and no exponent", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        fc.pre(!Number.isInteger(value * 128) && !Object.is(value, -0));
        expect(formatSixDecimals(value)).toBe(value.toFixed(6));
      }),
    );
  });

  it("rounds to the number that printing and reading back gives", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(roundToSixDecimals(value)).toBe(Number(formatSixDecimals(value)));
      }),
    );
  });
});
