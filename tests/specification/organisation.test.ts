import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { organisationIndex } from "../../src/specification/organisation.ts";
import { readOrganisations } from "../../src/specification/read-organisations.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const table = `organisation,entity,name,statistical-geography,opendatacommunities-uri,start-date,end-date
local-authority:BNE,1,Barnet,E09000003,http://opendatacommunities.org/id/london-borough-council/barnet,,
local-authority:DNC,2,Doncaster,E08000017,http://opendatacommunities.org/id/metropolitan-district-council/doncaster,,
development-corporation:Q1,3,First,E51000001,,,
development-corporation:Q2,4,Second,E51000002,,,
`;

describe("organisationIndex", () => {
  const organisations = organisationIndex(readOrganisations(table));

  it.each([
    ["local-authority:BNE", "local-authority:BNE"],
    ["LOCAL-authority:bne", "local-authority:BNE"],
    ["local-authority-eng:BNE", "local-authority:BNE"],
    ["http://opendatacommunities.org/id/london-borough-council/barnet", "local-authority:BNE"],
    ["https://opendatacommunities.org/doc/london-borough-council/barnet", "local-authority:BNE"],
    ["http://opendatacommunities.org/id/geography/administration/nmd/E09000003", "local-authority:BNE"],
    ["Barnet", "local-authority:BNE"],
    ["E08000017", "local-authority:DNC"],
    ["BNE", ""],
    ["local-authority:BNE ", ""],
    ["", ""],
  ])("finds %j as %j", (value, curie) => {
    expect(organisations.lookup(value)).toBe(curie);
  });

  it("gives the code of any organisation without an address to the last such one, as the pipeline does", () => {
    expect(organisations.lookup("E51000001")).toBe("development-corporation:Q2");
    expect(organisations.lookup("development-corporation:q1")).toBe("development-corporation:Q1");
  });

  it("knows only keys when the table has no addresses", () => {
    const plain = organisationIndex(readOrganisations("organisation,name\nlocal-authority:BNE,Barnet\n"));
    expect(plain.lookup("local-authority:bne")).toBe("local-authority:BNE");
    expect(plain.lookup("barnet")).toBe("");
  });

  sharedIt("finds the spellings of service/organisations.md in the published list", () => {
    const published = organisationIndex(
      readOrganisations(readFileSync(sharedPath("organisation.csv"), "utf8")),
    );
    expect(published.all).toHaveLength(425);
    for (const value of ["E09000003", "barnet", "local-authority-eng:BNE", "local-authority:bne"]) {
      expect(published.lookup(value)).toBe("local-authority:BNE");
    }
  });
});
