import { describe, expect, it } from "vitest";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { datatypes } from "../../src/engine/datatypes/datatype.ts";
import type { IssueText } from "../../src/issues/issue-text.ts";
import { issueText } from "../../src/issues/text.ts";
import { recordCase } from "../report/record-case.ts";

const all = Object.entries<IssueText>(issueText);
const valueTypes = all.filter(([, { example }]) => example.datatype !== "row");

describe("examples of single values", () => {
  it.each(valueTypes)(
    "'%s': the engine raises it for the one and not for the other",
    async (type, { example }) => {
      const found: string[] = [];
      const log = (issueType: string) => {
        found.push(issueType);
      };
      const known = datatypes({ today: "2026-09-01", log, geometry: await loadGeometryEngine() });
      const datatype = known.get(example.datatype);
      if (!datatype) throw new Error(`${example.datatype} is no datatype`);
      datatype(example.raises, { field: "field", log });
      expect(found).toContain(type);
      found.length = 0;
      if (example.passes !== "") datatype(example.passes, { field: "field", log });
      expect(found).not.toContain(type);
    },
  );
});

interface RowExample {
  readonly type: string;
  readonly dataset?: string;
  readonly mode?: "added" | "check" | "pipeline";
  readonly raises: string;
  readonly passes: string;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  readonly organisations?: readonly string[];
}

const lookup = `prefix,resource,entry-number,organisation,reference,entity
conservation-area,,,local-authority:LBH,CA1,44000001
conservation-area,,,local-authority:LBH,CA2,1
`;
/** Issues that take a whole row, or the data team's rules, to raise. */
const rowExamples: readonly RowExample[] = [
  { type: "missing value", raises: "reference,name\nN/A,a\n", passes: "reference,name\nCA12,a\n" },
  {
    type: "reference values are not unique",
    raises: "reference\nTPO1\nTPO1\n",
    passes: "reference\nTPO1-A\nTPO1-B\n",
  },
  {
    type: "future entry-date",
    raises: "reference,entry-date\nCA1,2062-03-01\n",
    passes: "reference,entry-date\nCA1,2026-03-01\n",
  },
  {
    type: "invalid organisation",
    raises: "reference,organisation\nCA1,Bristol Council\n",
    passes: "reference,organisation\nCA1,local-authority:BST\n",
  },
  {
    type: "invalid category value",
    dataset: "conservation-area-document",
    raises: "reference,document-type\nD1,Appraisal\n",
    passes: "reference,document-type\nD1,Area Appraisal\n",
    categoryValues: { "document-type": ["area-appraisal"] },
  },
  {
    type: "removed URI prefix",
    dataset: "listed-building-outline",
    raises: "reference,wikipedia\nL1,https://en.wikipedia.org/wiki/Big_Ben\n",
    passes: "reference,wikipedia\nL1,Big_Ben\n",
  },
  {
    type: "patch",
    raises: "reference,notes\nCA1,no\n",
    passes: "reference,notes\nCA1,yes\n",
    configuration: {
      "patch.csv": "dataset,resource,field,pattern,value\nconservation-area,,notes,no,none\n",
    },
  },
  {
    type: "default-field",
    raises: "reference,start-date,designation-date\nCA1,,2024-03-01\n",
    passes: "reference,start-date,designation-date\nCA1,2024-03-01,2024-03-01\n",
    configuration: {
      "default.csv": "dataset,resource,field,default-field\nconservation-area,,start-date,designation-date\n",
    },
  },
  {
    type: "default-value",
    raises: "reference,notes\nCA1,\n",
    passes: "reference,notes\nCA1,mine\n",
    configuration: { "default-value.csv": "dataset,endpoint,field,value\nconservation-area,,notes,none\n" },
  },
  {
    type: "combined-value",
    raises: "reference,notes\nCA1,a\nCA2,b\n",
    passes: "reference,name\nCA1,a\n",
    configuration: { "combine.csv": "dataset,endpoint,field,separator\nconservation-area,,notes,;\n" },
  },
  {
    type: "unknown entity",
    mode: "pipeline",
    organisations: ["local-authority:LBH"],
    raises: "reference\nCA99\n",
    passes: "reference\nCA1\n",
    configuration: { "lookup.csv": lookup },
  },
  {
    type: "unknown entity - missing reference",
    mode: "pipeline",
    organisations: ["local-authority:LBH"],
    raises: "reference,name\n,a\n",
    passes: "reference,name\nCA1,a\n",
    configuration: { "lookup.csv": lookup },
  },
  {
    type: "entity number out of range",
    mode: "pipeline",
    organisations: ["local-authority:LBH"],
    raises: "reference\nCA2\n",
    passes: "reference\nCA1\n",
    configuration: { "lookup.csv": lookup },
  },
  {
    type: "missing associated entity",
    mode: "pipeline",
    dataset: "article-4-direction-area",
    organisations: ["local-authority:LBH"],
    raises: "reference,article-4-direction\nA1,A4/1\n",
    passes: "reference,article-4-direction\nA1,A4D1\n",
    configuration: {
      "lookup.csv": `prefix,resource,entry-number,organisation,reference,entity
article-4-direction-area,,,local-authority:LBH,A1,7010000001
article-4-direction,,,local-authority:LBH,A4D1,7010000002
`,
    },
  },
  {
    type: "missing column",
    raises: "CA_NO,name,geometry\nCA1,a,\n",
    passes: "reference,name,geometry\nCA1,a,\n",
  },
];

/** The platform has these and never reports them, or we never make one by hand. */
const notRaised: ReadonlySet<string> = new Set([
  "too large",
  "WGS84 out of bounds",
  "WGS84 out of bounds of custom boundary",
  "OSGB out of bounds of custom boundary",
  "reference value contains reference_prefix",
  "Invalid boundary provided - boundary must be of type Polygon or MultiPolygon",
  "Error reading boundary - must be a WKT",
  "not found in specification",
  // Takes a shape that stays broken after GEOS's repair: see the recorded geometry cases.
  "invalid geometry - not fixable",
]);

describe("examples of rows", () => {
  it("covers every type that no single value raises", () => {
    const covered = new Set(rowExamples.map(({ type }) => type));
    const left = all.filter(([type, { example }]) => example.datatype === "row" && !notRaised.has(type));
    expect(left.map(([type]) => type).filter((type) => !covered.has(type))).toEqual([]);
  });

  it.each(rowExamples)(
    "'$type': raised by the one file and not by the other",
    async ({ type, raises, passes, ...options }) => {
      const typesOf = async (csv: string) => {
        const { report } = await recordCase(csv, options);
        const { mustFix, needsFixing, fixedForYou, worthChecking } = report.groups;
        return [...mustFix, ...needsFixing, ...fixedForYou, ...worthChecking]
          .filter(({ field }) => type !== "missing column" || field === "reference")
          .map((line) => line.type);
      };
      expect(await typesOf(raises)).toContain(type);
      expect(await typesOf(passes)).not.toContain(type);
    },
  );
});
