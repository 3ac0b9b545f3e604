import { describe, expect, it } from "vitest";
import { type FactsOfEntity, safetyChecks } from "../../src/entities/safety-checks.ts";

const facts = (
  entity: string,
  reference: string,
  more: Readonly<Record<string, string>> = {},
): FactsOfEntity => ({
  entity,
  fields: new Map(
    Object.entries({
      prefix: "tree",
      organisation: "local-authority:DNC",
      reference,
      name: `tree ${reference}`,
      ...more,
    }),
  ),
});
const many = (count: number) => Array.from({ length: count }, (_, at) => facts(String(at + 1), `T${at + 1}`));
const codes = (current: FactsOfEntity[], previous: FactsOfEntity[] | undefined, invalidUris = 0) =>
  safetyChecks({ current, previous, invalidUris }).map(({ code }) => code);

describe("safety checks", () => {
  it("say nothing of one new entity in ten", () => {
    expect(codes(many(10), many(9))).toEqual([]);
  });
  it("ask a person when more than a tenth is new", () => {
    expect(codes(many(11), many(9))).toEqual(["large_number_of_new_entities"]);
  });
  it("tell a missing, an empty and an unchanged resource apart", () => {
    expect(codes(many(1), undefined)).toEqual(["previous_resource_not_found"]);
    expect(codes(many(1), [])).toEqual(["previous_resource_empty"]);
    expect(codes([], many(1))).toEqual(["current_resource_empty"]);
    expect(codes(many(3), many(3))).toEqual(["current_resource_no_new_entities"]);
  });
  it("see a renumbered entity by its other facts, whatever its case, reference and entry-date", () => {
    const again = facts("99", "NEW", { name: "TREE T5 ", "entry-date": "2026-01-01" });
    expect(codes([...many(10), again], many(10))).toEqual(["duplicate_entity_all_fields"]);
  });
  it("see a reference that has another number already", () => {
    const again = facts("99", "T5", { name: "another" });
    expect(codes([...many(10), again], many(10))).toEqual([
      "duplicate_prefix_reference_organisation",
      "duplicate_reference_organisation",
      "duplicate_reference_organisation_in_new_resource",
    ]);
  });
  it("see missing references and organisations", () => {
    expect(codes([...many(20), facts("21", "", { organisation: "" })], many(20))).toEqual([
      "missing_organisation",
      "missing_reference",
    ]);
  });
  it("mention addresses that cannot be read only when nothing else speaks against it", () => {
    expect(codes(many(10), many(9), 2)).toEqual(["invalid_uri_issue"]);
    expect(codes(many(11), many(9), 2)).not.toContain("invalid_uri_issue");
  });
});
