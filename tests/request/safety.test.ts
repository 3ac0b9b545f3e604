import { describe, expect, it } from "vitest";
import { safetyOf } from "../../src/request/safety.ts";

const organisation = "local-authority:LBH";
const transformed = (...entries: Record<string, string>[]) =>
  `end-date,entity,entry-date,entry-number,fact,field,priority,reference-entity,resource,start-date,value\n${entries
    .flatMap((entry, at) =>
      Object.entries({ organisation, prefix: "tree", ...entry }).map(
        ([field, value]) => `,,2026-01-01,${at + 1},,${field},2,,abc,,${value}\n`,
      ),
    )
    .join("")}`;
const lookup = (reference: string, entity = "7002000000", of = organisation) =>
  new Map(Object.entries({ prefix: "tree", organisation: of, reference, entity }));
const codes = (text: string, lookups: ReadonlyMap<string, string>[] | undefined, invalidUris = 0) =>
  safetyOf({ transformed: text, dataset: "tree", lookups, invalidUris }).warnings.map(({ code }) => code);

describe("safety rules before numbers are taken", () => {
  it("warns of nothing for a few new references among many known ones", () => {
    const known = Array.from({ length: 20 }, (_, at) => `T${at}`);
    const text = transformed(
      ...[...known, "NEW"].map((reference) => ({ reference, name: `oak ${reference}` })),
    );
    expect(
      codes(
        text,
        known.map((reference) => lookup(reference)),
      ),
    ).toEqual([]);
  });

  it("warns when more than a tenth is new, and not at a tenth", () => {
    const entries = (fresh: number) =>
      transformed(
        ...Array.from({ length: 10 }, (_, at) => ({
          reference: `${at < fresh ? "N" : "K"}${at}`,
          name: `${at}`,
        })),
      );
    const lookups = Array.from({ length: 10 }, (_, at) => lookup(`K${at}`));
    expect(codes(entries(1), lookups)).toEqual([]);
    expect(codes(entries(2), lookups)).toEqual(["large_number_of_new_entities"]);
  });

  it("does not take a first file for a renumbering", () => {
    expect(codes(transformed({ reference: "A" }, { reference: "B" }), [])).toEqual([]);
  });

  it("finds a new reference that is an old thing", () => {
    const lookups = ["A", "C", "D", "E", "F", "G", "H", "I", "J", "K"].map((reference) => lookup(reference));
    const entries = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"].map((reference) => ({
      reference,
      "entry-date": reference === "B" ? "2026-02-02" : "2026-01-01",
      name: reference === "B" ? "oak A" : `oak ${reference}`,
    }));
    const { warnings } = safetyOf({
      transformed: transformed(...entries),
      dataset: "tree",
      lookups,
      invalidUris: 0,
    });
    expect(warnings).toMatchObject([{ code: "duplicate_entity_all_fields", count: 1, first: ["B"] }]);
  });

  it("finds references twice, also when they differ only in what the pipeline drops", () => {
    expect(codes(transformed({ reference: "A4/1" }, { reference: "A41" }), undefined)).toEqual([
      "duplicate_reference_organisation_in_new_resource",
    ]);
  });

  it("finds rows without organisation or reference, an empty file, nothing new, and bad addresses", () => {
    expect(codes(transformed({ reference: "A", organisation: "" }, { name: "x" }), undefined)).toEqual([
      "missing_organisation",
      "missing_reference",
    ]);
    expect(codes(transformed(), undefined)).toEqual(["current_resource_empty"]);
    expect(codes(transformed({ reference: "A" }), [lookup("a")], 3)).toEqual([
      "invalid_uri_issue",
      "current_resource_no_new_entities",
    ]);
  });

  it("says what it could not look at", () => {
    const safety = safetyOf({
      transformed: transformed({ reference: "A" }),
      dataset: "tree",
      lookups: undefined,
      invalidUris: 0,
    });
    expect(safety.newEntities).toBeUndefined();
    expect(safety.notLooked.join()).toContain("lookups");
  });
});
