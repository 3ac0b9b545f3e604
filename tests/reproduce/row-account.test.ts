import { beforeAll, describe, expect, it } from "vitest";
import { findRows, type RowQuestion } from "../../src/reproduce/find-rows.ts";
import type { OpenRun } from "../../src/reproduce/open-run.ts";
import { compareModes, rowAccount } from "../../src/reproduce/row-account.ts";
import { sameIssue } from "../../src/reproduce/same-issue.ts";
import { opened, sampleRequest } from "./sample-run.ts";

let open: OpenRun;
beforeAll(async () => {
  open = await opened();
});

async function account(lineNumber: number) {
  const found = await rowAccount(open, lineNumber);
  if (!found) throw new Error("no account");
  return found;
}
const words = async (lineNumber: number) =>
  (await account(lineNumber)).answers.map((answer) => answer.words).join(" ");

describe("why a row is not on the platform", () => {
  it.each<[string, number, string, string, string | undefined]>([
    ["skipped", 1, "skip-pattern", "skip.csv line 2", "skip.csv:2"],
    ["the header", 2, "header", "names the columns", undefined],
    ["removed, which the issue log does not say", 3, "retired-entity", "44000001 was removed", undefined],
    ["blank", 5, "blank-record", "Every cell is blank", undefined],
    ["without an entity", 6, "no-entity", "needs a row in lookup.csv", undefined],
    ["beyond the end", 99, "not-there", "no such line", undefined],
  ])("says so of a row that is %s", async (_what, line, kind, said, rule) => {
    const { trace, answers } = await account(line);
    expect(trace.ending.kind).toBe(kind);
    expect(answers.map((answer) => answer.words).join(" ")).toContain(said);
    if (rule)
      expect(answers.map((answer) => answer.rule && `${answer.rule.file}:${answer.rule.line}`)).toContain(
        rule,
      );
  });

  it("names the row of old-entity.csv that removed it, though there is no issue", async () => {
    const { trace, answers } = await account(3);
    expect(answers.find(({ rule }) => rule?.file === "old-entity.csv")?.rule?.line).toBe(2);
    expect(trace.steps.find(({ phase }) => phase === "entity-lookup")?.issues).toEqual([]);
  });

  it("follows a redirect", async () => {
    expect(await words(7)).toContain("44000004 was redirected to 44000014");
  });

  it("says who owns the number and which rows are the same entity", async () => {
    const said = await words(8);
    expect(said).toContain("The number belongs to local-authority:ROT");
    expect(said).toContain("Line 9 of this file is the same entity");
  });

  it("says which of several lookups with one key counts", async () => {
    // CA2 and C.A.2 are one key, CA-2 is another.
    const { trace, answers } = await account(4);
    expect(trace.entities).toEqual(["44000012"]);
    expect(answers.map((answer) => answer.words).join(" ")).toContain("2 rows of lookup.csv have the key");
    const step = trace.steps.find(({ phase }) => phase === "entity-lookup");
    expect(step?.lookups?.at(-1)).toMatchObject({ line: 8, entity: "44000012", rows: 2 });
  });
});

describe("why a value is different or empty", () => {
  const story = async (line: number, field: string) =>
    (await account(line)).trace.fields.find((one) => one.field === field);

  it("names the rule with its line and level", async () => {
    const patched = await story(4, "designation-date");
    expect(patched).toMatchObject({
      kind: "changed",
      given: "Spring 1975",
      value: "1975-03-01",
      columns: ["Designated"],
    });
    const rules = patched?.steps
      .flatMap((step) => step.rules ?? [])
      .map(({ file, line, level }) => `${file}:${line} ${level}`);
    expect(rules).toEqual(["column.csv:3 endpoint", "patch.csv:2 general"]);
  });

  it.each<[number, string, string, string]>([
    [4, "name", "empty", "“n/a” counts as nothing"],
    [6, "designation-date", "empty", "invalid date"],
    [7, "documentation-url", "changed", "filled in"],
    [7, "organisation", "changed", "its only provider"],
    [7, "geometry", "changed", "a multipolygon"],
    [7, "point", "empty", "no column of the file"],
    [7, "designation-date", "same", "as it is in the file"],
    [4, "geometry", "changed", "six decimals"],
    [8, "organisation", "changed", "owner of the entity number"],
  ])("line %i, %s: %s", async (line, field, kind, said) => {
    const found = await story(line, field);
    expect(found?.kind).toBe(kind);
    expect(found?.words).toContain(said);
  });
});

describe("finding rows", () => {
  const lines = (by: RowQuestion["by"], value: string) =>
    findRows(open, { by, value }).map(({ lineNumber }) => lineNumber);

  it("finds by line, entry, reference and entity", () => {
    expect(lines("line", "4")).toEqual([4]);
    expect(lines("entry", "1")).toEqual([3]);
    expect(lines("reference", "ca2")).toEqual([4]);
    expect(lines("entity", "44000005")).toEqual([8, 9]);
  });

  it("finds a row whose entity was removed or redirected", () => {
    expect(lines("entity", "44000001")).toEqual([3]);
    expect(lines("entity", "44000004")).toEqual([7]);
    expect(lines("entity", "44000014")).toEqual([7]);
  });

  it("finds nothing where there is nothing", () => {
    expect(lines("reference", "CA77")).toEqual([]);
    expect(lines("line", "0")).toEqual([]);
    expect(lines("entry", "77")).toEqual([]);
  });
});

describe("rows with the same issue", () => {
  it("puts them together by value", () => {
    const found = sameIssue(open, "invalid date", "designation-date");
    expect(found).toMatchObject({ count: 2, rows: 2, values: 2, columns: ["Designated"] });
    expect(found.groups.map(({ value, lines }) => [value, lines])).toEqual([
      ["1980-13-40", [6]],
      ["31/02/1999", [9]],
    ]);
    expect(found.cause).toContain("the column “Designated”");
  });
});

describe("live check and nightly run", () => {
  it("names the rules and values in which they differ", async () => {
    const compared = await compareModes(open, 4);
    const { values, rulesOfOther, issuesOfOne } = compared?.differences ?? {};
    // The live check knows neither endpoint nor patches.
    expect(values?.find(({ field }) => field === "designation-date")).toMatchObject({
      one: undefined,
      other: "1975-03-01",
    });
    expect(rulesOfOther?.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["patch.csv", "default-value.csv"]),
    );
    expect(issuesOfOne).toEqual([]);
  });
});

describe("a file that was removed as a whole", () => {
  it("says so, also on the computer of whoever opens the run file", async () => {
    const request = sampleRequest();
    const sha256 = open.run.sha256;
    const oldResource = `old-resource,status,resource,notes\r\nother,410,,\r\n${sha256},410,,sent by mistake\r\n`;
    const removed = await opened({
      ...request,
      configuration: { label: "made up", files: request.configuration?.files ?? new Map(), oldResource },
    });
    const said = (await rowAccount(removed, 7))?.answers[0]?.words;
    expect(said).toBe("The whole file was removed by line 3 of old-resource.csv: sent by mistake.");
    const elsewhere = await opened({ ...request, from: removed.file });
    expect((await rowAccount(elsewhere, 7))?.answers[0]?.words).toBe(said);
    expect(elsewhere.differences).toEqual([]);
  });
});
