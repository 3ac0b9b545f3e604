import { describe, expect, it } from "vitest";
import { planRedirects, type RedirectDecision } from "../../src/repository/redirects.ts";

const existing = (...rows: string[]) =>
  rows.map((row) => {
    const [old = "", status = "", entity = ""] = row.split(" ");
    return new Map([
      ["old-entity", old],
      ["status", status],
      ["entity", entity],
    ]);
  });
const decisions = (...rows: string[]): RedirectDecision[] =>
  rows.map((row) => {
    const [oldEntity = "", status = "", entity = ""] = row.split(" ");
    return { oldEntity, status: status === "410" ? "410" : "301", entity, notes: "" };
  });
const plan = (before: string[], ...after: string[]) => {
  const { added, rewrites, notes, problems } = planRedirects(decisions(...after), existing(...before));
  return {
    added: added.map(({ oldEntity, status, entity }) => `${oldEntity} ${status} ${entity}`.trim()),
    rewrites: rewrites.map((one) => `${one.oldEntity}: ${one.before} to ${one.after}`),
    notes,
    problems,
  };
};

describe("rows of old numbers", () => {
  it("lead on what led to a number that is left now: the pipeline follows one step only", () => {
    expect(plan(["1 301 2", "9 301 2"], "2 301 3")).toEqual({
      added: ["2 301 3"],
      rewrites: ["1: 2 to 3", "9: 2 to 3"],
      notes: [],
      problems: [],
    });
  });

  it("lead to where an old target leads", () => {
    expect(plan(["2 301 3"], "1 301 2")).toMatchObject({ added: ["1 301 3"], problems: [] });
  });

  it("are once per file: what is there is passed over with a note", () => {
    const { added, notes } = plan(["1 410"], "1 301 2");
    expect(added).toEqual([]);
    expect(notes).toEqual(["1 is in old-entity.csv already (it is removed): passed over"]);
  });

  it.each([
    ["itself", [], ["1 301 1"]],
    ["a circle of two", ["1 301 2"], ["2 301 1"]],
    ["a circle of two new ones", [], ["1 301 2", "2 301 1"]],
    ["a removed number", ["2 410"], ["1 301 2"]],
    ["no number", [], ["1 301 x"]],
  ])("never lead to %s", (_, before, after) => {
    const { problems } = plan(before, ...after);
    expect(problems).toHaveLength(1);
  });

  it("take a number with several targets for split: removed once", () => {
    const { added } = planRedirects(decisions("1 301 2", "1 301 3"), []);
    expect(added).toEqual([{ oldEntity: "1", status: "410", entity: "", notes: "matches several" }]);
  });

  it("follow decisions of the same change, in either order", () => {
    expect(plan([], "1 301 2", "2 301 3").added).toEqual(["1 301 3", "2 301 3"]);
    expect(plan([], "2 301 3", "1 301 2").added).toEqual(["2 301 3", "1 301 3"]);
  });

  it("ask what becomes of a number that led to a removed one", () => {
    expect(plan(["1 301 2"], "2 410").problems).toEqual([
      "1 leads to 2, which is removed now: decide where 1 leads",
    ]);
  });
});
