import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  categoryFields,
  categoryValues,
  currentFields,
  datasetPrefix,
  factorFields,
  fieldTypology,
  intermediateFields,
  withOldNames,
} from "../../src/specification/derive.ts";
import { readSpecification, SpecificationFault } from "../../src/specification/read.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const version = { date: "1 January 2026", hash: "" };

function small(changes: Record<string, string> = {}) {
  const tables = {
    "dataset.csv": "dataset,prefix,entity-minimum,entity-maximum\nwell,,1,9\npump,well,,\n",
    "schema.csv": "schema\nwell\nfact\nfact-resource\n",
    "pipeline.csv": "pipeline,schema\nwell,well\n",
    "schema-field.csv":
      "schema,field\nwell,name\nwell,depth\nwell,WellDepth\nwell,kind\nfact,value\nfact-resource,entity\n",
    "field.csv": `field,datatype,cardinality,parent-field,typology,end-date
name,string,1,name,value,
depth,decimal,1,value,value,
WellDepth,decimal,1,value,value,2024-01-01
kind,string,1,category,category,
category,string,1,category,category,
value,string,1,value,value,
entity,integer,1,entity,value,
loop,string,1,pool,value,
pool,string,1,loop,value,
`,
    "dataset-field.csv": "dataset,field,field-dataset\nwell,kind,well-kind\nwell,name,\n",
    "licence.csv": "licence,text\nogl3,Open\n",
    "provision-rule.csv": "project,specification\nopen-digital-planning,well\n,pump\n",
    ...changes,
  };
  return readSpecification(new Map(Object.entries(tables)), version);
}

describe("readSpecification", () => {
  it("names the table or column that is missing", () => {
    expect(() => small({ "field.csv": "field\nname\n" })).toThrow('field.csv: no column "datatype"');
    expect(() => readSpecification(new Map(), version)).toThrow(SpecificationFault);
    expect(() => small({ "schema.csv": "schema\nfact\n" })).toThrow('unknown schema "well"');
  });

  it("takes the specifications of the Open Digital Planning project", () => {
    expect([...small().odpSpecifications]).toEqual(["well"]);
  });

  it("gives the fields of an umbrella specification to each of its datasets", () => {
    const { guidance, guidanceUrl } = small({
      "specification-field.csv": `dataset,field,datasets,end-date
water,reference,,
water,depth,well;spring,
water,width,pond,
water,old,,2020-01-01
`,
      "specification.csv": "datasets,documentation-url\nwater;sea,https://example.gov.uk/water\n",
    });
    expect(guidance.get("well")?.map(({ field }) => field)).toEqual(["reference", "depth"]);
    expect(guidance.get("pond")?.map(({ field }) => field)).toEqual(["reference", "width"]);
    expect(guidanceUrl.get("spring")).toBe("https://example.gov.uk/water");
  });
});

describe("what a run derives", () => {
  const specification = small();

  it("leaves replacement fields out of what columns may become", () => {
    expect(intermediateFields(specification, "well", ["depth"])).toEqual(["WellDepth", "kind", "name"]);
  });

  it("drops a field on the day it ends", () => {
    expect(currentFields(specification, "well", "2023-12-31")).toContain("WellDepth");
    expect(currentFields(specification, "well", "2024-01-01")).not.toContain("WellDepth");
  });

  it("adds entity to the current fields", () => {
    expect(currentFields(specification, "well", "2026-01-01")).toEqual(["depth", "entity", "kind", "name"]);
    expect(factorFields(specification, "2026-01-01")).toEqual(["entity", "value"]);
  });

  it("follows parents to the typology, and never for ever", () => {
    expect(fieldTypology(specification, "kind")).toBe("category");
    expect(() => fieldTypology(specification, "loop")).toThrow("no end");
    expect(() => fieldTypology(specification, "colour")).toThrow('field.csv has no "colour"');
  });

  it("prefixes with the dataset's own name unless told otherwise", () => {
    expect(datasetPrefix(specification, "well")).toBe("well");
    expect(datasetPrefix(specification, "pump")).toBe("well");
  });

  it("offers allowed values under the field's old name too", () => {
    const lists = new Map([["well-kind", ["deep", "dry"]]]);
    expect(categoryFields(specification, "well")).toEqual(["kind"]);
    const values = categoryValues(specification, "well", lists);
    expect([...values]).toEqual([["kind", ["deep", "dry"]]]);
    const named = withOldNames(values, new Map([["kind", { field: "WellKind" }]]));
    expect([...named.keys()]).toEqual(["kind", "WellKind"]);
  });

  sharedIt("equals the pipeline's answers for brownfield land", () => {
    const folder = sharedPath("specification/");
    const files = new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith(".csv"))
        .map((name) => [name, readFileSync(folder + name, "utf8")]),
    );
    const published = readSpecification(files, version);
    expect(factorFields(published, "2026-09-01").join()).toBe(
      "end-date,entity,entry-date,entry-number,fact,field,priority,reference-entity,resource,start-date,value",
    );
    expect(currentFields(published, "brownfield-land", "2026-09-01")).toContain("hectares");
    expect(currentFields(published, "brownfield-land", "2026-09-01")).not.toContain("Hectares");
    expect(fieldTypology(published, "conservation-area")).toBe("geography");
    expect(published.guidance.get("waste-plan")?.at(-3)?.field).toBe("document-count");
  });
});
