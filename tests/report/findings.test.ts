import { describe, expect, it } from "vitest";
import { fieldWords, say } from "../../src/issues/issue-text.ts";
import { type FindingText, findingSentence } from "../../src/report/finding-text.ts";
import { type FindingId, findingText } from "../../src/report/findings.ts";
import { allLines, type Report } from "../../src/report/report.ts";
import { referenceFiles } from "../conformance/reference-data.ts";
import { type CaseOptions, recordCase } from "./record-case.ts";

const square = "POLYGON ((-1 52, -0.9 52, -0.9 52.1, -1 52.1, -1 52))";
/** The same area within 1%, other vertices. */
const nearlySquare = "POLYGON ((-1 52, -0.9 52, -0.9 52.1, -0.9999 52.1, -1 52))";

interface FindingCase extends CaseOptions {
  readonly id: FindingId;
  /** A file in which it is found, and one in which it is not; bytes where text will not do. */
  readonly found: string | Uint8Array;
  readonly clean: string | Uint8Array;
}

const rows = (count: number, row: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `${row(n + 1)}\n`).join("");
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) =>
  Uint8Array.from([0xff, 0xfe, ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0])]);
/** French letters of Windows-1252, which the platform's guess makes Central European. */
const misread = {
  found: latin1(`reference,name\n${rows(30, (n) => `CA${n},Ch\u00e2teau caf\u00e9 ${n} \u00e9t\u00e9`)}`),
};
const brownfield = {
  dataset: "brownfield-land",
  mode: "check",
  configuration: Object.fromEntries(referenceFiles("configuration/pipeline/brownfield-land")),
} as const;

