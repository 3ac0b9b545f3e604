import { readdirSync } from "node:fs";
import { describe, expect } from "vitest";
import { caseFolders } from "../conformance/case.ts";
import { runCollectCase } from "../conformance/collect.ts";
import { sharedExists, sharedIt, sharedPath } from "../shared.ts";

describe("the recorded collector runs", () => {
  const folder = sharedPath("conformance/collect");
  const cases = sharedExists ? caseFolders(folder) : [];

  for (const path of cases) {
    sharedIt(`collects ${path.slice(folder.length + 1)} as recorded`, async () => {
      expect((await runCollectCase(path)).differences).toEqual([]);
    });
  }

  sharedIt("has a case.json in every folder", () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(cases).toHaveLength(folders.length);
  });
});
