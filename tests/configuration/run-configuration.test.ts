import { describe, expect, it } from "vitest";
import type { RunConfiguration, RunScope } from "../../src/configuration/configuration.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { checkFiles, runConfiguration } from "../../src/configuration/run-configuration.ts";

const everything: RunScope = { dataset: "well", resource: "R", endpoints: ["E1", "E2"] };

function result(files: Record<string, string>, scope: Partial<RunScope> = {}) {
  const configuration = readConfiguration(new Map(Object.entries(files)), "made up");
  return runConfiguration(configuration, { ...everything, ...scope });
}

function rules(files: Record<string, string>, scope: Partial<RunScope> = {}): RunConfiguration {
  const answer = result(files, scope);
  if (!answer.ok) throw new Error(answer.fault.detail);
  return answer.configuration;
}

/** The fault a table leads to, as `file line column: detail`. */
function fault(files: Record<string, string>): string {
  const answer = result(files);
  if (answer.ok) return "none";
  const { file, line, column, detail } = answer.fault;
  return `${file} ${line} ${column}: ${detail}`;
}

describe("column.csv", () => {
  const table = `dataset,endpoint,resource,column,field
well,,,Ref No,reference
,,,Title,name
pond,,,Depth,depth
well,E1,,Deep_ness,depth
well,E2,,Deep-Ness,notes
well,,R,Name of well,name
well,,S,X,name
`;

  it("lays the resource over later over earlier endpoints, then general rows whose field is free", () => {
    const { columns } = rules({ "column.csv": table });
    expect([...columns].map(([column, rule]) => [column, rule.field, rule.line])).toEqual([
      ["deep-ness", "notes", 6],
      ["nameofwell", "name", 7],
      ["refno", "reference", 2],
    ]);
  });

  it("uses general rows alone for a run without a resource name", () => {
    expect([...rules({ "column.csv": table }, { resource: "" }).columns.keys()]).toEqual(["refno", "title"]);
  });

  it("reads the old columns pattern and value, and pipeline for dataset", () => {
    const old = "pipeline,pattern,value\nwell,Ref,reference\npond,Name,name\n";
    expect([...rules({ "column.csv": old }).columns.keys()]).toEqual(["ref"]);
  });

  it("names the column that a row with a blank field would need", () => {
    expect(fault({ "column.csv": "dataset,column,field\nwell,Ref,\n" })).toBe(
      "column.csv 1 value: the table lacks this column",
    );
    expect(fault({ "column.csv": "dataset,column,field\npond,Ref,\n" })).toBe("none");
  });
});

describe("patch.csv", () => {
  it("tries general patterns first, with the text of a specific rule of the same pattern", () => {
    const table = `field,pattern,value,resource,endpoint
name,a,general a,,
name,b,general b,,
name,b,endpoint b,,E1
name,c,endpoint c,,E1
name,b,resource b,R,
,z,any field,,
`;
    const { patches } = rules({ "patch.csv": table });
    expect(patches.get("name")?.map(({ pattern, value }) => `${pattern}: ${value}`)).toEqual([
      "a: general a",
      "b: resource b",
    ]);
    expect(patches.get("")?.map(({ value }) => value)).toEqual(["any field"]);
    const withoutResource = rules({ "patch.csv": table }, { resource: "S" }).patches.get("name");
    expect(withoutResource?.map(({ value }) => value)).toEqual(["general a", "endpoint b", "endpoint c"]);
  });
});