/** Every finding there is, with the smallest file that shows it. */
const cases: readonly FindingCase[] = [
  // Changes made without an issue.
  {
    id: "date-rewritten",
    found: "reference,start-date\nCA1,29/02/2024\n",
    clean: "reference,start-date\nCA1,2024-02-29\n",
  },
  {
    id: "number-cleaned",
    dataset: "developer-agreement-contribution",
    found: 'reference,amount\nD1,"£1,000.50"\n',
    clean: "reference,amount\nD1,1000.5\n",
  },
  {
    id: "number-rounded",
    dataset: "developer-agreement-contribution",
    found: "reference,amount\nD1,1.23456789\n",
    clean: "reference,amount\nD1,1.234567\n",
  },
  {
    id: "flag-rewritten",
    dataset: "brownfield-land",
    found: "reference,deliverable\nB1,Y\n",
    clean: "reference,deliverable\nB1,yes\n",
  },
  {
    id: "spaces-removed",
    found: 'reference,notes\nCA1,"a  b"\n',
    clean: "reference,notes\nCA1,a b\n",
  },
  {
    id: "quotes-removed",
    found: 'reference,notes\nCA1,"the ""Elms"""\n',
    clean: "reference,notes\nCA1,the Elms\n",
  },
  {
    id: "null-mark-emptied",
    found: "reference,notes\nCA1,N/A\n",
    clean: "reference,notes\nCA1,none\n",
  },
  {
    id: "address-joined",
    found: "reference,document-url\nCA1,https://www.example.gov.uk/my file.pdf\n",
    clean: "reference,document-url\nCA1,https://www.example.gov.uk/my-file.pdf\n",
  },
  {
    id: "columns-joined",
    configuration: {
      "concat.csv": "dataset,resource,field,fields,separator\nconservation-area,,notes,a;b,-\n",
    },
    found: "reference,notes,a,b\nCA1,n,1,2\n",
    clean: "reference,name,a,b\nCA1,n,1,2\n",
  },
  {
    id: "category-respelled",
    dataset: "conservation-area-document",
    categoryValues: { "document-type": ["area-appraisal"] },
    found: "reference,document-type\nD1,Area Appraisal\n",
    clean: "reference,document-type\nD1,area-appraisal\n",
  },
  {
    id: "organisation-coded",
    found: "reference,organisation\nCA1,http://opendatacommunities.org/id/london-borough-council/lambeth\n",
    clean: "reference,organisation\nCA1,local-authority:LBH\n",
  },
  {
    id: "prefix-added",
    dataset: "biodiversity-net-gain-assessment",
    found: "reference,document\nA1,D1\n",
    clean: "reference,document\nA1,biodiversity-net-gain-assessment:D1\n",
  },
  {
    id: "coordinates-rounded",
    found: 'reference,geometry\nCA1,"POLYGON ((-1.00000001 52, -0.9 52, -0.9 52.1, -1.00000001 52))"\n',
    clean: `reference,geometry\nCA1,"${square}"\n`,
  },
  {
    id: "vertices-removed",
    found: 'reference,geometry\nCA1,"POLYGON ((-1 52, -0.95 52, -0.9 52, -0.9 52.1, -1 52))"\n',
    clean: `reference,geometry\nCA1,"${square}"\n`,
  },
  {
    id: "polygon-to-multipolygon",
    found: `reference,geometry\nCA1,"${square}"\n`,
    clean: 'reference,geometry\nCA1,"MULTIPOLYGON (((-1 52, -0.9 52, -0.9 52.1, -1 52)))"\n',
  },
  {
    id: "rings-turned",
    found: 'reference,geometry\nCA1,"POLYGON ((-1 52, -0.9 52.1, -0.9 52, -1 52))"\n',
    clean: `reference,geometry\nCA1,"${square}"\n`,
  },
  {
    id: "heights-dropped",
    found: "reference,point\nCA1,POINT Z (-1 52 30)\n",
    clean: "reference,point\nCA1,POINT (-1 52)\n",
  },

  // Losses.
  {
    id: "value-lost",
    ...brownfield,
    found: "SiteReference,GeoX\nB1,-1\n",
    clean: "SiteReference,GeoX,GeoY\nB1,-1,52\n",
  },
  {
    id: "shape-vanished",
    found: 'reference,geometry\nCA1,"POLYGON ((-1 52, -1 52.1, -1 52))"\n',
    clean: `reference,geometry\nCA1,"${square}"\n`,
  },
  {
    id: "row-without-reference",
    dataset: "ancient-woodland",
    found: "name\na\n",
    clean: "reference\na\n",
  },

  // Shapes.
  {
    id: "shape-changed",
    found: 'reference,geometry\nCA1,"POLYGON ((-1 52, -0.9 52.1, -1 52.1, -0.9 52, -1 52))"\n',
    clean: `reference,geometry\nCA1,"${square}"\n`,
  },
  {
    id: "same-shape",
    found: `reference,geometry\nCA1,"${square}"\nCA2,"${nearlySquare}"\n`,
    clean: `reference,geometry\nCA1,"${square}"\nCA2,"${square.replaceAll("-1 ", "-1.1 ")}"\n`,
  },
  {
    id: "same-point",
    found: "reference,point\nCA1,POINT (-1 52)\nCA2,POINT (-1.0 52.0)\n",
    clean: "reference,point\nCA1,POINT (-1 52)\nCA2,POINT (-1 52.000001)\n",
  },
  {
    id: "point-for-polygon",
    found: "reference,point\nCA1,POINT (-1 52)\n",
    clean: `reference,geometry,point\nCA1,"${square}",POINT (-1 52)\n`,
  },
  {
    id: "polygon-for-point",
    dataset: "tree",
    found: `reference,geometry\nT1,"${square}"\n`,
    clean: "reference,point\nT1,POINT (-1 52)\n",
  },
  {
    id: "partly-outside-boundary",
    settings: { boundary: "POLYGON ((-1.5 51.5, -0.95 51.5, -0.95 52.5, -1.5 52.5, -1.5 51.5))" },
    found: `reference,geometry\nCA1,"${square}"\n`,
    clean: `reference,geometry\nCA1,"${square.replaceAll("-1 ", "-1.4 ").replaceAll("-0.9 ", "-1.3 ")}"\n`,
  },
  {
    id: "outside-boundary",
    settings: { boundary: "POLYGON ((-1.5 51.5, -0.5 51.5, -0.5 52.5, -1.5 52.5, -1.5 51.5))" },
    found: "reference,point\nCA1,POINT (-2 52)\n",
    clean: "reference,point\nCA1,POINT (-1 52)\n",
  },
  {
    id: "still-wrong",
    configuration: {
      "patch.csv":
        "dataset,resource,field,pattern,value\nconservation-area,,documentation-url,x,www.example.gov.uk\n",
      "default-value.csv": "dataset,endpoint,field,value\nconservation-area,,start-date,not a date\n",
    },
    found: "reference,start-date\nCA1,\n",
    clean: "reference,start-date\nCA1,2024-02-29\n",
  },

  // References and names.
  {
    id: "row-number-reference",
    found: `reference\n${rows(6, String)}`,
    clean: `reference\n${rows(6, (n) => `CA${n}`)}`,
  },
  {
    id: "unstable-reference-column",
    configuration: { "column.csv": "dataset,resource,column,field\nconservation-area,,OBJECTID,reference\n" },
    found: "OBJECTID,name\n17,a\n",
    clean: "reference,name\n17,a\n",
  },
  {
    id: "guid-reference",
    found: "reference\n{8F14E45F-CEEA-467F-9B5D-0D5F6E6A1C2B}\n",
    clean: "reference\n8F14E45F\n",
  },
  { id: "spreadsheet-reference", found: "reference\n01-Feb\n", clean: "reference\n1-2\n" },
  {
    id: "duplicate-name",
    found: "reference,name\nCA1,High Street\nCA2,HIGH STREET\n",
    clean: "reference,name\nCA1,High Street\nCA2,Low Street\n",
  },
  {
    id: "file-name-as-name",
    found: "reference,name\nCA1,Conservation_Area.TAB\n",
    clean: "reference,name\nCA1,Broadwick\n",
  },
  { id: "name-is-reference", found: "reference,name\nCA1,CA1\n", clean: "reference,name\nCA1,a\n" },
  { id: "odd-first-character", found: 'reference,name\nCA1,", a"\n', clean: "reference,name\nCA1,a\n" },

  // Dates.
  {
    id: "ambiguous-date",
    found: "reference,start-date\nCA1,03/04/2021\n",
    // The other date says that the day comes first.
    clean: "reference,start-date\nCA1,03/04/2021\nCA2,13/04/2021\n",
  },
  {
    id: "month-first-date",
    found: "reference,start-date\nCA1,05/13/2020\n",
    clean: "reference,start-date\nCA1,13/05/2020\n",
  },
  {
    id: "two-digit-year",
    found: "reference,start-date\nCA1,13/04/65\n",
    clean: "reference,start-date\nCA1,13/04/1965\n",
  },
  {
    id: "partial-date",
    found: "reference,start-date\nCA1,2019\n",
    clean: "reference,start-date\nCA1,2019-01-01\n",
  },
  {
    id: "number-as-date",
    found: "reference,start-date\nCA1,1704067200000\n",
    clean: "reference,start-date\nCA1,20240101\n",
  },
  {
    id: "year-day-month-date",
    found: "reference,start-date\nCA1,2024-13-05\n",
    clean: "reference,start-date\nCA1,2024-5-13\n",
  },
  {
    id: "spreadsheet-date",
    found: "reference,start-date\nCA1,45413\n",
    clean: "reference,start-date\nCA1,99999\n",
  },
  {
    id: "end-before-start",
    found: "reference,start-date,end-date\nCA1,2020-01-02,2020-01-01\n",
    clean: "reference,start-date,end-date\nCA1,2020-01-02,2020-01-02\n",
  },
  {
    id: "confirmed-before-made",
    dataset: "tree-preservation-order",
    found: "reference,made-date,confirmed-date\nT1,2020-01-02,2020-01-01\n",
    clean: "reference,made-date,confirmed-date\nT1,2020-01-01,2020-01-02\n",
  },
  {
    id: "entry-before-start",
    found: "reference,start-date,entry-date\nCA1,2020-01-02,2020-01-01\n",
    clean: "reference,start-date,entry-date\nCA1,2020-01-01,2020-01-02\n",
  },
  {
    id: "same-entry-date",
    found: `reference,entry-date\n${rows(5, (n) => `CA${n},2024-01-01`)}`,
    clean: `reference,entry-date\n${rows(5, (n) => `CA${n},2024-01-0${n}`)}`,
  },

  // Forms of values.
  {
    id: "uprn-form",
    dataset: "tree-preservation-zone",
    found: "reference,uprn\nT1,1.00023E+11\n",
    clean: "reference,uprn\nT1,100023336956\n",
  },
  {
    id: "address-with-semicolon",
    dataset: "tree",
    found: "reference,address-text\nT1,1 High Street; Broadwick\n",
    clean: 'reference,address-text\nT1,"1 High Street, Broadwick"\n',
  },
  {
    id: "signed-link",
    found: "reference,document-url\nCA1,https://files.example.gov.uk/a.pdf?Expires=1735689600&Signature=x\n",
    clean: "reference,document-url\nCA1,https://files.example.gov.uk/a.pdf?id=1\n",
  },
  {
    id: "http-link",
    found: "reference,document-url\nCA1,http://www.example.gov.uk/a.pdf\n",
    clean: "reference,document-url\nCA1,https://www.example.gov.uk/a.pdf\n",
  },
  {
    id: "list-entry-form",
    dataset: "listed-building-outline",
    found: "reference,listed-building\nL1,LB/0042\n",
    clean: "reference,listed-building\nL1,1234567\n",
  },

  // Characters and cells.
  {
    id: "mojibake",
    found: "reference,name\nCA1,St Maryâ€™s Close\n",
    clean: "reference,name\nCA1,St Mary’s Château\n",
  },
  { id: "pound-read-as-l", found: 'reference,notes\nCA1,"Ł1,000"\n', clean: "reference,notes\nCA1,Łódź\n" },
  { id: "leading-apostrophe", found: "reference,notes\nCA1,'0012\n", clean: "reference,notes\nCA1,'tis\n" },
  {
    id: "cut-off-cell",
    found: `reference,notes\nCA1,${"x".repeat(32_767)}\n`,
    clean: `reference,notes\nCA1,${"x".repeat(32_766)}\n`,
  },
  {
    id: "ragged-row",
    found: "reference,name\nCA1,Broadwick, north\n",
    clean: 'reference,name\nCA1,"Broadwick, north"\n',
  },

  // The file and its columns.
  {
    id: "one-column",
    found: "reference;name;geometry\nCA1;a;\n",
    clean: "reference,name,geometry\nCA1,a,\n",
  },
  {
    id: "title-row",
    found: "Conservation areas of Borsetshire\nreference,name\nCA1,a\n",
    clean: "reference,name\nCA1,a\n",
  },
  { id: "no-rows", found: "reference,name\n", clean: "reference,name\nCA1,a\n" },
  {
    id: "short-first-row",
    found: "reference,name,notes\nCA1,a\nCA2,b,c\n",
    clean: "reference,name,notes\nCA1,a,\nCA2,b,c\n",
  },
  { id: "blank-rows", found: "reference,name\n,\nCA1,a\n", clean: "reference,name\nCA1,a\n" },
  {
    id: "skipped-rows",
    configuration: { "skip.csv": "dataset,resource,pattern\nconservation-area,,Title.*\n" },
    found: "Title,\nreference,name\nCA1,a\n",
    clean: "reference,name\nCA1,a\n",
  },
  {
    id: "filtered-rows",
    configuration: { "filter.csv": "dataset,resource,field,pattern\nconservation-area,,reference,CA.*\n" },
    found: "reference,name\nCA1,a\nTPO1,b\n",
    clean: "reference,name\nCA1,a\n",
  },
  {
    id: "round-row-count",
    found: `reference\n${rows(1000, (n) => `CA${n}`)}`,
    clean: `reference\n${rows(999, (n) => `CA${n}`)}`,
  },
  {
    id: "not-utf-8",
    found: utf16("reference,name\nCA1,Château\n"),
    clean: "reference,name\nCA1,Château\n",
  },
  {
    id: "letters-changed",
    ...misread,
    clean: "reference,name\nCA1,Château\n",
  },
  {
    id: "live-check-shows-nothing",
    ...brownfield,
    found: "SiteReference,GeoX,GeoY\nB1,,52\n",
    clean: "SiteReference,GeoX,GeoY\nB1,-1,52\n",
  },
  {
    id: "duplicate-header",
    found: "reference,name,name\nCA1,a,b\n",
    clean: "reference,name,notes\nCA1,a,b\n",
  },
  { id: "blank-header", found: "reference,\nCA1,a\n", clean: "reference,\nCA1,\n" },
  {
    id: "column-overruled",
    found: "reference,name,Name\nCA1,a,b\n",
    clean: "reference,name,notes\nCA1,a,b\n",
  },
  {
    id: "unmapped-column",
    found: "reference,Start Date\nCA1,2024-01-01\n",
    clean: "reference,Start_Date\nCA1,2024-01-01\n",
  },
  {
    id: "retired-columns",
    ...brownfield,
    found: "SiteReference,OrganisationLabel\nB1,a\n",
    clean: "SiteReference,Notes\nB1,a\n",
  },
  { id: "unused-columns", found: "reference,Layer\nCA1,a\n", clean: "reference,name\nCA1,a\n" },
  { id: "renamed-columns", found: "Reference\nCA1\n", clean: "reference\nCA1\n" },
  {
    id: "expected-columns-absent",
    found: "reference\nCA1\n",
    clean:
      "reference,name,geometry,point,designation-date,document-url,documentation-url,notes,entry-date,start-date,end-date\nCA1,,,,,,,,,,\n",
  },
];

