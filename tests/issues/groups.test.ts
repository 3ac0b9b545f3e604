import { describe, expect, it } from "vitest";
import { issueCatalogue } from "../../src/issues/catalogue.ts";
import { groupOf } from "../../src/issues/groups.ts";
import { textOf } from "../../src/issues/text.ts";

describe("groups of issues", () => {
  it.each([
    ["missing value", "reference", "must-fix"],
    ["missing value", "SiteReference", "must-fix"],
    ["missing value", "name", "needs-fixing"],
    ["invalid WKT", "geometry", "must-fix"],
    ["invalid date", "start-date", "needs-fixing"],
    ["far-future-date", "end-date", "needs-fixing"],
    ["OSGB", "GeoX,GeoY", "fixed-for-you"],
    ["unknown entity", "entity", "worth-checking"],
    ["toString", "name", "needs-fixing"],
  ])("puts '%s' of %s into %s", (type, field, group) => {
    expect(groupOf(type, field)).toBe(group);
  });

  it("must be fixed whatever the platform blocks for, but for numbers that the team assigns", () => {
    const blocking = Object.entries(issueCatalogue).filter(([, { qualityLevel }]) => qualityLevel === "2");
    for (const [type] of blocking) {
      expect([type, groupOf(type, "geometry")]).toEqual([
        type,
        type === "unknown entity" ? "worth-checking" : "must-fix",
      ]);
    }
  });

  it("never puts a lost value among what is fixed or only worth checking", () => {
    for (const type of Object.keys(issueCatalogue)) {
      if (textOf(type).outcome !== "value-lost") continue;
      expect(["must-fix", "needs-fixing"]).toContain(groupOf(type, "name"));
    }
  });
});
