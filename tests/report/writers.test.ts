import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { csvRecords } from "../../src/engine/convert/csv.ts";
import { explain, explainable, similar } from "../../src/report/explain.ts";
import type { Report } from "../../src/report/report.ts";
import { readReportJson, type reportSchema } from "../../src/report/report-schema.ts";
import { dateWords, fileSize, places, reproduceCommand } from "../../src/report/report-words.ts";
import { rowsWords, verdictWords } from "../../src/report/verdict.ts";
import { reportJson } from "../../src/report/write-json.ts";
import { reportMarkdown } from "../../src/report/write-markdown.ts";
import { problemsCsv } from "../../src/report/write-problems.ts";
import { reportText } from "../../src/report/write-text.ts";
import { recordCase } from "./record-case.ts";

const csv = [
  "reference,name,start-date,geometry,Layer",
  'CA1,"Alpha, north",1/4/1971,"POLYGON ((-1 52, -0.9 52, -0.9 52.1, -1 52))",x',
  ",Beta,31/02/2020,,",
  "CA3,Gamma `|*_<b>,2020-01-01,POLYGON((,",
].join("\n");

describe("verdict", () => {
  it.each([
    [{ kind: "must-fix", things: 3, rowsLost: 1, valuesLost: 0 }, "3 things to fix before this can be added"],
    [{ kind: "must-fix", things: 1, rowsLost: 0, valuesLost: 0 }, "1 thing to fix before this can be added"],
    [
      { kind: "can-be-added", rowsLost: 0, valuesLost: 12 },
      "This can be added, but 12 values will be lost unless you fix them",
    ],
    [
      { kind: "can-be-added", rowsLost: 1, valuesLost: 0 },
      "This can be added, but 1 row will be lost unless you fix it",
    ],
    [
      { kind: "can-be-added", rowsLost: 2, valuesLost: 1 },
      "This can be added, but 2 rows and 1 value will be lost unless you fix them",
    ],
    [
      { kind: "can-be-added", rowsLost: 0, valuesLost: 0 },
      "This can be added, but some values need attention",
    ],
    [{ kind: "nothing-to-fix", worthChecking: 0 }, "Nothing to fix"],
    [{ kind: "nothing-to-fix", worthChecking: 2 }, "Nothing to fix, and 2 things worth checking"],
    [{ kind: "not-checked", code: "no-rows" }, "This file has no rows of data"],
  ] as const)("%j: %s", (verdict, words) => {
    expect(verdictWords(verdict)).toBe(words);
  });

  it("is computed from the counts: as many things as there are lines to fix", async () => {
    const { report } = await recordCase(csv);
    expect(report.verdict).toMatchObject({
      kind: "must-fix",
      things: report.groups.mustFix.length,
      rowsLost: 1,
    });
    expect(rowsWords(report)).toBe("3 rows: 2 would be published, 1 would be lost");
  });

  it("never says that there is nothing to fix where there was nothing to check", async () => {
    for (const empty of ["reference,name\n", "reference,name\n,\n"]) {
      const { report } = await recordCase(empty);
      expect([empty, report.verdict.kind]).toEqual([empty, "not-checked"]);
      expect(report.failure?.code).toBe("no-rows");
      expect(report.groups.passed).toEqual([]);
    }
  });
});

describe("written reports", () => {
  it("fit a terminal of 80 columns, with the verdict first and every line said", async () => {
    const { report } = await recordCase(csv);
    const lines = reportText(report).split("\n");
    expect(lines[0]).toBe(verdictWords(report.verdict));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const text = lines.map((line) => line.trim()).join(" ");
    for (const { words } of [...report.groups.mustFix, ...report.groups.needsFixing]) {
      expect(text).toContain(words.sentence);
    }
    expect(text).toContain("row 3 Give each row a reference");
  });

  it("are the same in Markdown, with the publisher's text never taken for marks, and the command", async () => {
    const { report } = await recordCase(csv);
    const text = reportMarkdown(report);
    expect(text.startsWith(`# ${verdictWords(report.verdict)}\n`)).toBe(true);
    expect(text).not.toMatch(/(^|[^`])<b>/m);
    expect(text).toContain("planning-data-check check file.csv --dataset conservation-area");
    expect(text).toContain("--today 2026-09-01");
  });

  it("come back from JSON as they were; other JSON does not", async () => {
    const { report } = await recordCase(csv);
    expect(readReportJson(reportJson(report))).toEqual(report);
    expect(structuredClone(report)).toEqual(report);
    expect(readReportJson("{}")).toBeUndefined();
    const other: unknown = JSON.parse(reportJson(report));
    expect(readReportJson(JSON.stringify({ ...Object(other), counts: { records: "many" } }))).toBeUndefined();
    expect(readReportJson(JSON.stringify({ ...Object(other), schemaVersion: 2 }))).toBeUndefined();
    expect(readReportJson("not json")).toBeUndefined();
  });

  it("are described by the schema: a report is what the schema says, or this does not compile", () => {
    const described = (report: Report): z.input<typeof reportSchema> => report;
    expect(described).toBeTypeOf("function");
  });

  it("give the publisher's rows back with their problems in one more column", async () => {
    const { record } = await recordCase(`${csv}\n`);
    const [header = [], ...rows] = [...csvRecords([[...problemsCsv(record)].join("")])];
    expect(header).toEqual(["reference", "name", "start-date", "geometry", "Layer", "problems"]);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([...csvRecords([csv])].slice(1));
    expect(rows[0]?.[5]).toBe('a start date whose day and month could be either way round ("1/4/1971")');
    expect(rows[1]?.[5]).toContain("The row has no reference");
    expect(rows[2]?.[5]).toContain("a geometry that cannot be read as a shape");
  });

  it("quote what a shell would take apart", async () => {
    const { report } = await recordCase(csv, { organisations: ["local-authority:LBH"] });
    const named = { ...report, checked: { ...report.checked, name: "it's here.csv" } };
    expect(reproduceCommand(named)).toContain("check 'it'\\''s here.csv' --dataset");
    expect(reproduceCommand(named)).toContain("--organisation local-authority:LBH");
  });

  it("say where rows are, as spreadsheets number them, and how many more there are", async () => {
    const { report } = await recordCase(`reference\n${"CA1\n".repeat(20)}`);
    const line = report.groups.mustFix.find(({ type }) => type === "reference values are not unique");
    expect(line && places(line, report.checked, 3)).toBe("rows 2, 3, 4 and 17 more");
    expect(line && places(line, { format: "GeoJSON" }, 3)).toBe("records 1, 2, 3 and 17 more");
  });

  it("writes dates and sizes for people", () => {
    expect([dateWords("2024-02-09"), dateWords("soon")]).toEqual(["9 February 2024", "soon"]);
    expect([fileSize(12), fileSize(12_345), fileSize(1_300_000)]).toEqual(["12 bytes", "12 kB", "1.3 MB"]);
  });
});

describe("explain", () => {
  it("knows every type and every finding, in any case", () => {
    for (const id of explainable) expect([id, explain(id.toUpperCase())?.startsWith(id)]).toEqual([id, true]);
    expect(explain("no such thing")).toBeUndefined();
    expect(similar("date")).toContain("invalid date");
  });
});
