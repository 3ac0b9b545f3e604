import { describe, expect, it } from "vitest";
import { issueLink, lineLink, readIssueLink } from "../../src/request/issue-link.ts";

const issue = {
  url: "https://maps.example.gov.uk/data.csv?layer=1&name=a b#c",
  dataset: "conservation-area",
  organisation: "local-authority:DNC",
  lines: ["invalid-date.start-date", "missing-value.reference"],
};

describe("a link to an issue", () => {
  it("is read as it was made, whatever the address holds", () => {
    const link = issueLink(issue) ?? "";
    expect(link.startsWith("/address#")).toBe(true);
    expect(link).not.toMatch(/\s/);
    expect(readIssueLink(link)).toEqual(issue);
    expect(new URLSearchParams(lineLink(issue, "a.b").split("#")[1]).get("url")).toBe(issue.url);
  });

  it("leaves lines out rather than be longer than the server takes", () => {
    const many = Array.from({ length: 200 }, (_, at) => `invalid-date.field-${at}`);
    const link = issueLink({ ...issue, lines: many }) ?? "";
    expect(link.length).toBeLessThanOrEqual(2048);
    expect(readIssueLink(link)?.lines.length).toBeGreaterThan(20);
    expect(issueLink({ ...issue, url: `https://a.gov.uk/${"é".repeat(1000)}` })).toBeUndefined();
  });

  it("is nothing else: no other page, no address that runs a script, no made-up line", () => {
    expect(readIssueLink("https://elsewhere.example/address#url=https://a.gov.uk")).toBeUndefined();
    expect(readIssueLink("/address#url=javascript:alert(1)")).toBeUndefined();
    expect(readIssueLink("/address#url=https://a.gov.uk&lines=<b>x</b>,good.one")?.lines).toEqual([
      "good.one",
    ]);
  });
});
