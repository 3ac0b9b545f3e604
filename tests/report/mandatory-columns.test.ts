import { describe, expect, it } from "vitest";
import { mandatoryReport, missingColumns } from "../../src/report/mandatory-columns.ts";
import { referenceSpecification } from "../conformance/reference-data.ts";
import { recordCase } from "./record-case.ts";

describe("missing mandatory columns", () => {
  it.each([
    ["conservation-area", ["reference", "name"], ["geometry"], ["geometry"]],
    ["conservation-area", [], ["reference", "geometry", "name"], ["reference", "geometry", "name"]],
    ["tree", ["reference", "geometry"], [], []],
    ["tree", ["reference"], ["point", "geometry"], ["point", "geometry"]],
    // The service asks whether a mapped name is part of the wanted one.
    ["article-4-direction", ["reference", "name", "document", "documentation-url"], [], ["document-url"]],
    // It takes `plan`, which it has just reported, for `plan-event`.
    ["plan-timetable", ["reference", "event-date", "entry-date"], ["plan"], ["plan", "plan-event"]],
    ["some-other-dataset", [], [], []],
  ])("%s with %j: the live check says %j, exactly it is %j", (dataset, mapped, live, exact) => {
    expect(missingColumns(dataset, mapped, false)).toEqual(live);
    expect(missingColumns(dataset, mapped, true)).toEqual(exact);
  });

  it("counts `dataset` as `datasets` either way: the platform has renamed it", () => {
    const mapped = ["reference", "dataset"];
    expect(missingColumns("local-plan", mapped, false)).not.toContain("datasets");
    expect(missingColumns("local-plan", mapped, true)).not.toContain("datasets");
  });

  const planHeader =
    "reference,name,description,datasets,period-start-date,period-end-date,local-planning-authorities,documentation-url,document-url,required-housing,entry-date";
  const planRow =
    "LP1,Plan,d,local-plan,2020-01-01,2030-01-01,E60000001,https://a.uk/,https://a.uk/b,100,2026-01-01";

  it("never asks for a column that the dataset has no field for, but says that the live check does", async () => {
    const plan = { dataset: "local-plan" };
    const csv = `${planHeader}\n${planRow}\n`;
    const missing = async (mode: "added" | "check", text = csv) =>
      (await recordCase(text, { ...plan, mode })).report.groups.mustFix.filter(
        ({ type }) => type === "missing column",
      );
    expect(await missing("added")).toEqual([]);
    const [line, ...rest] = await missing("check");
    expect(rest).toEqual([]);
    expect(line?.field).toBe("datasets");
    expect(line?.words.note).toContain("A column named dataset satisfies it");
    expect(await missing("check", csv.replace(",datasets,", ",dataset,"))).toEqual([]);
  });

  it("passes the columns of a plan whose column is named dataset", async () => {
    const { report } = await recordCase(`${planHeader.replace("datasets", "dataset")}\n${planRow}\n`, {
      dataset: "local-plan",
    });
    expect(report.groups.passed.map(({ id }) => id)).toContain("columns");
    expect(report.columns.mandatory.find(({ field }) => field === "datasets")?.words).toContain(
      "dataset is there instead, which is enough",
    );
  });

  it("is one must-fix line for each column, at all rows", async () => {
    const { report } = await recordCase("reference\nCA1\nCA2\n", { mode: "check" });
    const lines = report.groups.mustFix.filter(({ type }) => type === "missing column");
    expect(
      lines.map(({ id, words, rows, allRows, source }) => [id, words.sentence, rows, allRows, source]),
    ).toEqual([
      ["missing-column.geometry", "There is no column for geometry", 2, true, "live-check"],
      ["missing-column.name", "There is no column for name", 2, true, "live-check"],
    ]);
  });
});

/** One fixture for each way in which the three lists disagree (features g18, service/datasets.md 4). */
describe("the three lists of mandatory fields", () => {
  const specification = referenceSpecification();
  const all = (dataset: string) =>
    new Map(mandatoryReport(dataset, specification, () => undefined, 3).map((field) => [field.field, field]));

  it.each([
    ["article-4-direction-area", "article-4-direction", false, true],
    ["tree", "tree-preservation-order", false, true],
    ["tree-preservation-zone", "tree-preservation-order", false, true],
    ["local-plan", "period-end-date", true, false],
    ["local-plan", "document-url", true, false],
    ["local-plan", "required-housing", true, false],
    ["local-plan", "datasets", true, false],
    ["local-plan", "dataset", false, true],
    ["conservation-area", "name", true, true],
  ])("%s, %s: live check %s, pipeline %s", (dataset, field, live, pipeline) => {
    expect(all(dataset).get(field)).toMatchObject({ byLiveCheck: live, byPipeline: pipeline });
  });

  it("names what the published guidance requires, where it says so", () => {
    expect(all("brownfield-land").get("SiteReference")?.bySpecification ?? false).toBe(true);
  });

  it("says how the file stands: filled, blank, absent, or enough with another", async () => {
    const { report } = await recordCase(
      "reference,point,tree-preservation-order\nT1,POINT (-1 52),\nT2,,TPO1\n",
      {
        dataset: "tree",
      },
    );
    const states = new Map(
      report.columns.mandatory.map(({ field, state, blank }) => [field, [state, blank]]),
    );
    expect(states.get("reference")).toEqual(["filled", 0]);
    expect(states.get("tree-preservation-order")).toEqual(["some-blank", 1]);
    expect(states.get("geometry")).toEqual(["satisfied-by-other", 0]);
    expect(report.columns.mandatory.find(({ field }) => field === "tree-preservation-order")?.words).toBe(
      "Tree preservation order is there, but blank in 1 row. The pipeline reports each blank cell; the live check does not ask for it.",
    );
  });
});
