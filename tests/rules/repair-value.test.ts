import { describe, expect, it } from "vitest";
import { valuePattern, widenedPattern } from "../../src/rules/pattern-text.ts";
import { repairsOf, summerMidnight } from "../../src/rules/repair-value.ts";
import { organisationIndex } from "../../src/specification/organisation.ts";

const organisations = organisationIndex(
  [
    ["local-authority:BNE", "London Borough of Barnet", ""],
    ["local-authority:BNS", "Barnsley Metropolitan Borough Council", ""],
    ["local-authority:BUC", "Buckinghamshire Council", ""],
    ["local-authority:CHN", "Chiltern District Council", "2020-04-01"],
  ].map(([organisation = "", name = "", endDate = ""]) => ({
    organisation,
    name,
    entity: "",
    statisticalGeography: "",
    opendatacommunitiesUri: undefined,
    startDate: "",
    endDate,
  })),
);
const repairs = (value: string, datatype: string, field = "x", allowed?: readonly string[]) =>
  repairsOf(value, { datatype, field, today: "2026-09-01", organisations, ...(allowed ? { allowed } : {}) });

describe("what a value probably means", () => {
  it("reads seasons, ordinals, months and years as dates", () => {
    expect(repairs("Spring 1975", "datetime")).toEqual(["1975-03-01"]);
    expect(repairs("Winter of 1988", "datetime")).toEqual(["1988-12-01"]);
    expect(repairs("1st May 1984", "datetime")[0]).toBe("1984-05-01");
    expect(repairs("c. 1969", "datetime")[0]).toBe("1969-01-01");
    expect(repairs("about March 1971", "datetime")[0]).toBe("1971-03-01");
    expect(repairs("not known", "datetime")).toEqual([]);
  });

  it("takes the one number out of words, and none where there are two", () => {
    expect(repairs("2.5 ha", "decimal")).toEqual(["2.5"]);
    expect(repairs("1,200 homes", "integer")).toEqual(["1200"]);
    expect(repairs("10-15", "integer")).toEqual([]);
  });

  it("knows yes and no, addresses, categories and organisations", () => {
    expect(repairs("TRUE", "flag")).toEqual(["yes"]);
    expect(repairs("0", "flag")).toEqual(["no"]);
    expect(repairs("www.example.gov.uk/a", "url")).toEqual(["https://www.example.gov.uk/a"]);
    expect(repairs("https//www.example.gov.uk", "url")).toEqual(["https://www.example.gov.uk"]);
    expect(repairs("see https://www.example.gov.uk/a", "url")).toEqual(["https://www.example.gov.uk/a"]);
    expect(repairs("area apraisal", "curie", "document-type", ["area-appraisal", "area-map"])).toEqual([
      "area-appraisal",
    ]);
    expect(
      repairs("area-map;aera-appraisal", "curie", "document-type", ["area-appraisal", "area-map"]),
    ).toEqual(["area-map;area-appraisal"]);
    expect(repairs("barnet", "curie", "organisation")).toEqual(["local-authority:BNE"]);
    expect(repairs("conservation-area:BUC", "curie", "organisation")).toEqual(["local-authority:BUC"]);
  });

  it("knows midnight in British summer time from other moments", () => {
    expect(summerMidnight("2019-06-13T23:00:00Z")).toBe("2019-06-14");
    expect(summerMidnight("2019-06-13T23:00:00.000Z")).toBe("2019-06-14");
    expect(summerMidnight("1717196400000")).toBe("2024-06-01");
    expect(summerMidnight("2020-01-10T23:00:00Z")).toBeUndefined();
    expect(summerMidnight("2019-06-13T22:00:00Z")).toBeUndefined();
    expect(summerMidnight("2019-06-13")).toBeUndefined();
  });
});

describe("the pattern for one value", () => {
  it("is the value itself where it cannot be taken for more", () => {
    expect(valuePattern("Spring 1975", ["Spring 1975", "1980"])).toBe("Spring 1975");
    expect(valuePattern("Spring 1975", ["spring 1975 or later"])).toBe("^Spring 1975$");
    expect(valuePattern("c. (1975)", [])).toBe("^c\\. \\(1975\\)$");
  });

  it("can be widened without losing its flags", () => {
    expect(widenedPattern("Adopted", "In force")).toBe("(?:Adopted)|In force$");
    expect(widenedPattern("(?i)adopted", "x")).toBe("(?i)(?:adopted)|x$");
  });
});
