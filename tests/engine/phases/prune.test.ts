import { expect, it } from "vitest";
import { entityPrunePhase, factPrunePhase, fieldPrunePhase } from "../../../src/engine/phases/prune.ts";
import { entriesOf, fact, factsOf, keptDrops, rowsOf, through } from "../phase-table.ts";

it("keeps current fields and those that identify an entry", () => {
  expect(through(fieldPrunePhase(["name"]), "old,name,prefix\n1,2,3\n")).toEqual(["name=2,prefix=3"]);
});

it("drops entries without an entity, saying why, and counts the others at the end", () => {
  const { dropped, drops } = keptDrops();
  const counts: number[] = [];
  const entries = entriesOf("entity,prefix,reference\n1,p,A\n,p,B\n,p,C\n2,p,D\n");
  const retired = entries.map((entry) =>
    entry.entryNumber === 3 ? { ...entry, retiredEntity: "9" } : entry,
  );
  const kept = rowsOf(entityPrunePhase(dropped, (count) => counts.push(count))(retired));
  expect(kept).toEqual(["entity=1,prefix=p,reference=A", "entity=2,prefix=p,reference=D"]);
  expect(drops).toEqual(["3 no-entity p:B", "4 retired-entity 9"]);
  expect(counts).toEqual([2]);
});

it("drops facts without a value, but for end-date", () => {
  const facts = [
    fact({ field: "name", value: "" }),
    fact({ field: "end-date", value: "" }),
    fact({ field: "notes", value: "x" }),
  ];
  expect(factsOf(factPrunePhase()(facts))).toEqual(["- end-date -", "- notes x"]);
});
