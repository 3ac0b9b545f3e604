import { describe, expect, it } from "vitest";
import { authorities } from "../../../src/engine/lookups/authorities.ts";
import { factCombinePhase } from "../../../src/engine/phases/combine.ts";
import { factorPhase } from "../../../src/engine/phases/factor.ts";
import { pivotPhase } from "../../../src/engine/phases/pivot.ts";
import { priorityPhase } from "../../../src/engine/phases/priority.ts";
import { savePhase } from "../../../src/engine/phases/save.ts";
import { entriesOf, fact, factsOf, keptIssues, noRules, rowsOf } from "../phase-table.ts";

it("pivots an entry into facts in the order of the fields' names, the entity being none of them", () => {
  const [first, ...others] = [...pivotPhase()(entriesOf("name,entity,entry-date,Name\nn,7,2026-01-02,N\n"))];
  expect(first).toMatchObject({
    entity: "7",
    field: "Name",
    value: "N",
    entryDate: "2026-01-02",
    priority: 1,
  });
  expect(factsOf(others)).toEqual(["7 entry-date 2026-01-02", "7 name n"]);
});

it("identifies a fact of a known entity by its hash", () => {
  const [known, unknown] = [
    ...factorPhase()([
      fact({ entity: "44000001", field: "name", value: "x" }),
      fact({ field: "name", value: "x" }),
    ]),
  ];
  expect(known?.fact).toBe("c77284a50735cdf4d31f03a13489ddd592969f5134ed8816d00fac9af64ecfc2");
  expect(unknown?.fact).toBe("");
});

describe("combining", () => {
  const combine = (field: string, separator = ";") =>
    new Map([[field, { file: "combine.csv" as const, line: 2, separator }]]);
  const entry = (entryNumber: number, entity: string, value: string, field = "name") =>
    fact({ entryNumber, lineNumber: entryNumber + 1, entity, field, value });

  it("holds the facts of a field to the end and gives each the different values in order", () => {
    const { log, issues } = keptIssues();
    const phase = factCombinePhase(combine("name"), () => "", log, noRules);
    const facts = [entry(1, "2", "b"), entry(2, "1", ""), entry(3, "2", "a"), entry(4, "2", "a", "notes")];
    expect(factsOf(phase([...facts, entry(5, "2", "b")]))).toEqual([
      "2 notes a",
      "2 name a;b",
      "2 name a;b",
      "2 name a;b",
      "1 name -",
    ]);
    expect(issues).toEqual([
      "2 1 name|combined-value|2|",
      "4 3 name|combined-value|2|",
      "6 5 name|combined-value|2|",
      "3 2 name|combined-value|1|",
    ]);
  });

  it("unites geometries", () => {
    const { log } = keptIssues();
    const phase = factCombinePhase(combine("geometry"), (shapes) => shapes.join("+"), log, noRules);
    const facts = [entry(1, "", "B", "geometry"), entry(2, "", "A", "geometry")];
    expect(factsOf(phase(facts))).toEqual(["- geometry A+B", "- geometry A+B"]);
  });
});

describe("priority", () => {
  const rule = (minimum: bigint, maximum: bigint, organisation: string) => ({
    file: "entity-organisation.csv" as const,
    line: 2,
    dataset: "tree",
    entityMinimum: minimum,
    entityMaximum: maximum,
    organisation,
  });
  const ranges = authorities([rule(1n, 2n, "LBH"), rule(2n, 3n, "BRX")]);

  it("is 2 for the authority's own resource; else the authority becomes the organisation", () => {
    const entries = [
      ...priorityPhase(ranges, ["LBH"], noRules)(entriesOf("entity,organisation\n2,x\n3,x\n4,x\n")),
    ];
    expect(entries.map((entry) => entry.priority)).toEqual([2, 1, 1]);
    expect(rowsOf(entries)).toEqual([
      "entity=2,organisation=x",
      "entity=3,organisation=BRX",
      "entity=4,organisation=x",
    ]);
  });

  it("is 1 without ranges", () => {
    const [entry] = [...priorityPhase(undefined, ["LBH"], noRules)(entriesOf("entity\n2\n"))];
    expect(entry?.priority).toBe(1);
  });
});

it("shows entries to be saved one by one, as they pass", () => {
  const seen: string[] = [];
  const passed = savePhase((entry) => seen.push(`saved ${entry.entryNumber}`))(entriesOf("a\n1\n2\n"));
  for (const entry of passed) seen.push(`passed ${entry.entryNumber}`);
  expect(seen).toEqual(["saved 1", "passed 1", "saved 2", "passed 2"]);
});
