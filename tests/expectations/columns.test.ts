import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnDatatypes } from "../../src/expectations/column-datatypes.ts";
import { checkCsv } from "../../src/expectations/csv-checks.ts";
import { readCheckedTable } from "../../src/expectations/csv-table.ts";
import { isDate, isTimestamp, toBigint } from "../../src/expectations/duck-cast.ts";
import { isLooseJson } from "../../src/expectations/loose-json.ts";

const noOthers = () => {
  throw new Error("no other table");
};
const check = (csv: string, operation: string, parameters = {}) =>
  checkCsv(readCheckedTable(csv), { operation, parameters }, noOthers);

describe("numbers and dates as the platform's database reads them", () => {
  it.each([
    ["44012000", 44012000n],
    ["1e3", 1000n],
    ["2.5", 3n],
    ["-2.5", -3n],
    ["1_0", 10n],
    [" 4 ", 4n],
    ["0x2", 2n],
    ["9223372036854775808", undefined],
    ["1,5", undefined],
    ["", undefined],
  ])("%j is the whole number %s", (text, number) => {
    expect(toBigint(text)).toBe(number);
  });

  it("tells every calendar day, and no other, a date", () => {
    const day = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(fc.property(day, (date) => isDate(date.toISOString().slice(0, 10))));
    expect(["2026-02-29", "2026-04-31", "2026-13-01", "01/09/2026", "2026-09"].filter(isDate)).toEqual([]);
  });

  it.each(["2026-09-01T10:11:12Z", "2026-09-01 10:11", "2026-09-01T24:00:00", "2026-09-01T10:11:12+01:00"])(
    "%s is a moment",
    (text) => {
      expect(isTimestamp(text)).toBe(true);
    },
  );

  it.each([
    "2026-09-01T10:11Z",
    "2026-09-01T24:00:01",
    "2026-09-01T25:00:00",
    "10:11",
    "2026-09-01T10:11:12 CET",
  ])("%s is none", (text) => {
    expect(isTimestamp(text)).toBe(false);
  });
});

describe("JSON as the platform's database reads it", () => {
  it("takes whatever JSON.stringify writes", () => {
    fc.assert(fc.property(fc.json(), (text) => isLooseJson(text)));
  });

  it.each(["[1,]", '{"a":1,}', "NaN", "-Infinity", " [ ] "])("takes %s", (text) => {
    expect(isLooseJson(text)).toBe(true);
  });

  it.each(["", "[1 2]", "[,]", "{a:1}", "01", "TRUE", '"\u0001"', '{"a"}', "[".repeat(5000)])(
    "refuses %.20s",
    (text) => {
      expect(isLooseJson(text)).toBe(false);
    },
  );
});

describe("checks of a table", () => {
  it("have the column's line in front of every wrong value", () => {
    const { passed, message, details } = check("n,value\n1,a:b\n2,\n3,a b\n", "expect_column_to_be_curie", {
      field: "value",
    });
    expect(passed).toBe(false);
    expect(message).toBe("there were 1 invalid 'curie' value(s) in 'value'");
    expect(details.invalid_rows).toEqual([
      { line_number: 4, field: "value", datatype: "curie", value: "a b" },
    ]);
  });

  it("exist for every datatype", () => {
    for (const datatype of columnDatatypes.keys()) {
      const operation = `expect_column_to_be_${datatype.replace("-", "_")}`;
      expect(check("value\n\n", operation, { field: "value" }).passed).toBe(true);
    }
  });

  it("find ranges that overlap, but not among those that begin alike", () => {
    const csv = "low,high\n50,60\n10,20\n20,30\n50,50\n";
    const parameters = { min_field: "low", max_field: "high" };
    expect(check(csv, "check_no_overlapping_ranges", parameters).details.overlaps).toEqual([
      { range_1: ["10", "20"], range_2: ["20", "30"] },
    ]);
  });

  it.each([
    ["no_such_check", {}, "Unknown operation"],
    ["check_unique", {}, "missing 1 required positional argument: 'field'"],
    ["check_unique", { field: "value", x: 1 }, "unexpected keyword argument 'x'"],
    ["check_unique", { field: "other" }, "other"],
    ["count_rows", { expected: 1, comparison_rule: "about" }, "Invalid comparison_rule"],
    ["expect_column_to_match_pattern", { field: "value", pattern: "(" }, "Invalid regex pattern"],
  ])("raise where the platform does: %s %j", (operation, parameters, words) => {
    expect(() => check("value\n1\n", operation, parameters)).toThrow(words);
  });

  it("look for a pattern anywhere in a value, flags in front or not", () => {
    const rows = (pattern: string) =>
      check("value\nxab1y\nAB1\nzz\n", "expect_column_to_match_pattern", { field: "value", pattern }).message;
    expect(rows("ab\\d")).toMatch("there were 2 values");
    expect(rows("(?i)ab")).toMatch("there were 1 values");
    expect(rows("a|z")).toMatch("there were 1 values");
  });
});
