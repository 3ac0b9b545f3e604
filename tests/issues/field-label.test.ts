import { describe, expect, it } from "vitest";
import { counted, fieldLabel, thousands, withArticle } from "../../src/issues/field-label.ts";

describe("field labels", () => {
  it.each([
    ["start-date", "a start date"],
    ["entry-date", "an entry date"],
    ["documentation-url", "a documentation URL"],
    ["uprn", "a UPRN"],
    ["uprns", "a list of UPRNs"],
    ["organisation", "an organisation"],
    ["article-4-direction", "an article 4 direction"],
    ["SiteReference", "a site reference"],
    ["LastUpdatedDate", "a last updated date"],
    ["GeoX,GeoY", "a position (GeoX and GeoY)"],
    ["permitted-development-rights", "a value for permitted development rights"],
    ["uprn-status", "a UPRN status"],
    ["site-address", "a site address"],
    ["Hectares", "an area in hectares"],
    ["hs2-safeguarded-area", "an HS2 safeguarded area"],
  ])("calls %s %s", (field, words) => {
    expect(withArticle(fieldLabel(field))).toBe(words);
  });

  it("writes counts with commas and the right form", () => {
    expect([thousands(0), thousands(999), thousands(1000), thousands(1234567)]).toEqual([
      "0",
      "999",
      "1,000",
      "1,234,567",
    ]);
    expect([counted(1, "row"), counted(2, "row"), counted(0, "entry", "entries")]).toEqual([
      "1 row",
      "2 rows",
      "0 entries",
    ]);
  });
});
