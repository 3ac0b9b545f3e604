import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type EntityDecisions, entityChange } from "../../src/entities/change.ts";
import { entityChangeZip } from "../../src/entities/change-files.ts";
import { entityTable } from "../../src/entities/entity-table.ts";

const dataset = "conservation-area";
const path = (file: string) => `pipeline/${dataset}/${file}`;
const council = "local-authority:SKP";
const lookups = `prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date\r\n${dataset},,,,${council},A,700,,,\r\n${dataset},,,,${council},Z,704,,,\r\n`;
const oldEntities =
  "old-entity,status,entity,notes,end-date,entry-date,start-date\r\n699,301,650,,,2020-01-01,\r\n";
const ranges = `dataset,entity-minimum,entity-maximum,organisation\r\n${dataset},706,706,local-authority:LBH\r\n`;

const table = entityTable({
  dataset,
  entries: ["N/1", 'N, "2"', "N3"].map((reference, index) => ({
    lineNumber: index + 2,
    entryNumber: index + 1,
    prefix: dataset,
    organisation: council,
    reference,
    entity: "",
    fields: new Map([["reference", reference]]),
  })),
  lookups,
  oldEntities,
  extract: undefined,
  organisations: [council],
  organisationOf: () => "",
});
const keyOf = (reference: string) => table.find((row) => row.reference === reference)?.key ?? "";

function changed(decisions: Partial<EntityDecisions>) {
  return entityChange({
    dataset,
    collection: dataset,
    table,
    decisions: {
      selected: new Set(table.map(({ key }) => key)),
      redirects: [],
      removals: [],
      authoritative: false,
      ...decisions,
    },
    range: { dataset, prefix: dataset, entityMinimum: 700n, entityMaximum: 799n },
    repository: new Map([
      [path("lookup.csv"), lookups],
      [path("old-entity.csv"), oldEntities],
      [path("entity-organisation.csv"), ranges],
    ]),
    order: "append",
    today: "2026-11-22",
  }).change;
}
const added = (change: ReturnType<typeof changed>, file: string) =>
  (change.added.get(path(file)) ?? "").split("\r\n").slice(1, -1);

describe("what decisions about entities change", () => {
  it("writes lookups in the order of the resource, the bare reference", () => {
    expect(added(changed({}), "lookup.csv")).toEqual([
      `${dataset},,,,${council},N/1,705,,,`,
      `${dataset},,,,${council},"N, ""2""",706,,,`,
      `${dataset},,,,${council},N3,707,,,`,
    ]);
  });

  it("claims ranges only for authoritative data, and stops where another organisation's begins", () => {
    expect(added(changed({}), "entity-organisation.csv")).toEqual([]);
    const change = changed({ authoritative: true });
    expect(added(change, "entity-organisation.csv")).toEqual([
      `${dataset},705,705,${council}`,
      `${dataset},707,707,${council}`,
    ]);
    expect(change.problems.map(({ message }) => message).join()).toMatch(/706.*line 2.*local-authority:LBH/);
  });

  it("redirects a number of the platform to the number a reference gets, and those that led to it", () => {
    const evidence = "geometry complete_match, name similarity 92%";
    const change = changed({
      redirects: [{ oldEntity: "650", key: keyOf("N/1"), notes: evidence }],
      removals: [{ entity: "660", notes: "added in error" }],
    });
    expect(added(change, "old-entity.csv")).toEqual([
      `650,301,705,"${evidence}",,2026-11-22,`,
      "660,410,,added in error,,2026-11-22,",
    ]);
    expect(change.edits).toMatchObject([{ column: "entity", before: "650", after: "705" }]);
  });

  it("says that a redirection to a reference without a number is impossible", () => {
    const redirects = [{ oldEntity: "650", key: keyOf("N3"), notes: "" }];
    const { problems } = changed({ selected: new Set([keyOf("N/1")]), redirects });
    expect(problems.map(({ message }) => message)).toEqual([
      "650 has nowhere to lead: the reference gets no number",
    ]);
  });

  it("is handed over as a zip that is the same every time, with what apply needs", () => {
    const origin = {
      baseCommit: "",
      tool: "1",
      specification: "s",
      configuration: "c",
      today: "2026-11-22",
    };
    const zip = () =>
      entityChangeZip({ change: changed({}), origin, dataset, name: "areas.csv", resource: "abc" });
    expect(zip()).toEqual(zip());
    const files = unzipSync(zip());
    expect(Object.keys(files)).toEqual(["README.txt", "manifest.json", path("lookup.csv")]);
    const manifest: { rows: unknown[] } = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
    expect(manifest.rows).toHaveLength(1);
  });
});
