import { describe, expect, it } from "vitest";
import { columnsIn, guessFrom } from "../../src/app/guess-dataset.ts";
import type { DatasetChoice } from "../../src/app/reference-data.ts";

const choice = (dataset: string, fields: string[], offered = true): DatasetChoice => ({
  dataset,
  name: dataset.replaceAll("-", " "),
  plural: `${dataset.replaceAll("-", " ")}s`,
  subject: "",
  offered,
  fields,
});
const common = [
  "reference",
  "name",
  "geometry",
  "notes",
  "entry-date",
  "start-date",
  "end-date",
  "organisation",
];
const choices = [
  choice("conservation-area", [...common, "designation-date", "documentation-url"]),
  choice("tree", [...common, "tree-preservation-order", "uprn", "address-text"]),
  choice("tree-preservation-zone", [...common, "tree-preservation-order", "tree-preservation-zone-type"]),
  choice("brownfield-land", ["OrganisationURI", "SiteReference", "GeoX", "GeoY", "Hectares"]),
  choice("flood-risk-zone", ["flood-risk-level"], false),
];

describe("guessing the dataset", () => {
  it("goes by the fields few datasets have, however they are written", () => {
    expect(guessFrom(["Site_Reference", "geox", "GeoY"], "export.csv", choices)).toEqual({
      dataset: "brownfield-land",
      because: ["Site_Reference", "geox", "GeoY"],
    });
    expect(guessFrom(["reference", "Designation Date"], "x.csv", choices)?.dataset).toBe("conservation-area");
  });

  it("lets the file's name decide between datasets that share their columns", () => {
    const columns = ["reference", "tree-preservation-order", "geometry"];
    expect(guessFrom(columns, "tree-preservation-zones.geojson", choices)?.dataset).toBe(
      "tree-preservation-zone",
    );
    expect(guessFrom(columns, "Trees 2026.csv", choices)?.dataset).toBe("tree");
  });

  it("says nothing when only common columns are there, and never offers what authorities do not provide", () => {
    expect(guessFrom(common, "export.csv", choices)).toBeUndefined();
    expect(guessFrom(["flood-risk-level"], "flood-risk-zone.csv", choices)).toBeUndefined();
  });
});

describe("columns at the head of a file", () => {
  it("are found in CSV, whatever separates them", () => {
    expect(columnsIn("\uFEFFreference;name;geometry\r\n1;2;3")).toEqual(["reference", "name", "geometry"]);
    expect(columnsIn('"a b",c\n')).toEqual(["a b", "c"]);
  });

  it("are found in JSON, also when the file is cut off", () => {
    expect(columnsIn('{"type":"FeatureCollection","features":[{"properties":{"reference":"1","na')).toContain(
      "reference",
    );
  });

  it("are none in a zip or XML", () => {
    expect(columnsIn("PK\u0003\u0004")).toEqual([]);
    expect(columnsIn("<gml>")).toEqual([]);
  });
});
