import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../src/csv/write.ts";
import { allLines } from "../../src/report/report.ts";
import { type CaseOptions, type RecordedCase, recordCase } from "./record-case.ts";

/** What must hold of any run whatsoever. */
function expectConsistent({ report, queries, issues }: RecordedCase): void {
  const { counts } = report;
  expect(counts.kept + counts.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(counts.records);
  const { given, kept, changed, lost, notUsed } = counts.values;
  expect(kept + changed + lost + notUsed).toBe(given);
  const logged = allLines(report).filter(({ source }) => source === "pipeline");
  expect(logged.reduce((sum, { count }) => sum + count, 0)).toBe(issues.length);
  expect(counts.issues).toBe(issues.length);
  const ids = allLines(report).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[A-Za-z0-9.-]+$/.test(id))).toEqual([]);

  const page = queries.page({ limit: 100_000 });
  expect(page.total).toBe(counts.records);
  // Every logged issue is at some row, once.
  const shown = page.rows.flatMap((row) => [
    ...new Set([...row.cells.flatMap((cell) => cell.issues), ...row.rowIssues]),
  ]);
  const ours = new Set(
    allLines(report)
      .filter(({ source }) => source === "ours")
      .map(({ id }) => id),
  );
  expect(shown.filter(({ lineId }) => !ours.has(lineId)).length).toBe(issues.length);
  for (const line of allLines(report)) {
    const found = queries.page({ lineId: line.id, limit: 0 }).total;
    expect([line.id, found]).toEqual([line.id, line.about === "row" ? line.rows : counts.records]);
  }
}

