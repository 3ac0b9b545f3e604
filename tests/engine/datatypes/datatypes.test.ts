import { describe, expect, it } from "vitest";
import { addressDatatype } from "../../../src/engine/datatypes/address.ts";
import type { Datatype } from "../../../src/engine/datatypes/datatype.ts";
import { coordinateDatatype, decimalDatatype } from "../../../src/engine/datatypes/decimal.ts";
import { flagDatatype } from "../../../src/engine/datatypes/flag.ts";
import { integerDatatype } from "../../../src/engine/datatypes/integer.ts";
import { stringDatatype } from "../../../src/engine/datatypes/string.ts";
import { uriDatatype } from "../../../src/engine/datatypes/uri.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { normalised } from "./normalised.ts";

/** Value, result, issues as `type|value|message`. */
type Example = [value: string, result: string, ...issues: string[]];

function holds(datatype: Datatype, examples: readonly Example[]): void {
  it.each(examples)("%j becomes %j", (value, result, ...issues) => {
    expect(normalised(datatype, value)).toEqual([result, ...issues]);
  });
}

describe("a string", () => {
  holds(stringDatatype, [
    [" a  b ", "a b"],
    ["a\r\nb\tc", "a b c"],
    ["a\u00a0\u2003b\u0085c\u001fd", "a b c d"],
    ["\ufeffa\u200bb", "\ufeffa\u200bb"],
    ['"q"', "q"],
    ["\u201cq\u201d", "\u201cq"],
    [' " a " ', " a "],
    ["plain text", "plain text"],
  ]);
});

describe("an address", () => {
  holds(addressDatatype, [
    ["1 High St\nTown;County", "1 High St, Town, County"],
    ["a - b -- c", "a-b-c"],
    [" a ,, b , ", "a, b"],
  ]);
});

describe("a whole number", () => {
  const invalid = (value: string): string => `invalid integer|${value}|F must be a number`;
  holds(integerDatatype, [
    ["12", "12"],
    ["1.00", "1"],
    ["+5", "5"],
    [" 7 ", "7"],
    ["007", "7"],
    ["1_000", "1000"],
    ["-0", "0"],
    ["\u0661\u0662", "12"],
    ["1.00\n", "1"],
    ["9".repeat(40), "9".repeat(40)],
    ["-3", "", "too small|-3|F must be larger than 0"],
    ["1,000", "", invalid("1,000")],
    ["1.5", "", invalid("1.5")],
    ["1.", "", invalid("1.")],
    ["12.000.0", "", invalid("12.000")],
    ["1__0", "", invalid("1__0")],
    ["\u001c5", "", invalid("\u001c5")],
    ["1".repeat(4301), "", invalid("1".repeat(4301))],
  ]);
});

describe("a decimal number", () => {
  const invalid = (value: string): string => `invalid decimal|${value}|F must be a decimal number`;
  holds(decimalDatatype, [
    ["£1,000.50", "1000.5"],
    ["1e3", "1000"],
    ["1E+2", "100"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1_000.5", "1000.5"],
    ["0.1234565", "0.123456"],
    ["0.1234575", "0.123458"],
    ["0.12345650001", "0.123457"],
    ["9.9999999", "10"],
    ["1E-7", "0"],
    ["0.0000005", "0"],
    ["0.0000015", "0.000002"],
    ["1e-999999999999999999", "0"],
    ["-0", "-0"],
    ["51,5", "515"],
    ["1234567890123456789012", "1234567890123456789012"],
    ["-1", "", "too small|-1|F must be larger than 0.0"],
    ["-Infinity", "", "too small|-Infinity|F must be larger than 0.0"],
    ["abc", "", invalid("abc")],
    ["10.5%", "", invalid("10.5%")],
    ["1e1000000000000000000", "", invalid("1e1000000000000000000")],
  ]);

  it.each(["NaN", "Infinity", "12345678901234567890123", "1e23"])("%s raises", (value) => {
    expect(() => normalised(decimalDatatype, value)).toThrow(PipelineError);
  });
});

describe("a coordinate", () => {
  holds(coordinateDatatype, [
    ["-0.12345678", "-0.123457"],
    ["95", "95"],
    ["NaN", "NaN"],
    ["1,5", "15"],
    ["£1", "", "invalid decimal|£1|F must be a decimal number"],
  ]);

  it.each(["sNaN", "Infinity", "-inf"])("%s raises", (value) => {
    expect(() => normalised(coordinateDatatype, value)).toThrow(PipelineError);
  });
});

describe("a flag", () => {
  holds(flagDatatype, [
    ["Y", "yes"],
    [" n ", "no"],
    ["YES", "yes"],
    ["No", "no"],
    [" ", ""],
    ["True", "", "invalid flag|true|F must be yes or no"],
    ["1", "", "invalid flag|1|F must be yes or no"],
  ]);
});

describe("an address of the web", () => {
  holds(uriDatatype, [
    ["http://a.gov.uk/x y", "http://a.gov.uk/xy"],
    [" HTTP://A.gov.uk\r\n", "HTTP://A.gov.uk"],
    ["www.a.gov.uk", "", "invalid URI|www.a.gov.uk|F must be a real URL"],
    [
      "http://a.gov.uk\nhttp://b.gov.uk",
      "",
      "invalid URI|http://a.gov.uk\nhttp://b.gov.uk|F must be a real URL",
    ],
  ]);
});
