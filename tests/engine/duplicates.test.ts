import { describe, expect, it } from "vitest";
import { duplicateCheck } from "../../src/engine/duplicates.ts";
import { fact } from "./phase-table.ts";

interface Reference {
  readonly value: string;
  readonly entity?: string;
  readonly entryDate?: string;
}

/** Duplicates among references, one for each entry, as `entry value entity` texts. */
function duplicates(references: readonly Reference[], unknown = "nan"): string[] {
  const check = duplicateCheck(unknown);
  for (const [index, { value, entity = "", entryDate = "" }] of references.entries()) {
    const entryNumber = index + 1;
    check.add(fact({ field: "prefix", value: "tree", entity, entryDate, entryNumber }));
    if (value !== "") check.add(fact({ field: "reference", value, entity, entryDate, entryNumber }));
  }
  return check.duplicates().map((found) => `${found.entryNumber} ${found.value} ${found.entity || "-"}`);
}

it("are facts with the same reference, entity and entry date, by entry", () => {
  const references = [
    { value: "B" },
    { value: "A" },
    { value: "A" },
    { value: "B" },
    { value: "a" },
    { value: "" },
  ];
  expect(duplicates(references)).toEqual(["1 B -", "2 A -", "3 A -", "4 B -"]);
  expect(
    duplicates([
      { value: "A", entity: "1" },
      { value: "A", entity: "2" },
    ]),
  ).toEqual([]);
  expect(duplicates([{ value: "A", entryDate: "2024-01-01" }, { value: "A" }])).toEqual([]);
});

describe("of references that pandas reads as nothing", () => {
  it("are one group and are shown as no number among others, as nothing alone", () => {
    const nothing = [{ value: "NA" }, { value: "None" }, { value: "null" }];
    expect(duplicates(nothing)).toEqual(["1  -", "2  -", "3  -"]);
    expect(duplicates([...nothing, { value: "A" }, { value: "A" }])).toContain("1 nan -");
    expect(duplicates([...nothing, { value: "A" }, { value: "A" }], "")).toContain("1  -");
  });
});

describe("are not looked for where the pipeline's reader gives up", () => {
  const many = (entities: readonly string[]) => entities.map((entity) => ({ value: "A", entity }));

  it("because entities that were there in the first rows are missing later", () => {
    expect(duplicates(many([...Array<string>(6).fill("1"), ""]))).toEqual([]);
    expect(duplicates(many(["", ...Array<string>(6).fill("1")]))).toHaveLength(6);
  });

  it("because words come after ten rows of numbers", () => {
    const check = duplicateCheck("");
    for (let entryNumber = 1; entryNumber <= 10; entryNumber += 1) {
      check.add(fact({ field: "reference", value: "1", entryNumber }));
    }
    check.add(fact({ field: "prefix", value: "tree", entryNumber: 10 }));
    expect(check.duplicates()).toEqual([]);
  });
});
