import { expect, it } from "vitest";
import { offeredDatasets } from "../../src/specification/offered.ts";

const row = (dataset: string, reason: string, endDate = "") => ({ dataset, reason, endDate });

it("offers the known datasets that somebody is asked for at present, and counts by reason", () => {
  const provision = [
    row("tree", "expected"),
    row("tree", "expected"),
    row("tree", "statutory", "2020-01-01"),
    row("brownfield-land", "statutory"),
    row("tree", "prospective"),
    row("flood-risk-zone", "authoritative"),
    row("pond", "encouraged", "2024-01-01"),
    row("unheard-of", "statutory"),
  ];
  const known = new Set(["tree", "brownfield-land", "flood-risk-zone", "pond"]);
  expect(offeredDatasets(provision, known)).toEqual([
    { dataset: "brownfield-land", asked: new Map([["statutory", 1]]) },
    {
      dataset: "tree",
      asked: new Map([
        ["expected", 2],
        ["prospective", 1],
      ]),
    },
  ]);
});
