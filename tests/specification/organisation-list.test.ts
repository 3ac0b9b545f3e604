import { describe, expect, it } from "vitest";
import { readTable } from "../../src/csv/read.ts";
import {
  endedOn,
  organisationDetails,
  organisationLabel,
  organisationsAt,
  productIndex,
  searchOrganisations,
  sortingName,
} from "../../src/specification/organisation-list.ts";
import { readOrganisations } from "../../src/specification/read-organisations.ts";
import { predecessorsOf, successorsOf } from "../../src/specification/successors.ts";

const list = organisationDetails(
  readTable(`organisation,name,statistical-geography,opendatacommunities-uri,end-date,website,former-names,members,described
local-authority:BNE,London Borough of Barnet,E09000003,http://o.org/id/barnet,,https://www.barnet.gov.uk/,,,yes
local-authority:BAR,Barrow-in-Furness Borough Council,E07000027,,2023-03-31,https://www.barrowbc.gov.uk,,,yes
local-authority:BRT,Broxtowe Borough Council,E07000172,,,https://www.broxtowe.gov.uk,Borough of Beeston;Beeston,,yes
local-planning-group:BRT-BNE,Broxtowe and Barnet joint planning group,,,,,,local-authority:BRT;local-authority:BNE,
local-authority:XXX,,,,,,,,
`),
);
const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);

describe("the list people choose from", () => {
  it("is found by any words of name, former name, code, key or website", () => {
    expect(codes(searchOrganisations(list, "bar"))).toEqual(["BAR", "BNE", "BRT-BNE"]);
    expect(codes(searchOrganisations(list, "bne"))).toEqual(["BNE", "BRT-BNE"]);
    expect(codes(searchOrganisations(list, "beeston"))).toEqual(["BRT"]);
    expect(codes(searchOrganisations(list, "barrowbc.gov"))).toEqual(["BAR"]);
    expect(codes(searchOrganisations(list, "  "))).toHaveLength(5);
    expect(searchOrganisations(list, "nowhere")).toEqual([]);
  });

  it("puts a council before a group that is named from it", () => {
    expect(codes(searchOrganisations(list, "brox"))).toEqual(["BRT", "BRT-BNE"]);
  });

  it("has a label for each, the key for one without a name", () => {
    expect(organisationLabel(list[0]!)).toBe("London Borough of Barnet (BNE)");
    expect(organisationLabel(list[4]!)).toBe("local-authority:XXX");
  });

  it("tells a website's organisations by the host, subdomains included", () => {
    expect(codes(organisationsAt(list, "https://maps.barnet.gov.uk/wfs?x=1"))).toEqual(["BNE"]);
    expect(codes(organisationsAt(list, "https://notbarnet.gov.uk/"))).toEqual([]);
    expect(organisationsAt(list, "no address")).toEqual([]);
  });

  it("reads members and former names as lists", () => {
    expect(list[3]?.members).toEqual(["local-authority:BRT", "local-authority:BNE"]);
    expect(list[2]?.formerNames).toEqual(["Borough of Beeston", "Beeston"]);
  });
});

it.each([
  ["London Borough of Barnet", "barnet"],
  ["Royal Borough of Windsor and Maidenhead", "windsor and maidenhead"],
  ["City of York Council", "york council"],
  ["Council of the Isles of Scilly", "isles of scilly"],
  ["Borough of Poole", "poole"],
  ["The Wrekin", "wrekin"],
  ["Adur District Council", "adur district council"],
])("sorts %s as %s", (name, sorting) => {
  expect(sortingName(name)).toBe(sorting);
});

it("counts an organisation as ended from its last day on", () => {
  const barrow = list[1]!;
  expect(endedOn(barrow, "2023-03-30")).toBe(false);
  expect(endedOn(barrow, "2023-03-31")).toBe(true);
  expect(endedOn(list[0]!, "2030-01-01")).toBe(false);
});

describe("successors", () => {
  it("are followed to those of today", () => {
    expect(successorsOf("local-authority:TAU")).toEqual(["local-authority:SUA"]);
    expect(successorsOf("local-authority:CMA")).toEqual(["local-authority:CUA", "local-authority:WFUA"]);
    expect(successorsOf("local-authority:BNE")).toEqual([]);
    expect(successorsOf("development-corporation:ALL")).toEqual([]);
  });

  it("are found from the other side too", () => {
    expect(predecessorsOf("local-authority:SUA")).toContain("local-authority:WSO");
    expect(predecessorsOf("local-authority:BPC")).toHaveLength(3);
  });
});

it("lets a run find a body that is newer than the published file, and the file decide otherwise", () => {
  const published = readOrganisations(
    "organisation,name,statistical-geography,opendatacommunities-uri\nlocal-authority:BNE,Barnet,E09000003,http://o.org/id/barnet\n",
  );
  const index = productIndex(published, list);
  expect(index.lookup("local-planning-group:brt-bne")).toBe("local-planning-group:BRT-BNE");
  expect(index.lookup("E09000003")).toBe("local-authority:BNE");
  expect(index.all.map(({ organisation }) => organisation)).toHaveLength(5);
});
