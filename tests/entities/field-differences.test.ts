import { describe, expect, it } from "vitest";
import { fieldDifferences } from "../../src/entities/field-differences.ts";

const differs = (field: string, resource: string, platform: string) =>
  fieldDifferences(new Map([[field, resource]]), new Map([[field, platform]])).length > 0;

const square = (size: string) => `POLYGON ((0 0, ${size} 0, ${size} ${size}, 0 ${size}, 0 0))`;

describe("resource against platform", () => {
  it.each([
    ["a number written with decimals", "hectares", "100.0", "100"],
    ["leading zeros", "reference", "007", "7"],
    ["a time of the same day", "start-date", "2024-01-02", "2024-01-02T00:00:00Z"],
    ["blanks around a text", "name", " Old Town ", "Old Town"],
    ["another point of the same line", "geometry", square("1"), "POLYGON ((0 0, 0.5 0, 1 0, 1 1, 0 1, 0 0))"],
    ["a shape moved by less than 0.0001 degrees", "geometry", square("1"), square("1.00005")],
    ["a point in a multipoint", "point", "POINT (0 51)", "MULTIPOINT ((0 51))"],
    ["what the platform sets itself", "entry-date", "2024-01-02", "2020-01-01"],
  ])("takes %s for the same", (_, field, resource, platform) => {
    expect(differs(field, resource, platform)).toBe(false);
  });

  it.each([
    ["another number", "hectares", "100.5", "100"],
    ["another day", "start-date", "2024-01-02", "2024-01-03 00:00:00"],
    ["upper case", "name", "old town", "Old Town"],
    ["a shape moved by more than 0.0001 degrees", "geometry", square("1"), square("1.0002")],
    ["a shape that the platform lacks", "geometry", square("1"), ""],
    ["a text that is no shape", "geometry", "no shape", "POINT (0 51)"],
  ])("sees %s", (_, field, resource, platform) => {
    expect(differs(field, resource, platform)).toBe(true);
  });

  it("compares only what the resource supplies, and cuts what the platform has at 200 characters", () => {
    const platform = new Map([
      ["name", "x".repeat(300)],
      ["notes", "only there"],
    ]);
    const [difference, ...more] = fieldDifferences(new Map([["name", "y"]]), platform);
    expect(more).toEqual([]);
    expect(difference?.platform).toHaveLength(200);
  });
});
