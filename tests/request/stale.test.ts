import { describe, expect, it } from "vitest";
import { tableRows } from "../../src/repository/register.ts";
import { bundleRepository } from "../../src/request/bundle-repository.ts";
import { noTexts, proposedTexts, readDecisionTexts } from "../../src/request/decisions-text.ts";
import { parameterProblems } from "../../src/request/parameters.ts";
import { removedRowsCsv } from "../../src/request/removed-rows.ts";
import { changedPaths, movedNumbers, repositoryState, stateName } from "../../src/request/stale.ts";
import { sampleRequest } from "./sample-request.ts";

describe("the state of a repository", () => {
  const files = new Map([
    ["pipeline/tree/lookup.csv", "a\r\n"],
    ["collection/tree/source.csv", "b\r\n"],
    ["pipeline/other/lookup.csv", "c\r\n"],
  ]);

  it("is that of the tables of its collections, whatever their order", () => {
    const state = repositoryState(files, ["tree"]);
    expect([...state.keys()]).toEqual(["collection/tree/source.csv", "pipeline/tree/lookup.csv"]);
    expect(stateName(repositoryState(new Map([...files].reverse()), ["tree"]))).toBe(stateName(state));
  });

  it("names what changed, came and went", () => {
    const before = repositoryState(files, ["tree"]);
    const now = new Map(files).set("pipeline/tree/lookup.csv", "x").set("pipeline/tree/column.csv", "y");
    now.delete("collection/tree/source.csv");
    expect(changedPaths(before, repositoryState(now, ["tree"]))).toEqual([
      "collection/tree/source.csv",
      "pipeline/tree/column.csv",
      "pipeline/tree/lookup.csv",
    ]);
  });

  it("tells which numbers moved, came and went", () => {
    const one = (reference: string, entity: string) => ({
      prefix: "tree",
      organisation: "o:A",
      reference,
      entity,
    });
    const moved = movedNumbers(
      { assigned: [one("A", "1"), one("B", "2"), one("C", "3")] },
      { assigned: [one("A", "1"), one("B", "4"), one("D", "5")] },
    );
    expect(moved.map(({ reference, before, after }) => [reference, before, after])).toEqual([
      ["B", "2", "4"],
      ["C", "3", ""],
      ["D", "", "5"],
    ]);
  });
});

describe("the tool's own tables as a repository", () => {
  const packed = (columns: string[], ...rows: string[][]) => ({
    columns,
    length: rows.length,
    cells: columns.map((_, at) => rows.map((row) => row[at] ?? "")),
  });
  const piece = (name: string, tables: object) => ({
    format: 1,
    piece: name,
    date: "1 May 2026",
    hash: "h",
    tables,
  });

  it("knows what is registered for a collection, with keys made where the bundle leaves them out", () => {
    const registry = piece("registry", {
      "endpoint.csv": packed(
        ["endpoint", "endpoint-url", "plugin"],
        ["", "https://a.gov.uk/other.csv", ""],
        ["", "https://www.example-council.gov.uk/open-data/conservation-area.csv", ""],
        ["feed", "https://a.gov.uk/odd.csv", "wfs"],
      ),
      "source.csv": packed(
        ["endpoint", "collection", "organisation", "pipelines"],
        ["1", "conservation-area", "local-authority:LBH", "conservation-area"],
        ["2", "conservation-area", "local-authority:LBH", "conservation-area"],
        ["0", "tree", "local-authority:LBH", "tree"],
      ),
    });
    const lookup = piece("lookup/conservation-area", {
      "lookup.csv": packed(["prefix", "reference", "entity"], ["conservation-area", "A", "44000001"]),
    });
    const files = bundleRepository({ registry, lookup }, "conservation-area");
    expect(files.get("pipeline/conservation-area/lookup.csv")).toBe(
      "prefix,reference,entity\r\nconservation-area,A,44000001\r\n",
    );
    const rows = (file: string) => tableRows(files.get(`collection/conservation-area/${file}`) ?? "");
    expect(rows("endpoint.csv").map((row) => row.get("endpoint"))).toEqual([
      "0eeef6b74890379034f0eb46d7e1cc4a94bd38b85c9c599df3d7d92aa1a86691",
      "feed",
    ]);
    expect(rows("source.csv")[0]?.get("source")).toBe("eb3973326ee9d99ee6dec74880c68641");
  });
});

describe("decisions as a person writes them", () => {
  it("are read line by line, and what cannot be is named with its line", () => {
    const { decisions, problems } = readDecisionTexts(
      {
        excludedReferences: "A\n\n B ",
        useNumbers: "CA 1 = 44000123\nCA2 44000124",
        redirects: "44000124 > 44015030 ; same shape\n44000125 > CA9",
        removals: "44000126\nx ; y",
        resources: `${"A".repeat(64)} ; a test`,
      },
      "conservation-area",
    );
    expect(decisions).toEqual({
      excludedReferences: ["A", "B"],
      useNumbers: [{ dataset: "conservation-area", reference: "CA 1", entity: "44000123" }],
      redirects: [
        { oldEntity: "44000124", entity: "44015030", notes: "same shape" },
        { oldEntity: "44000125", reference: "CA9", notes: "" },
      ],
      removals: [{ entity: "44000126", notes: "" }],
      resources: [{ resource: "a".repeat(64), notes: "a test" }],
    });
    expect(problems.map(({ field, message }) => [field, message.slice(0, 8)])).toEqual([
      ["useNumbers", "Line 2, "],
      ["removals", "Line 2, "],
    ]);
  });

  it("are proposed from the publisher's answers about single references", () => {
    const lookups = tableRows(
      "organisation,reference,entity\nlocal-authority:LBH,OLD,44000001\nlocal-authority:LBH,BAD,44000002\n",
    );
    const request = sampleRequest({
      removedReferences: {
        count: 3,
        reason: "ended",
        words: "",
        each: [
          { reference: "OLD", reason: "renamed", becomes: "NEW" },
          { reference: "BAD", reason: "removed-in-error", becomes: "" },
          { reference: "GONE", reason: "removed-in-error", becomes: "" },
        ],
      },
    });
    expect(proposedTexts(request, lookups)).toEqual({
      ...noTexts,
      useNumbers: "NEW = 44000001",
      removals: "44000002 ; BAD was there in error",
    });
  });
});

describe("small parts of the request", () => {
  it("refuse settings a plugin does not have, and what is no whole number above 0", () => {
    expect(parameterProblems("arcgis", { max_page_size: 200, timeout: 0, retries: 1.5, pages: 1 })).toEqual([
      {
        field: "parameters.timeout",
        message: "Seconds to wait for an answer must be a whole number above 0",
      },
      { field: "parameters.retries", message: "Attempts for each page must be a whole number above 0" },
      { field: "plugin", message: 'There is no setting "pages" of the plugin arcgis' },
    ]);
    expect(parameterProblems("", { page_size: 1 })).toHaveLength(1);
    expect(parameterProblems("wfs", { page_size: 1000 })).toEqual([]);
  });

  it("give rows for what ended", () => {
    expect(removedRowsCsv(["A", "B,1"], "2026-11-22")).toBe(
      'reference,end-date\r\nA,2026-11-22\r\n"B,1",2026-11-22\r\n',
    );
  });
});
