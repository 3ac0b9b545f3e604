import { describe, expect, it } from "vitest";
import { dateDatatype } from "../../../src/engine/datatypes/date.ts";
import { normalised } from "./normalised.ts";

const date = dateDatatype("2026-09-01");

describe("a date", () => {
  it.each([
    ["2024-01-31", "2024-01-31"],
    ["2024-1-3", "2024-01-03"],
    ["2024/1/1", "2024-01-01"],
    ["2024.1.2", "2024-01-02"],
    ["2024 1 2", "2024-01-02"],
    [' "2024-01-31",', "2024-01-31"],
    ["2024-13-01", "2024-01-13"],
    ["1/2/2024", "2024-02-01"],
    ["12/31/2024", "2024-12-31"],
    ["31/12/68", "2068-12-31"],
    ["31/12/69", "1969-12-31"],
    ["2024", "2024-01-01"],
    ["2024.0", "2024-01-01"],
    ["2024-05", "2024-05-01"],
    ["January 2024", "2024-01-01"],
    ["Jan-24", "2024-01-01"],
    ["01-Jan-2024", "2024-01-01"],
    ["1 MAY 2024", "2024-05-01"],
    ["Jan 1, 2024", "2024-01-01"],
    ["2024-01-01T10:00:00Z", "2024-01-01"],
    ["2024-01-01T10:00:00.123456789Z", "2024-01-01"],
    ["2024-01-01T10:00:00.123+01:00", "2024-01-01"],
    ["2024/01/01 10:00:00+00", "2024-01-01"],
    ["01/02/2024 10:00", "2024-02-01"],
    ["Thu, 11 Dec 2025 00:00:00 GMT", "2025-12-11"],
    ["20240229", "2024-02-29"],
    ["20240229235959", "2024-02-29"],
    ["\u0662\u0660\u0662\u0664", "2024-01-01"],
    ["1800-01-01", "1800-01-01"],
    ["1799-12-31", "1799-12-31"],
    ["2076-09-01", "2076-09-01"],
  ])("%j is %s", (value, iso) => expect(normalised(date, value)).toEqual([iso]));

  it.each([
    ["1704067200", "2024-01-01"],
    ["1704067200000", "2024-01-01"],
    ["1704067200.5", "2024-01-01"],
    ["+1704067200", "2024-01-01"],
    ["-1704067200", "1916-01-02"],
    ["2024053112", "2034-02-20"],
    ["9999999999", "1970-04-26"],
  ])("may be a Unix time: %s is %s", (value, iso) => expect(normalised(date, value)).toEqual([iso]));

  it.each([
    "2024-02-30",
    "29/02/2023",
    "2024-00-01",
    "1st January 2024",
    "January 1, 2024",
    "1 Jan 2024",
    "2024-01-01T10:00:00+01:00",
    "2024-01-01T00:00",
    "Thu, 11 Dec 2025 00:00:00 BST",
    "2024/01/01 10:00:00+24:00",
    "45000",
    "2023/24",
    "24",
    "0000-01-01",
  ])("cannot be %s", (value) => {
    expect(normalised(date, value)).toEqual(["", `invalid date|${value}|F must be a real date`]);
  });

  it("may not be before 1800, nor more than fifty years ahead", () => {
    expect(normalised(date, " 30/12/1799")).toEqual([
      "",
      "far-past-date| 30/12/1799|30/12/1799 is before 1799-12-31",
    ]);
    expect(normalised(date, "2076-09-02")).toEqual([
      "",
      "far-future-date|2076-09-02|2076-09-02 is after 2076-09-01",
    ]);
  });

  it("is shown in the message without the end of a long fraction, as the pipeline does", () => {
    const value = "2124-01-01T00:00:00.1234567";
    expect(normalised(date, value)[1]).toBe(
      `far-future-date|${value}|2124-01-01T00:00:00.123456 is after 2076-09-01`,
    );
  });

  it("counts fifty years from 29 February to the last day of the month", () => {
    const leap = dateDatatype("2024-02-29");
    expect(normalised(leap, "2074-02-28")).toEqual(["2074-02-28"]);
    expect(normalised(leap, "2074-03-01")).toHaveLength(2);
  });
});
