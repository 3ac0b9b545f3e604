import { expect, it } from "vitest";
import { entityPrefixPhase } from "../../../src/engine/phases/prefix.ts";
import { entityReferencePhase, factReferencePhase } from "../../../src/engine/phases/reference.ts";
import { fact, through } from "../phase-table.ts";

it("gives an entry the dataset's prefix and the field named as the dataset, where it has none of its own", () => {
  const phase = entityReferencePhase("tree", "tree-prefix");
  expect(through(phase, "reference,tree,prefix\nA,B,p\n,B,\n,,\n")).toEqual([
    "reference=A,tree=B,prefix=p",
    "reference=B,tree=B,prefix=tree-prefix",
    "reference=,tree=,prefix=tree-prefix",
  ]);
});

it("falls back to the dataset's name as prefix", () => {
  expect(through(entityPrefixPhase("tree"), "prefix\nx\n,\n")).toEqual(["prefix=x", "prefix=tree"]);
});

const typologies = new Map([
  ["plan", "document"],
  ["name", "value"],
]);

function split(field: string, value: string): string {
  const phase = factReferencePhase(
    (name) => typologies.get(name),
    () => "local-plan",
  );
  const [found] = [...phase([fact({ field, value })])];
  return `${found?.prefix}|${found?.reference}`;
}

it.each([
  ["a:b", "a|b"],
  ["x:y:z", "x|y:z"],
  ["A1", "local-plan|A1"],
  ["http://x.y/z", "local-plan|http://x.y/z"],
  ["a: b", "local-plan|a: b"],
  ["a:", "local-plan|a:"],
  [" a:b", "local-plan| a:b"],
  ["a:b\r\nc", "local-plan|a:b\r\nc"],
])("splits the value %j of a referring field into %s", (value, parts) => {
  expect(split("plan", value)).toBe(parts);
});

it("leaves fields alone that refer to nothing, and raises for one the specification lacks", () => {
  expect(split("name", "a:b")).toBe("|");
  expect(() => split("unknown", "a")).toThrow("field_typology_map");
});
