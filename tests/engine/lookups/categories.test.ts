import { expect, it } from "vitest";
import { categoryMatcher } from "../../../src/engine/lookups/categories.ts";

function check(allowed: string[], cell: string): [string, string[]] {
  const unknown: string[] = [];
  return [categoryMatcher(allowed)(cell, (part) => unknown.push(part)), unknown];
}

it("takes a blank for a hyphen and does not look at case, and writes the list's spelling", () => {
  expect(check(["Area-Appraisal"], "area appraisal")).toEqual(["Area-Appraisal", []]);
});

it("takes the first of two spellings", () => {
  expect(check(["Notice", "notice"], "NOTICE")).toEqual(["Notice", []]);
});

it("checks each part, drops blank ones, and keeps what it does not know", () => {
  expect(check(["a"], " A ;; b;")).toEqual(["a;b", ["b"]]);
  expect(check(["a"], ";")).toEqual(["", []]);
});

it("knows nothing by an empty list", () => {
  expect(check([], "a")).toEqual(["a", ["a"]]);
});
