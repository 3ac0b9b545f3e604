import { expect, it } from "vitest";
import { layUserMapping, type UserMapping } from "../../src/configuration/draft.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { runConfiguration } from "../../src/configuration/run-configuration.ts";
import type { Specification } from "../../src/specification/specification.ts";

const specification: Specification = {
  version: { date: "", hash: "" },
  datasets: new Map(),
  fields: new Map(),
  pipelines: new Map(),
  schemaFields: new Map(),
  datasetFields: new Map([["tree", new Map([["reference", ""]])]]),
  issueTypes: new Map(),
  odpSpecifications: new Set(),
  guidance: new Map(),
  guidanceUrl: new Map(),
  licences: new Map(),
};
const published = readConfiguration(
  new Map([
    ["column.csv", "dataset,endpoint,resource,column,field\ntree,,,WKT,point\ntree,,,id,reference\n"],
    ["transform.csv", "dataset,field,replacement-field\ntree,old,name\n"],
  ]),
  "published",
);

function mapped(mapping: Partial<UserMapping>) {
  const draft = layUserMapping(published, specification, { dataset: "tree", resource: "R", ...mapping });
  const scope = { dataset: "tree", resource: "R", endpoints: [], files: draft.checkFiles };
  const result = runConfiguration(draft.configuration, scope);
  if (!result.ok) throw new Error(result.fault.detail);
  const columns = [...result.configuration.columns].map(
    ([column, rule]) => `${column}>${rule.field}@${rule.line}`,
  );
  return { columns, notMapped: draft.notMapped, migrations: result.configuration.migrations.size };
}

it("adds a publisher's columns for this resource, tells what the dataset lacks, and drops transform.csv", () => {
  expect(mapped({ columns: { "Tree No": "reference", Height: "height", Junk: "IGNORE" } })).toEqual({
    columns: ["treeno>reference@0", "junk>IGNORE@0", "wkt>point@2"],
    notMapped: ["height"],
    migrations: 0,
  });
});

it("takes a WKT column for polygons when told so", () => {
  expect(mapped({ geometryType: "polygon" }).columns).toEqual(["wkt>geometry@0", "id>reference@3"]);
});

it("changes nothing without a mapping, or for points, or for another dataset", () => {
  expect(mapped({})).toEqual({ columns: ["wkt>point@2", "id>reference@3"], notMapped: [], migrations: 1 });
  expect(mapped({ geometryType: "point" }).columns).toEqual(["wkt>point@2", "id>reference@3"]);
});

it("takes an empty mapping for none, as the live check does", () => {
  expect(mapped({ columns: {}, geometryType: "polygon" })).toEqual({
    columns: ["wkt>geometry@0", "id>reference@3"],
    notMapped: [],
    migrations: 1,
  });
});

it("works without any published configuration", () => {
  const draft = layUserMapping(undefined, specification, {
    dataset: "tree",
    resource: "",
    endpoint: "E",
    columns: { a: "reference" },
  });
  expect(draft.configuration.tables.get("column.csv")?.records).toEqual([
    ["tree", "E", "", "a", "reference"],
  ]);
});
