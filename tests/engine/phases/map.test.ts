import { describe, expect, it } from "vitest";
import { mapPhase, normaliseName } from "../../../src/engine/phases/map.ts";
import { noRules, through } from "../phase-table.ts";

const fields = ["reference", "name", "geometry", "start-date", "SiteReference", "GeoX", "GeoY"];

function map(csv: string, rules: Record<string, string> = {}, logged: string[] = []) {
  const columns = Object.entries(rules).map(
    ([column, field]) => [column, { file: "column.csv" as const, line: 2, field }] as const,
  );
  const log = (column: string, field: string) => logged.push(`${column}: ${field}`);
  return through(mapPhase(fields, new Map(columns), log, noRules), csv);
}

it.each([
  ["start_date", "start-date"],
  ["Start-Date", "start-date"],
  ["Start Date", "startdate"],
  ["Reference_", "reference-"],
  ["na me", "name"],
  ["é!", ""],
])("compares %s as %s", (column, name) => expect(normaliseName(column)).toBe(name));

describe("maps columns to fields", () => {
  it("by the name of the field, in any case, and loses the others", () => {
    expect(map("Reference,extra,START_DATE\n1,2,3\n")).toEqual(["reference=1,start-date=3"]);
  });

  it("by a rule, which leaves the column named as the field unused", () => {
    expect(map("reference,name,title\n1,2,3\n", { title: "name" })).toEqual(["name=3,reference=1"]);
  });

  it("not at all when the rule says IGNORE, but logs it", () => {
    const logged: string[] = [];
    expect(map("reference,name\n1,2\n", { name: "IGNORE" }, logged)).toEqual(["reference=1"]);
    expect(logged).toEqual(["name: IGNORE", "reference: reference"]);
  });

  it("with the last in order winning, even blank, where two columns have one field", () => {
    expect(map("reference,name,Name\n1,,3\n")).toEqual(["name=,reference=1"]);
  });

  it("without protecting fields in mixed case, as the pipeline", () => {
    expect(map("SiteReference,Ref\n1,2\n", { ref: "SiteReference" })).toEqual(["SiteReference=1"]);
  });

  it("with GeoX after Easting, so that it wins", () => {
    const rules = { easting: "GeoX", northing: "GeoY" };
    expect(map("Easting,GeoX,GeoY,Northing\n1,2,3,4\n", rules)).toEqual(["GeoX=2,GeoY=3"]);
  });
});

it("decides by the columns of the first entry: a short one loses columns for the whole file", () => {
  expect(map("reference,name\n1\n2,B\n")).toEqual(["reference=1", "reference=2"]);
});

it("asks again while no column was mapped", () => {
  expect(map("x,reference\n1\n2,B\n")).toEqual(["", "reference=B"]);
});

it("sorts columns by code point, where characters beyond U+FFFF come last", () => {
  const logged: string[] = [];
  map("\u{1f600}name,\uffeename,reference\n1,2,3\n", {}, logged);
  expect(logged).toEqual(["reference: reference", "\uffeename: name", "\u{1f600}name: name"]);
});