describe("the order of precedence", () => {
  it("of skip.csv is resource, general, endpoints, all together", () => {
    const table = "pattern,resource,endpoint\n1,,\n2,R,\n3,,E2\n4,,E1\n5,S,\n";
    expect(rules({ "skip.csv": table }).skips.map(({ pattern }) => pattern)).toEqual(["2", "1", "4", "3"]);
  });

  it("of filter.csv is resource over endpoints over general, without endpoints before the map phase", () => {
    const table = "field,pattern,resource,endpoint\nname,1,,\nname,2,,E1\nnotes,3,,E1\nnotes,4,R,\n";
    const { filters, filtersBeforeMap } = rules({ "filter.csv": table });
    expect([...filters].map(([field, { pattern }]) => field + pattern)).toEqual(["name2", "notes4"]);
    expect([...filtersBeforeMap].map(([field, { pattern }]) => field + pattern)).toEqual(["name1", "notes4"]);
  });

  it("of default.csv and concat.csv is endpoints over resource over general", () => {
    const defaults = "field,default-field,resource,endpoint\nname,a,,\nname,b,,E1\nname,c,R,\n";
    expect(rules({ "default.csv": defaults }).defaultFields.get("name")?.defaultField).toBe("b");
    const concats = "field,fields,separator,resource,endpoint\nname,a;b,-,,\nname,c;d,+,,E1\nname,e,/,R,\n";
    expect(rules({ "concat.csv": concats }).concats.get("name")).toMatchObject({
      fields: ["c", "d"],
      separator: "+",
      prepend: "",
      append: "",
    });
  });

  it("of default-value.csv and combine.csv knows endpoints only: a row for a resource applies to all", () => {
    const table = "field,value,separator,resource,endpoint\nname,1,;,S,\nname,2,-,,E2\nnotes,3,+,,E9\n";
    const both = rules({ "default-value.csv": table, "combine.csv": table });
    expect([...both.defaultValues].map(([field, { value }]) => field + value)).toEqual(["name2"]);
    expect([...both.combines].map(([field, { separator }]) => field + separator)).toEqual(["name-"]);
    const elsewhere = rules({ "default-value.csv": table }, { endpoints: [] });
    expect(elsewhere.defaultValues.get("name")?.value).toBe("1");
  });

  it("of entity-organisation.csv is the smallest maximum first", () => {
    const table =
      "dataset,entity-minimum,entity-maximum,organisation\nwell,1,90,a\npond,5,50,b\nwell,6,50,c\nwell,7,,d\n";
    const { authorities } = rules({ "entity-organisation.csv": table });
    expect(authorities.map(({ organisation }) => organisation)).toEqual(["b", "c", "a"]);
  });
});

describe("lookup.csv", () => {
  const table = `prefix,resource,entry-number,organisation,reference,entity
well,,,local-authority-eng:ABC,W/1,100
well,,,local-authority:ABC,w 1,101
well,R,,local-authority:ABC,W1,102
well,,3,,,103
,,,,W2,
pond,,,,P1,100
`;

  it("finds by parts with everything but letters, digits and hyphens removed, the resource's rows first", () => {
    const { lookups } = rules({ "lookup.csv": table });
    expect(lookups.get(",well,w1,local-authorityabc")).toBe("102");
    expect(lookups.get("3,well,,")).toBe("103");
    expect(lookups.get(",,w2,")).toBeUndefined();
    const other = rules({ "lookup.csv": table }, { resource: "S" }).lookups;
    expect(other.get(",well,w1,local-authorityabc")).toBe("101");
    expect([...other.organisationsOf("101")]).toEqual(["local-authorityabc"]);
    expect([...other.organisationsOf("100")]).toEqual([""]);
  });

  it("is not loaded when there is no table", () => {
    expect(rules({}).lookups.loaded).toBe(false);
    expect(rules({ "lookup.csv": "" }).lookups.loaded).toBe(true);
  });
});

describe("lookup-rule.csv", () => {
  it("gives the general rules, then the resource's, and leaves out those without bounds", () => {
    const table = `prefix,resource,offset,entity-minimum,entity-maximum
well,R,1,1,9
well,,2_0,1,9
well,S,3,1,9
well,,,1,9
`;
    expect(rules({ "lookup-rule.csv": table }).lookupRules.map(({ offset }) => offset)).toEqual([20n, 1n]);
  });

  it("refuses unexpected columns and what is no whole number", () => {
    expect(fault({ "lookup-rule.csv": "prefix,colour,offset\nwell,red,1\n" })).toBe(
      "lookup-rule.csv 1 colour: unexpected columns in lookup-rule.csv: colour",
    );
    expect(
      fault({ "lookup-rule.csv": "prefix,offset,entity-minimum,entity-maximum\nwell,1,1,9\nwell,x,1,9\n" }),
    ).toBe('lookup-rule.csv 3 offset: "x" is not a whole number');
  });
});

describe("a table that cannot be used", () => {
  it("is named with row and column", () => {
    const twice = "dataset,field,replacement-field\nwell,a,name\nwell,,\nwell,b,name\n";
    expect(fault({ "transform.csv": twice })).toBe(
      "transform.csv 4 replacement-field: replacement-field name has more than one entry",
    );
    expect(fault({ "skip.csv": "dataset,regex\nwell,x\n" })).toBe(
      "skip.csv 1 pattern: the table lacks this column",
    );
    expect(fault({ "patch.csv": "field,pattern,value\nname,a\n" })).toBe(
      "patch.csv 2 value: the row ends before this column",
    );
  });

  it("does no harm when it is not used", () => {
    const files = { "skip.csv": "regex\nx\n", "column.csv": "column,field\nRef,reference\n" };
    expect(rules(files, { files: checkFiles }).columns.size).toBe(1);
  });
});
