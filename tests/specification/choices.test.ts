import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readOrganisationPiece, readSpecificationPiece } from "../../src/specification/bundle.ts";
import { readDatasetRows, readOrganisationList } from "../../src/specification/choices.ts";

const piece = (name: string): unknown =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../public/tables/${name}.json`, import.meta.url)), "utf8"),
  );

describe("what people choose from", () => {
  const json = piece("specification");
  const rows = readDatasetRows(json);
  const whole = readSpecificationPiece(json);

  it("offers the datasets that the whole specification offers, with the fields of its guidance", () => {
    expect(
      rows
        .filter(({ offered }) => offered)
        .map(({ dataset }) => dataset)
        .sort(),
    ).toEqual(whole.offered.map(({ dataset }) => dataset).sort());
    for (const { dataset, name, fields } of rows) {
      expect(name).toBe(whole.specification.datasets.get(dataset)?.name || dataset);
      expect(fields).toEqual((whole.specification.guidance.get(dataset) ?? []).map(({ field }) => field));
    }
  });

  it("leaves out datasets that have ended", () => {
    const ended = [...whole.specification.datasets.values()].filter(({ endDate }) => endDate !== "");
    expect(ended.length).toBeGreaterThan(0);
    const names = new Set(rows.map(({ dataset }) => dataset));
    expect(ended.filter(({ dataset }) => names.has(dataset))).toEqual([]);
  });

  it("has the organisations of the whole piece", () => {
    const organisations = piece("organisation");
    expect(readOrganisationList(organisations)).toEqual(readOrganisationPiece(organisations).list);
  });

  it("says what is missing in a piece that is none", () => {
    expect(() => readDatasetRows({})).toThrow("the bundle has no offered.csv");
    expect(() => readOrganisationList(undefined)).toThrow("the bundle has no list.csv");
  });
});
