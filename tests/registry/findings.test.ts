import { describe, expect, it } from "vitest";
import { editionOf, serviceOf, spellingOf } from "../../src/registry/address.ts";
import { findingsOf, replaceable } from "../../src/registry/findings.ts";
import type { RegisteredEndpoint } from "../../src/registry/registry.ts";
import { registryIndex } from "../../src/registry/search.ts";

interface Made {
  url: string;
  of?: string;
  datasets?: string[];
  entered?: string;
  ended?: string;
  page?: string;
}

function endpoint({
  url,
  of = "a:A",
  datasets = ["tree"],
  entered = "2024-01-01",
  ended = "",
  page = "",
}: Made) {
  const made: RegisteredEndpoint = {
    url,
    unusualKey: undefined,
    plugin: "",
    parameters: "",
    entryDate: entered,
    startDate: "",
    endDate: ended,
    sources: [
      {
        organisation: of,
        datasets,
        collection: "c",
        documentationUrl: page,
        licence: "",
        entryDate: entered,
        startDate: "",
        endDate: "",
      },
    ],
  };
  return made;
}

const index = registryIndex([
  endpoint({ url: "https://www.a.gov.uk/files/Trees-2023.csv", entered: "2023-01-01" }),
  endpoint({ url: "https://www.a.gov.uk/files/Trees-2022.csv", entered: "2022-01-01", ended: "2023-01-01" }),
  endpoint({ url: "https://a.gov.uk/zones.csv", datasets: ["tree-preservation-zone"] }),
  endpoint({ url: "https://b.gov.uk/trees.csv", of: "a:B" }),
  endpoint({ url: "https://a.gov.uk/old.csv", ended: "2024-05-01", page: "https://a.gov.uk/old-data" }),
  endpoint({ url: "https://gis.a.gov.uk/rest/services/X/MapServer/3" }),
]);

function findings(url: string, more = {}) {
  return findingsOf(index, { url, organisation: "a:A", dataset: "tree", today: "2026-01-01", ...more }).map(
    ({ kind, nearness, endpoint }) => `${kind} (${nearness}) ${endpoint.url.split("/").at(-1)}`,
  );
}

describe("an address that is typed", () => {
  it("is collected already, in whatever spelling", () => {
    expect(findings(" https://www.a.gov.uk/files/Trees-2023.csv")).toEqual([
      "collected (same) Trees-2023.csv",
      "follows (edition) Trees-2022.csv",
    ]);
    expect(findings("http://a.gov.uk:80/Files/trees%2D2023.csv/#x")[0]).toBe(
      "collected (spelling) Trees-2023.csv",
    );
  });

  it("is collected for another dataset, or for another organisation", () => {
    expect(findings("https://a.gov.uk/zones.csv")).toEqual(["other-dataset (same) zones.csv"]);
    expect(findings("https://b.gov.uk/trees.csv")).toEqual(["other-organisation (same) trees.csv"]);
  });

  it("was retired, but not before its day", () => {
    expect(findings("https://a.gov.uk/old.csv")).toEqual(["ended (same) old.csv"]);
    expect(findings("https://a.gov.uk/old.csv", { today: "2024-04-30" })).toEqual([
      "collected (same) old.csv",
    ]);
  });

  it("looks like a newer edition of one that is going, and follows one that ended", () => {
    expect(findings("https://www.a.gov.uk/files/Trees-2026-01-31.csv")).toEqual([
      "replaces (edition) Trees-2023.csv",
      "follows (edition) Trees-2022.csv",
    ]);
  });

  it("is another layer of the same service", () => {
    expect(findings("https://gis.a.gov.uk/rest/services/X/MapServer/4")).toEqual(["replaces (layer) 3"]);
  });

  it("is not taken for an edition of another organisation's or dataset's address", () => {
    expect(findings("https://www.a.gov.uk/files/Trees-2026.csv", { organisation: "a:B" })).toEqual([]);
    expect(findings("https://www.a.gov.uk/files/Trees-2026.csv", { dataset: "brownfield-land" })).toEqual([]);
    const ofSuccessor = findings("https://www.a.gov.uk/files/Trees-2026.csv", {
      organisation: "a:C",
      predecessors: ["a:A"],
    });
    expect(ofSuccessor[0]).toBe("replaces (edition) Trees-2023.csv");
  });

  it("is looked up before organisation and dataset are known", () => {
    expect(findingsOf(index, { url: "https://b.gov.uk/trees.csv", today: "2026-01-01" })).toHaveLength(1);
    expect(findingsOf(index, { url: "", today: "2026-01-01" })).toEqual([]);
  });
});

it("lists what a new address could replace, the likely one first", () => {
  const url = "https://www.a.gov.uk/files/Trees-2026.csv";
  const proposal = { url, organisation: "a:A", dataset: "tree", today: "2026-01-01" };
  expect(replaceable(index, proposal).map(({ endpoint, nearness }) => [endpoint.url, nearness])).toEqual([
    ["https://www.a.gov.uk/files/Trees-2023.csv", "edition"],
    ["https://gis.a.gov.uk/rest/services/X/MapServer/3", undefined],
  ]);
});

it("finds by part of the address or its page, organisation, dataset, going before ended", () => {
  const found = (query: object) =>
    index.find({ today: "2026-01-01", ...query }).map(({ url }) => url.split("/").at(-1));
  expect(found({ part: "trees GOV.uk" })).toEqual(["trees.csv", "Trees-2023.csv", "Trees-2022.csv"]);
  expect(found({ part: "old-data" })).toEqual(["old.csv"]);
  expect(found({ organisation: "a:A", dataset: "tree", ended: true })).toEqual(["old.csv", "Trees-2022.csv"]);
  expect(found({ organisation: "a:Z" })).toEqual([]);
});

it.each([
  ["HTTP://WWW.a.gov.uk", "a.gov.uk"],
  ["https://a.gov.uk:443/x/?q=1#frag", "a.gov.uk/x?q=1"],
  ["https://a.gov.uk:8443/a%20b/", "a.gov.uk:8443/a b"],
  ["www.a.gov.uk/100%", "a.gov.uk/100%"],
])("spells %s as %s", (address, spelling) => {
  expect(spellingOf(address)).toBe(spelling);
});

it.each([
  ["https://services7.arcgis.com/x/2024", "services7.arcgis.com/x/0"],
  ["https://a.gov.uk/2018/12/register-dec-2018.csv", "a.gov.uk/0/register-0.csv"],
  ["https://a.gov.uk/march/marches-2.csv", "a.gov.uk/0/marches-0.csv"],
])("knows %s as an edition of %s", (address, edition) => {
  expect(editionOf(address)).toBe(edition);
});

it("knows a layer of an ArcGIS service", () => {
  expect(serviceOf("https://a.gov.uk/rest/services/X/FeatureServer/12/query?f=geojson")).toBe(
    "a.gov.uk/rest/services/x/featureserver//query?f=geojson",
  );
  expect(serviceOf("https://a.gov.uk/rest/services/X/FeatureServer")).toBeUndefined();
});
