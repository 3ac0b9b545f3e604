import { expect, it } from "vitest";
import { bundledTables } from "../../src/configuration/bundled-tables.ts";
import { packTable } from "../../src/csv/pack.ts";
import { readTable } from "../../src/csv/read.ts";

/** A piece of the bundle made of CSV texts. */
function piece(name: string, tables: Record<string, string>) {
  const packed = Object.entries(tables).map(([file, csv]) => [file, packTable(readTable(csv))]);
  return { format: 1, piece: name, date: "1 January 2026", hash: "abc", tables: Object.fromEntries(packed) };
}

const specification = piece("specification", {
  "dataset.csv": "dataset,entity-minimum,entity-maximum\nwell,1,9\n",
  "dataset-field.csv": "dataset,field,field-dataset\nwell,kind,well-kind\n",
  "field.csv":
    "field,datatype,cardinality,parent-field,typology,end-date\nkind,string,1,category,category,\n",
  "licence.csv": "licence\nogl3\n",
  "pipeline.csv": "pipeline,schema\nwell,well\n",
  "provision-rule.csv": "project,specification\n,well\n",
  "schema.csv": "schema\nwell\n",
  "schema-field.csv": "schema,field\nwell,kind\n",
  "category-value.csv": "list,value\nwell-kind,deep\nwell-kind,dry\n",
  "piece.csv": "piece\nconfiguration/well\nlookup/well\nlookup/pond\n",
});

function loader(pieces: Record<string, unknown>) {
  const asked: string[] = [];
  const load = async (name: string) => {
    asked.push(name);
    if (pieces[name] === undefined) throw new Error(`cannot load ${name}`);
    return pieces[name];
  };
  return { asked, load };
}

it("loads a piece when it is first needed, and once", async () => {
  const from = loader({
    specification,
    "configuration/well": piece("configuration/well", { "column.csv": "column,field\na,b\n" }),
    "lookup/well": piece("lookup/well", { "lookup.csv": "prefix,reference,entity\nwell,1,2\n" }),
  });
  const tables = bundledTables(from);
  expect(from.asked).toEqual([]);
  const both = await Promise.all([tables.categoryValues("well"), tables.configuration("well", false)]);
  expect([...both[0]]).toEqual([["kind", ["deep", "dry"]]]);
  expect([...(both[1]?.tables.keys() ?? [])]).toEqual(["column.csv"]);
  expect(both[1]?.label).toBe("bundle of 1 January 2026");
  expect(from.asked).toEqual(["specification", "configuration/well"]);
  const withLookups = await tables.configuration("well", true);
  expect([...(withLookups?.tables.keys() ?? [])]).toEqual(["column.csv", "lookup.csv"]);
  expect(from.asked).toEqual(["specification", "configuration/well", "lookup/well"]);
});

it("knows which collections have nothing, without asking", async () => {
  const from = loader({ specification });
  expect(await bundledTables(from).configuration("river", true)).toBeUndefined();
  expect(from.asked).toEqual(["specification"]);
});

it("asks again after a failure", async () => {
  const pieces: Record<string, unknown> = {};
  const tables = bundledTables(loader(pieces));
  await expect(tables.specification()).rejects.toThrow("cannot load specification");
  pieces.specification = specification;
  expect((await tables.specification()).version.date).toBe("1 January 2026");
});

it.each([
  ["<!doctype html>", "no object"],
  [{ ...specification, format: 2 }, "format 2"],
  [{ ...specification, piece: "registry" }, "found piece registry"],
  [{ ...specification, tables: { "dataset.csv": {} } }, "packed table"],
])("refuses what is no piece of this bundle", async (json, words) => {
  await expect(bundledTables(loader({ specification: json })).specification()).rejects.toThrow(words);
});
