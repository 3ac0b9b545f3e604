import { describe, expect, it } from "vitest";
import {
  currentColumns,
  duplicateColumns,
  looksLikeRowNumber,
  mappingFrom,
} from "../../src/app/column-draft.ts";

const was = new Map([
  ["reference", "OBJECTID"],
  ["name", "NAME"],
]);

describe("a publisher's own columns", () => {
  it("are told to the check only where they differ from the platform's reading", () => {
    expect(mappingFrom({}, was, was)).toEqual({});
    expect(mappingFrom({}, was, new Map([...was, ["start-date", "DESIG"]]))).toEqual({ DESIG: "start-date" });
  });

  it("ignore a column that is taken off its field, so that the platform does not take it again", () => {
    expect(
      mappingFrom(
        {},
        was,
        new Map([
          ["reference", "REF"],
          ["name", "NAME"],
        ]),
      ),
    ).toEqual({
      OBJECTID: "IGNORE",
      REF: "reference",
    });
    expect(mappingFrom({}, was, new Map([["name", "NAME"]]))).toEqual({ OBJECTID: "IGNORE" });
  });

  it("do not ignore a column that moves to another field", () => {
    expect(mappingFrom({}, was, new Map([["reference", "NAME"]]))).toEqual({
      OBJECTID: "IGNORE",
      NAME: "reference",
    });
    expect(
      mappingFrom(
        {},
        was,
        new Map([
          ["notes", "OBJECTID"],
          ["name", "NAME"],
        ]),
      ),
    ).toEqual({ OBJECTID: "notes" });
  });

  it("keep what was chosen before", () => {
    expect(mappingFrom({ OLD: "notes" }, was, was)).toEqual({ OLD: "notes" });
  });

  it("are refused when one column stands for two fields", () => {
    expect(
      duplicateColumns(
        new Map([
          ["reference", "A"],
          ["name", "A"],
          ["notes", "B"],
        ]),
      ),
    ).toEqual(new Map([["A", ["reference", "name"]]]));
  });

  it("start from the columns that are used, not from those overruled or ignored", () => {
    const mapped = (column: string, field: string, overruledBy?: string) => ({
      column,
      field,
      fieldLabel: field,
      filled: 1,
      ...(overruledBy && { overruledBy }),
    });
    expect(
      currentColumns({
        mapped: [mapped("REF", "reference"), mapped("ref2", "reference", "REF"), mapped("FID", "IGNORE")],
        unmapped: [],
        built: [],
        mandatory: [],
      }),
    ).toEqual(new Map([["reference", "REF"]]));
  });
});

describe("row numbers", () => {
  it.each(["OBJECTID", "ogc_fid", "FID", "mi_prinx", "GlobalID", "int_id"])(
    "are known by the name %s",
    (name) => {
      expect(looksLikeRowNumber(name, [])).toBe(true);
    },
  );

  it("are known by values that count from 0 or 1", () => {
    expect(looksLikeRowNumber("REF", ["1", "2", "3", "4"])).toBe(true);
    expect(looksLikeRowNumber("REF", ["0", "1", "2"])).toBe(true);
    expect(looksLikeRowNumber("REF", ["1", "3", "4"])).toBe(false);
    expect(looksLikeRowNumber("REF", ["1", "2"])).toBe(false);
    expect(looksLikeRowNumber("REF", ["CA1", "CA2", "CA3"])).toBe(false);
  });
});
