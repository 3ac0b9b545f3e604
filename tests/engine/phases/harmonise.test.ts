import { describe, expect, it } from "vitest";
import type { Datatype } from "../../../src/engine/datatypes/datatype.ts";
import { flagDatatype } from "../../../src/engine/datatypes/flag.ts";
import { stringDatatype } from "../../../src/engine/datatypes/string.ts";
import { categoryMatcher } from "../../../src/engine/lookups/categories.ts";
import { type HarmoniseCell, harmonisePhase } from "../../../src/engine/phases/harmonise.ts";
import { Row } from "../../../src/engine/row.ts";
import { keptIssues, through } from "../phase-table.ts";

const datatypes = new Map<string, Datatype>([
  ["string", stringDatatype],
  ["flag", flagDatatype],
]);

interface Options {
  readonly dataset?: string;
  readonly fieldDatatypes?: Record<string, string>;
  readonly pair?: { geoX: string; geoY: string } | undefined;
}

function harmonise(csv: string, { dataset = "conservation-area", fieldDatatypes = {}, pair }: Options = {}) {
  const { log, issues } = keptIssues();
  const cell: HarmoniseCell = {
    field: "",
    entry: { lineNumber: 0, entryNumber: 0, row: Row.from([]) },
    log: (type, value, message) => log.add(cell.entry, cell.field, type, value, message),
  };
  const phase = harmonisePhase(
    {
      dataset,
      today: "2026-09-01",
      datatypeOf: (field) => (field === "unknown" ? undefined : (fieldDatatypes[field] ?? "string")),
      datatypes,
      categories: new Map([["kind", categoryMatcher(["area-appraisal", "Plan-Type", "notice"])]]),
      harmonisePair: () => pair,
    },
    cell,
    log,
  );
  return { rows: through(phase, csv), issues };
}

it("normalises each value by the datatype of its field, and leaves blanks blank", () => {
  const { rows, issues } = harmonise("a,b,c\n a  b ,maybe,\n", { fieldDatatypes: { b: "flag" } });
  expect(rows).toEqual(["a=a b,b=,c="]);
  expect(issues).toEqual(["2 1 b|invalid flag|maybe|b must be yes or no"]);
});

describe("categories", () => {
  it("take the list's spelling, and keep but log what is not in it", () => {
    const { rows, issues } = harmonise("kind\nArea Appraisal\nbad value;notice ;  plan type\n");
    expect(rows).toEqual(["kind=area-appraisal", "kind=bad value;notice;Plan-Type"]);
    expect(issues).toEqual(["3 2 kind|invalid category value|bad value|"]);
  });
});

describe("entry dates", () => {
  it("after today are dropped, with the value as published", () => {
    const { rows, issues } = harmonise("entry-date\n2026-09-01\n 2026-09-02\n");
    expect(rows).toEqual(["entry-date=2026-09-01", "entry-date="]);
    expect(issues).toEqual([
      "3 2 entry-date|future entry-date| 2026-09-02|entry-date must be today or in the past",
    ]);
  });
});

describe("coordinates", () => {
  it("in both fields are replaced as a pair", () => {
    const pair = { geoX: "-1.0", geoY: "52.0" };
    expect(harmonise("GeoX,GeoY\n1,2\n", { pair }).rows).toEqual(["GeoX=-1.0,GeoY=52.0"]);
  });

  it("that are no pair are removed; a single one is left alone", () => {
    expect(harmonise("GeoX,a,GeoY\n1,x,2\n").rows).toEqual(["a=x"]);
    expect(harmonise("GeoX\n1\n").rows).toEqual(["GeoX=1"]);
  });
});

it("puts the dataset before an organisation, geography or document without a colon", () => {
  const { rows } = harmonise("organisation,geography,document,name\nx,a:b,,y\n");
  expect(rows).toEqual(["organisation=conservation-area:x,geography=a:b,document=,name=y"]);
});

describe("missing values", () => {
  it("are told of mandatory fields whose column is there, by what was published", () => {
    const { issues } = harmonise("reference,name,notes\n,,\n");
    expect(issues).toEqual([
      "2 1 reference|missing value||reference missing",
      "2 1 name|missing value||name missing",
    ]);
  });

  it("are not told of a value that was there but invalid", () => {
    const { issues } = harmonise("name\nmaybe\n", { fieldDatatypes: { name: "flag" } });
    expect(issues).toEqual(["2 1 name|invalid flag|maybe|name must be yes or no"]);
  });

  it("are told of geometry and point in any dataset, unless one of them is there", () => {
    const { issues } = harmonise("geometry,point\n,\nx,\n", { dataset: "other" });
    expect(issues).toEqual([
      "2 1 geometry|missing value||geometry missing",
      "2 1 point|missing value||point missing",
    ]);
  });

  it("are told of a list of categories without any", () => {
    const { rows, issues } = harmonise("kind\n;\n", { dataset: "other" });
    expect(rows).toEqual(["kind="]);
    expect(issues).toEqual([]);
  });
});

it("removes the https address of Wikipedia, and logs a http one without removing it", () => {
  const { rows, issues } = harmonise(
    "wikipedia\nhttps://en.wikipedia.org/wiki/Eye\nhttp://en.wikipedia.org/wiki/Eye\nEye\n",
  );
  expect(rows).toEqual(["wikipedia=Eye", "wikipedia=http://en.wikipedia.org/wiki/Eye", "wikipedia=Eye"]);
  expect(issues.map((issue) => issue.split("|")[1])).toEqual(["removed URI prefix", "removed URI prefix"]);
});

it("raises for a value in a field without datatype, or of a datatype the pipeline does not know", () => {
  expect(() => harmonise("unknown\nx\n")).toThrow("field unknown does not have a datatype mapping");
  expect(() => harmonise("a\nx\n", { fieldDatatypes: { a: "hash" } })).toThrow("unknown datatype 'hash'");
  expect(harmonise("unknown,a\n,\n", { fieldDatatypes: { a: "hash" } }).rows).toEqual(["unknown=,a="]);
});