describe("findings of our own", () => {
  it("has a case for every finding but the one that stands for changes nobody has thought of", () => {
    const ids = [...cases.map(({ id }) => id), "value-rewritten"];
    expect(ids.sort()).toEqual(Object.keys(findingText).sort());
  });

  it.each(cases)(
    "'$id' is found in the one file and not in the other",
    async ({ id, found, clean, ...options }) => {
      const withFinding = await recordCase(found, options);
      expect(typesOf(withFinding.report)).toContain(id);
      expect(typesOf((await recordCase(clean, options)).report)).not.toContain(id);
      // Never mixed with what the pipeline logs.
      expect(withFinding.issues.map(({ issueType }) => issueType)).not.toContain(id);
      const line = allLines(withFinding.report).find(({ type }) => type === id);
      expect(line?.source).toBe("ours");
      expect(line?.severity).toBe("");
      expect(line && line.about === "row" ? line.rows : 1).toBeGreaterThan(0);
    },
  );

  it.each(Object.entries<FindingText>(findingText))(
    "'%s' has words for one row, several and all",
    (_id, text) => {
      for (const field of ["start-date", "geometry", "notes", ""]) {
        const words = fieldWords(field);
        for (const [count, allRows] of [
          [1, false],
          [2, false],
          [7, true],
        ] as const) {
          const said = findingSentence(text, { field, rows: count, allRows, count, detail: "Desig_Date" });
          expect(said).not.toMatch(/undefined|NaN|[{}$]|\.$/);
          expect(said).toMatch(/^[A-Z0-9]/);
        }
        for (const part of [text.what, text.why, text.platform, text.fix]) {
          expect(say(part, words)).toMatch(/^[A-Z0-9"].*[.)]$|^yes or no is published\.$/s);
          expect(say(part, words)).not.toMatch(/undefined|\binvalid\b/i);
        }
      }
      expect(text.source).not.toBe("");
    },
  );
});

function typesOf(report: Report): string[] {
  return allLines(report).map(({ type }) => type);
}
