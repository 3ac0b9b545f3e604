import { expect, it } from "vitest";
import { entityIssueLog } from "../../src/engine/issue-log.ts";
import type { Issue } from "../../src/issues/issue.ts";

function kept() {
  const seen: string[] = [];
  const log = entityIssueLog(({ entryNumber, issueType, entity }: Issue) =>
    seen.push(`${entryNumber} ${issueType} ${entity || "-"}`),
  );
  const add = (entryNumber: number, type: string) =>
    log.add({ lineNumber: entryNumber + 1, entryNumber }, "f", type);
  return { log, add, seen };
}

it("holds an entry's issues until its entity is known", () => {
  const { log, add, seen } = kept();
  add(1, "a");
  add(1, "b");
  expect(seen).toEqual([]);
  log.foundEntity(1, "44");
  add(1, "c");
  expect(seen).toEqual(["1 a 44", "1 b 44", "1 c 44"]);
});

it("lets them go without one when another entry has its turn, or at the end", () => {
  const { log, add, seen } = kept();
  add(1, "a");
  add(2, "b");
  expect(seen).toEqual(["1 a -"]);
  log.flush();
  expect(seen).toEqual(["1 a -", "2 b -"]);
});

it("keeps the first entity of an entry, even none", () => {
  const { log, add, seen } = kept();
  log.foundEntity(1, "");
  log.foundEntity(1, "44");
  add(1, "a");
  log.foundEntity(2, "45");
  log.foundEntity(2, "46");
  add(2, "b");
  add(1, "late");
  expect(seen).toEqual(["1 a -", "2 b 45", "1 late -"]);
});
