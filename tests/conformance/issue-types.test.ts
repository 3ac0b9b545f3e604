import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { issueCatalogue } from "../../src/issues/catalogue.ts";
import { caseFolders } from "./case.ts";
import { neverRaised, recordedIssueTypes, uncoveredTypes } from "./issue-types.ts";

const folders = caseFolders(fileURLToPath(new URL("./cases/", import.meta.url)));

describe("issue types in the authored cases", () => {
  it("every type the engine can raise is in a recorded run", () => {
    expect(uncoveredTypes(folders)).toEqual([]);
  });

  it("the types listed as never raised are in none, and are types of the catalogue", () => {
    const recorded = recordedIssueTypes(folders);
    expect(Object.keys(neverRaised).filter((type) => recorded.has(type))).toEqual([]);
    expect(Object.keys(neverRaised).filter((type) => !(type in issueCatalogue))).toEqual([]);
    expect(Object.keys(neverRaised)).toHaveLength(5);
  });
});
