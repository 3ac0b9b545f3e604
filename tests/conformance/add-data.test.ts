import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { sharedIt, sharedPath } from "../shared.ts";
import { runAddDataCase } from "./add-data.ts";
import { readDifferences } from "./differences.ts";

const root = sharedPath("conformance/add-data");

/** The differences we know of, and no others: an answer that starts to agree must leave the list. */
describe("adding data, as recorded", () => {
  const differences = readDifferences();
  const folders = existsSync(root)
    ? readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory())
    : ["the recorded answers"];
  for (const name of folders) {
    const known = differences.get(name)?.kind === "known";
    sharedIt(known ? `${name} is more correct than the reference` : `${name} is as recorded`, async () => {
      const { verdict, detail } = await runAddDataCase(join(root, name));
      expect(verdict, detail).toBe(known ? "lenient" : "pass");
    });
  }
});