describe("a run's record", () => {
  const values = fc.constantFrom(
    "",
    "N/A",
    "  ",
    "CA1",
    "CA2",
    "1",
    "1/2/2020",
    "31/02/2020",
    "2062-01-01",
    "3020-01-01",
    "POINT (-1 52)",
    "POLYGON ((-1 52, -0.9 52.1, -1 52.1, -0.9 52, -1 52))",
    "POLYGON ((-1 52, -1 52.1, -1 52))",
    "POINT (430000 260000)",
    "www.example.gov.uk",
    "https://www.example.gov.uk/a b",
    'a "quoted" text',
    "a,b\nc",
    "\u001f",
    "Bristol Council",
  );
  const headers = fc.constantFrom(
    "reference",
    "name",
    "geometry",
    "point",
    "start-date",
    "Start-Date",
    "end-date",
    "entry-date",
    "organisation",
    "documentation-url",
    "Layer",
    "",
  );
  const files = fc.tuple(
    fc.array(headers, { minLength: 1, maxLength: 6 }),
    fc.array(fc.array(values, { maxLength: 7 }), { maxLength: 12 }),
  );
  const options: readonly CaseOptions[] = [
    { mode: "added" },
    { mode: "check" },
    {
      mode: "pipeline",
      organisations: ["local-authority:LBH"],
      configuration: {
        "lookup.csv":
          "prefix,resource,entry-number,organisation,reference,entity\nconservation-area,,,local-authority:LBH,CA1,44000001\n",
        "filter.csv": "dataset,resource,field,pattern\nconservation-area,,name,[^1].*\n",
        "skip.csv": "dataset,resource,pattern\nconservation-area,,CA2.*\n",
      },
    },
    {
      mode: "added",
      configuration: { "combine.csv": "dataset,endpoint,field,separator\nconservation-area,,name,;\n" },
    },
  ];

  it("accounts for every row, value and issue of any file", async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.constantFrom(...options), async ([header, rows], option) => {
        const csv = [header, ...rows].map((cells) => csvLine(cells)).join("");
        expectConsistent(await recordCase(csv, option));
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("gives the rows of a file back as they were published", async () => {
    const csv = 'reference,name\nCA1,"a, b"\n,\nCA2,"line\none"\nCA3\nCA4,x,extra\n';
    const { queries } = await recordCase(csv);
    const { rows } = queries.page({});
    expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ["CA1", "a, b"],
      ["", ""],
      ["CA2", "line\none"],
      ["CA3"],
      ["CA4", "x", "extra"],
    ]);
    expect(rows.map(({ lineNumber, entryNumber }) => [lineNumber, entryNumber])).toEqual([
      [2, 1],
      [3, 0],
      [4, 2],
      [5, 3],
      [6, 4],
    ]);
    expect(rows[1]?.dropped?.reason).toBe("blank-record");
    expect(rows[4]?.cells.map(({ state }) => state)).toEqual(["same", "same", "not-used"]);
  });

  it("marks both cells for an issue at GeoX,GeoY, by the publisher's own column names", async () => {
    const { queries, report } = await recordCase("SiteReference,Easting,Northing\nB1,430000,260000\n", {
      dataset: "brownfield-land",
      configuration: {
        "column.csv":
          "dataset,resource,column,field\nbrownfield-land,,Easting,GeoX\nbrownfield-land,,Northing,GeoY\n",
        "transform.csv": "dataset,field,replacement-field\nbrownfield-land,SiteReference,reference\n",
      },
    });
    const line = report.groups.fixedForYou.find(({ type }) => type === "OSGB");
    expect(line?.columns).toEqual(["Easting", "Northing"]);
    const [row] = queries.page({}).rows;
    expect(row?.cells.map(({ issues }) => issues.map(({ issueType }) => issueType))).toEqual([
      [],
      ["OSGB"],
      ["OSGB"],
    ]);
    expect(line?.samples[0]).toMatchObject({ before: "430000, 260000", after: "POINT(-1.562108 52.237379)" });
  });

  it("says where an issue of a field without a column is: at the row", async () => {
    const { queries } = await recordCase("reference,name\nCA1,a\n", {
      configuration: { "default-value.csv": "dataset,endpoint,field,value\nconservation-area,,notes,none\n" },
    });
    const [row] = queries.page({}).rows;
    expect(row?.rowIssues.map(({ issueType, field }) => [issueType, field])).toEqual([
      ["default-value", "notes"],
    ]);
  });

  it("finds rows by line, group, field, text and what is lost, in any combination", async () => {
    const csv =
      "reference,name,start-date\nCA1,Alpha,2020-01-01\n,Beta,x\nCA3,alphabet,y\nCA4,Gamma,2020-01-01\n";
    const { queries } = await recordCase(csv);
    const found = (query: Parameters<typeof queries.page>[0]) =>
      queries.page(query).rows.map(({ lineNumber }) => lineNumber);
    expect(found({ lineId: "invalid-date.start-date" })).toEqual([3, 4]);
    expect(found({ group: "must-fix" })).toEqual([3]);
    expect(found({ field: "start-date" })).toEqual([3, 4]);
    expect(found({ text: "ALPHA" })).toEqual([2, 4]);
    expect(found({ dropped: true })).toEqual([3]);
    expect(found({ dropped: false, text: "a", field: "start-date" })).toEqual([4]);
    expect(found({ sort: { column: 1, descending: true } })).toEqual([5, 3, 4, 2]);
    expect(found({ offset: 1, limit: 2 })).toEqual([3, 4]);
    expect(queries.page({ lineId: "missing-column.geometry" }).total).toBe(4);
  });

  it("shows one row in full, with the rows to go to before and after", async () => {
    const csv = "reference,start-date\nCA1,x\nCA2,2020-01-01\nCA3,1/4/1971\nCA4,y\n";
    const { queries } = await recordCase(csv);
    const row = queries.row(3);
    expect(row?.fields.find(({ field }) => field === "start-date")).toMatchObject({
      column: "start-date",
      before: "1/4/1971",
      after: "1971-04-01",
      state: "changed",
    });
    expect(row?.issues.map(({ issueType }) => issueType)).toEqual(["date-rewritten", "ambiguous-date"]);
    expect(row?.previousIssueRow).toEqual({ entryNumber: 1, lineNumber: 2 });
    expect(row?.nextIssueRow).toEqual({ entryNumber: 4, lineNumber: 5 });
    expect(queries.row(9)).toBeUndefined();
    expect(queries.rowAtLine(1)).toBeUndefined();
  });

  it("gives shapes with their state, and never lets a bad one hide the others", async () => {
    const csv = [
      "reference,geometry",
      'CA1,"MULTIPOLYGON (((-1 52, -0.9 52, -0.9 52.1, -1 52)))"',
      "CA2,POLYGON((",
      'CA3,"POLYGON ((52 -1, 52 -0.9, 52.1 -0.9, 52 -1))"',
      'CA4,"POLYGON ((-1 52, -1 52.1, -1 52))"',
      "CA5,",
    ].join("\n");
    const { queries } = await recordCase(csv);
    const page = queries.shapes({});
    expect(page.shapes.map(({ reference, state }) => [reference, state])).toEqual([
      ["CA1", "fine"],
      ["CA2", "must-fix"],
      ["CA3", "fixed"],
      ["CA4", "lost"],
    ]);
    expect(page.states).toEqual({ fine: 1, fixed: 1, "must-fix": 1, lost: 1 });
    expect(page.shapes[1]).toMatchObject({ own: "POLYGON((", published: "" });
    expect(page.shapes[1]?.sentences).toEqual(["1 row has a geometry that cannot be read as a shape"]);
    expect(queries.shapes({ state: "fixed", own: false }).shapes.map(({ own }) => own)).toEqual([""]);
    expect(queries.shapes({ entryNumbers: [3] }).total).toBe(1);
    expect(queries.row(3)?.shapes[0]?.numbers).toMatchObject({ verticesBefore: 4, verticesAfter: 4 });
    expect(queries.row(3)?.shapes[0]?.numbers?.largestShiftMetres).toBeLessThan(0.001);
    expect(queries.row(2)?.shapes[0]?.numbers).toBeUndefined();
  });

  it("keeps a double reference at its own row where blank rows come before it", async () => {
    // The pipeline's log says line = entry + 1; the row is found by its entry.
    const { queries, issues } = await recordCase("reference\n\n,\nCA1\nCA1\n");
    expect(issues.map(({ lineNumber }) => lineNumber)).toEqual([2, 3]);
    const { rows } = queries.page({ lineId: "reference-values-are-not-unique.reference" });
    expect(rows.map(({ lineNumber }) => lineNumber)).toEqual([4, 5]);
  });

  it("says what a run that stops did not reach", async () => {
    const { report } = await recordCase("reference,amount\nD1,1\nD2,NaN\nD3,3\n", {
      dataset: "developer-agreement-contribution",
    });
    expect(report.verdict).toEqual({ kind: "not-checked", code: "pipeline-raises" });
    expect(report.counts.kept + report.counts.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(
      report.counts.records,
    );
    expect(report.counts.dropped.map(({ reason }) => reason)).toContain("not-reached");
  });
});
