import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { issueCatalogue } from "../../src/issues/catalogue.ts";
import { groupOf } from "../../src/issues/groups.ts";
import { fieldWords, say, sentence } from "../../src/issues/issue-text.ts";
import { issueSentence, issueText, textOf } from "../../src/issues/text.ts";
import { uncataloguedText } from "../../src/issues/uncatalogued.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const types = Object.keys(issueText);
const fields = [
  "reference",
  "geometry",
  "point",
  "GeoX,GeoY",
  "start-date",
  "documentation-url",
  "uprn",
  "LastUpdatedDate",
];
const forms = [
  { rows: 1, allRows: false, begins: /^1 row (has|had|was) / },
  { rows: 2, allRows: false, begins: /^2 rows (have|had|were) / },
  { rows: 12345, allRows: false, begins: /^12,345 rows (have|had|were) / },
  { rows: 7, allRows: true, begins: /^(Every row (has|had|was)|No row has) / },
  { rows: 1, allRows: true, begins: /^1 row (has|had|was) / },
];

describe("words of issues", () => {
  it("has words for every type of the catalogue, and for none that is nowhere", () => {
    const known = [...Object.keys(issueCatalogue), ...Object.keys(uncataloguedText)];
    expect([...types].sort()).toEqual([...known].sort());
  });

  it.each(types)("says '%s' for one row, several and all, of any field", (type) => {
    for (const field of fields) {
      for (const { rows, allRows, begins } of forms) {
        const text = issueSentence(type, field, rows, allRows);
        expect(text).toMatch(begins);
        expectPlain(text);
        expect(text).not.toMatch(/\.$/);
      }
    }
  });

  it.each(types)("says of '%s' what it means, why, what happens and what to do", (type) => {
    for (const field of fields) {
      const { what, why, platform, fix } = textOf(type);
      for (const words of [what, why, platform, fix]) {
        const text = say(words, fieldWords(field));
        expect(text.length).toBeGreaterThan(5);
        expect(text).toMatch(/[.)]$/);
        expectPlain(text);
      }
    }
  });

  it("never calls a value invalid without more: the word is not used at all", () => {
    for (const type of types) {
      const { what, why, platform, fix } = textOf(type);
      const all = [
        sentence(textOf(type), "name", 2, false),
        ...[what, why, platform, fix].map((words) => say(words, fieldWords("name"))),
      ];
      expect(all.join(" ")).not.toMatch(/\binvalid\b/i);
    }
  });

  it("has words for a type of a newer log that it does not know", () => {
    expect(issueSentence("brand new", "name", 2, false)).toBe(
      '2 rows have a problem with name that this tool has no words for ("brand new")',
    );
    expect(groupOf("brand new", "name")).toBe("needs-fixing");
  });

  it.each([
    [
      "missing value",
      "start-date",
      "1 row has no start date",
      "2 rows have no start date",
      "No row has a start date",
    ],
    ["missing value", "notes", "1 row has no notes", "2 rows have no notes", "No row has a value for notes"],
    [
      "invalid integer",
      "required-housing",
      "1 row has a value for required housing that is not a whole number",
      "2 rows have a value for required housing that is not a whole number",
      "Every row has a value for required housing that is not a whole number",
    ],
    [
      "default-field",
      "start-date",
      "1 row had its blank start date filled from another column",
      "2 rows had their blank start date filled from another column",
      "Every row had its blank start date filled from another column",
    ],
    [
      "combined-value",
      "notes",
      "1 row was joined with other rows to make one value for notes",
      "2 rows were joined with other rows to make one value for notes",
      "Every row was joined with other rows to make one value for notes",
    ],
  ])("reads well: '%s' of %s", (type, field, one, two, all) => {
    expect(issueSentence(type, field, 1, false)).toBe(one);
    expect(issueSentence(type, field, 2, false)).toBe(two);
    expect(issueSentence(type, field, 7, true)).toBe(all);
  });

  it("what must be fixed never says that the value is simply kept", () => {
    const kept = types.filter(
      (type) => groupOf(type, "geometry") === "must-fix" && textOf(type).outcome === "kept",
    );
    // The shape goes on as it is; it is the live check that blocks it, and the page's tag says so.
    expect(kept).toEqual(["invalid geometry - not fixable"]);
  });

  sharedIt("says every type for every field of the specification", () => {
    const text = readFileSync(sharedPath("specification/field.csv"), "utf8");
    const names = text
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[6] ?? "");
    for (const field of new Set(names.filter((name) => /^[a-zA-Z][\w-]*$/.test(name)))) {
      for (const type of types) {
        for (const { rows, allRows, begins } of forms) {
          const words = issueSentence(type, field, rows, allRows);
          expect(words).toMatch(begins);
          expectPlain(words);
        }
      }
    }
  });
});

function expectPlain(text: string): void {
  // A placeholder, a missing value, or two spaces: something was not filled in.
  expect(text).not.toMatch(/undefined|null,? but|\bNaN\b|[{}]|\$| {2}| a a |\ban? $/);
}
