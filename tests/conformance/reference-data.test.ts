import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sharedIt, sharedPath } from "../shared.ts";
import {
  referenceConfiguration,
  referenceFiles,
  referenceOrganisations,
  referenceSpecification,
} from "./reference-data.ts";

it("has the specification, organisations and configuration that the recorded runs saw", () => {
  expect(referenceSpecification().pipelines.size).toBe(281);
  expect(referenceOrganisations().all).toHaveLength(425);
  expect(referenceConfiguration("brownfield-land")?.tables.get("column.csv")?.records).toHaveLength(166);
  expect(referenceConfiguration("no-such-collection")).toBeUndefined();
});

sharedIt("equals the recorded tables", () => {
  for (const folder of ["specification", "configuration/pipeline/conservation-area"]) {
    for (const [name, csv] of referenceFiles(folder)) {
      expect(csv, name).toBe(readFileSync(sharedPath(`${folder}/${name}`), "utf8"));
    }
  }
});
