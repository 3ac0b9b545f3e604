import { describe, expect, it } from "vitest";
import { assignEntities } from "../../src/repository/assign.ts";

const lookups = (...entities: (number | string)[]) =>
  `prefix,resource,organisation,reference,entity\r\n${entities
    .map((entity) => (typeof entity === "number" ? `thing,,o:A,R${entity},${entity}` : entity))
    .join("\r\n")}\r\n`;
const references = (...names: string[]) =>
  names.map((reference) => ({ prefix: "thing", organisation: "o:A", reference }));
const range = (entityMinimum = 700n, entityMaximum = 799n) => ({
  dataset: "thing",
  prefix: "thing",
  entityMinimum,
  entityMaximum,
});
const numbers = (assignment: ReturnType<typeof assignEntities>) =>
  assignment.assigned.map(({ reference, entity }) => `${reference}=${entity}`);

describe("proposed entity numbers", () => {
  it("go on after the highest, past numbers that old-entity.csv holds in either column", () => {
    const old = "old-entity,status,entity\r\n705,410,\r\n699,301,707\r\n";
    const table = lookups(700, 701, 704, "other,,o:A,X,9000");
    expect(numbers(assignEntities(references("B1", "B2", "B3", "B1"), range(), table, old))).toEqual([
      "B1=706",
      "B2=708",
      "B3=709",
    ]);
  });

  it.each([
    ["wrap round at the end of the range", [700, 799], ["B1=701", "B2=702"]],
    ["start at the minimum when there are none", [], ["B1=700", "B2=701"]],
    ["start at the minimum when the highest is out of range", [900], ["B1=700", "B2=701"]],
    ["take the last number, then the first", [798], ["B1=799", "B2=700"]],
  ])("%s", (_, before, after) => {
    const table = lookups(...before);
    expect(numbers(assignEntities(references("B1", "B2"), range(), table, undefined))).toEqual(after);
  });

  it("run out when the range is full", () => {
    const assignment = assignEntities(
      references("B1", "B2"),
      range(700n, 702n),
      lookups(700, 701, 702),
      undefined,
    );
    expect(assignment.assigned).toEqual([]);
    expect(assignment.withoutNumber.map(({ reference }) => reference)).toEqual(["B1", "B2"]);
  });

  it("take quotes around a reference with a comma for no difference", () => {
    const table = lookups('thing,,o:A,"""TPO 1,2""",700');
    expect(numbers(assignEntities(references("TPO 1,2", "TPO 3"), range(), table, undefined))).toEqual([
      "TPO 3=701",
    ]);
  });

  it("are given to 10,000 references beside 100,000 lookups, each once", () => {
    const table = lookups(...Array.from({ length: 100_000 }, (_, index) => 1_000_000 + index * 2));
    const names = Array.from({ length: 10_000 }, (_, index) => `N${index}`);
    const { assigned } = assignEntities(
      references(...names),
      range(1_000_000n, 1_199_999n),
      table,
      undefined,
    );
    expect(new Set(assigned.map(({ entity }) => entity)).size).toBe(10_000);
    expect(assigned[0]?.entity).toBe("1199999");
    expect(assigned[1]?.entity).toBe("1000001");
  });
});
