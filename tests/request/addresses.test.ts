import { describe, expect, it } from "vitest";
import {
  documentationProblem,
  emailProblem,
  isUnder,
  isUnofficialPage,
} from "../../src/request/addresses.ts";

describe("work email", () => {
  it.each([
    ["planning@barnet.gov.uk", undefined],
    ["x@planning.barnet.gov.uk", undefined],
    ["  GIS.Team@Example.GOV.UK ", undefined],
    ["data@peakdistrict.org.uk", undefined],
    ["", "blank"],
    ["   ", "blank"],
    ["barnet.gov.uk", "not-an-email"],
    ["a b@barnet.gov.uk", "not-an-email"],
    ["a@b@barnet.gov.uk", "not-an-email"],
    ["a@barnet..gov.uk", "not-an-email"],
    ["a@gov", "not-an-email"],
    ["me@notgov.uk", "not-a-work-email"],
    ["me@gov.uk.example.com", "not-a-work-email"],
    ["me@gov.uk", "not-a-work-email"],
    ["me@gmail.com", "not-a-work-email"],
  ])("%j: %s", (email, problem) => {
    expect(emailProblem(email)).toBe(problem);
  });
});

describe("documentation page", () => {
  const endpoint = "https://www.example.gov.uk/data/conservation-areas.csv";
  it.each([
    ["https://www.example.gov.uk/planning/conservation-areas", undefined],
    ["https://data-example.hub.arcgis.com/datasets/areas", undefined],
    ["http://www.example.gov.uk/a?download=areas.csv", undefined],
    ["", "blank"],
    ["www.example.gov.uk/planning", "not-an-address"],
    ["https://example/planning", "not-an-address"],
    ["https://www.example.gov.uk/our data", "not-an-address"],
    ["ftp://www.example.gov.uk/a", "not-an-address"],
    [`https://www.example.gov.uk/${"a".repeat(2048)}`, "too-long"],
    ["https://www.example.gov.uk/areas.XLSX", "is-a-file"],
    ["https://www.example.gov.uk/plan.pdf", "is-a-file"],
    ["https://WWW.example.gov.uk/data/conservation-areas.csv", "same-as-endpoint"],
  ])("%.60j: %s", (url, problem) => {
    expect(documentationProblem(url, endpoint)).toBe(problem);
  });

  it("on another site than gov.uk or org.uk is a matter for the team, not a refusal", () => {
    expect(isUnofficialPage("https://data-example.hub.arcgis.com/a")).toBe(true);
    expect(isUnofficialPage("https://www.example.gov.uk/a")).toBe(false);
  });
});

describe("whole labels", () => {
  it("tells notgov.uk from gov.uk", () => {
    expect(isUnder("notgov.uk", "gov.uk")).toBe(false);
    expect(isUnder("council.gov.uk.", "gov.uk")).toBe(true);
    expect(isUnder("gov.uk", "gov.uk")).toBe(true);
  });
});
