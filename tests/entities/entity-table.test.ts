import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type EntityRow, entityTable } from "../../src/entities/entity-table.ts";
import { type PlatformExtract, readPlatformExtract } from "../../src/entities/platform-extract.ts";
import { proposeNumbers } from "../../src/entities/propose.ts";
import type { ResourceEntry } from "../../src/entities/resource-entries.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const dataset = "conservation-area";
const council = "local-authority:DNC";

function entry(
  lineNumber: number,
  reference: string,
  entity = "",
  name = `name of ${reference}`,
): ResourceEntry {
  const fields = new Map(Object.entries({ reference, name }).filter(([, value]) => value !== ""));
  return {
    lineNumber,
    entryNumber: lineNumber - 1,
    prefix: dataset,
    organisation: council,
    reference,
    entity,
    fields,
  };
}

const lookups = [
  "prefix,organisation,reference,entity",
  ...["A,700", "B,701", "C,702", "D,703", "E,704", "G,705"].map((row) => `${dataset},${council},${row}`),
  "",
].join("\r\n");
const oldEntities = "old-entity,status,entity\r\n703,301,710\r\n704,410,\r\n";

function extract(): PlatformExtract {
  const csv = [
    "dataset,entity,organisation-entity,reference,name",
    `${dataset},700,67,A,name of A`,
    `${dataset},701,67,B,another name`,
    `${dataset},710,67,D2,kept`,
    `${dataset},720,67,F,lost`,
    `${dataset},730,67,Z,gone`,
    `${dataset},740,99,Y,of another organisation`,
    "",
  ].join("\r\n");
  const reply = readPlatformExtract(csv, "platform.csv");
  if (!reply.ok) throw new Error(reply.message);
  return reply.extract;
}

const entries = [
  entry(2, "A", "700"),
  entry(3, "B", "701"),
  entry(4, "C", "702"),
  entry(5, "D", "703"),
  entry(6, "E", "704"),
  entry(7, "F"),
  entry(8, "N/1"),
  entry(9, "N1"),
  entry(10, ""),
  entry(11, "N/1"),
  entry(12, "M"),
];

const table = (given: PlatformExtract | undefined) =>
  entityTable({
    dataset,
    entries,
    lookups,
    oldEntities,
    extract: given,
    organisations: [council],
    organisationOf: (entity) => (entity === "67" ? council : `organisation ${entity}`),
  });
const states = (rows: readonly EntityRow[]) =>
  Object.fromEntries(
    rows.map(({ reference, lineNumber, state }) => [reference || `line ${lineNumber}`, state]),
  );

describe("the one table", () => {
  it("says of every entity what it is", () => {
    expect(states(table(extract()))).toEqual({
      A: "same",
      B: "changed",
      C: "waiting",
      D: "redirected",
      E: "waiting",
      F: "lost-lookup",
      "N/1": "new",
      N1: "same-key",
      "line 10": "no-reference",
      M: "new",
      Z: "only-on-platform",
      G: "only-in-lookup",
    });
  });

  it("names the reason: removed, redirected, which fields differ, how often a reference stands in the file", () => {
    const rows = new Map(table(extract()).map((row) => [row.reference, row]));
    expect(rows.get("E")?.note).toMatch(/410/);
    expect(rows.get("D")).toMatchObject({ entity: "703", redirectedTo: "710" });
    expect(rows.get("B")?.differences).toEqual([
      { field: "name", resource: "name of B", platform: "another name" },
    ]);
    expect(rows.get("N/1")?.lines).toBe(2);
  });

  it("calls nothing new when the platform was not asked", () => {
    const rows = table(undefined);
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(["unknown", "waiting", "same-key", "no-reference", "only-in-lookup"]),
    );
    expect(rows.filter(({ selectable }) => selectable).map(({ reference }) => reference)).toEqual([
      "F",
      "N/1",
      "M",
    ]);
  });
});

describe("proposed numbers", () => {
  const range = { dataset, prefix: dataset, entityMinimum: 700n, entityMaximum: 799n };
  const propose = (references: readonly string[]) => {
    const rows = table(extract());
    const selected = rows.filter(({ reference }) => references.includes(reference)).map(({ key }) => key);
    return proposeNumbers(rows, new Set(selected), range, lookups, oldEntities).assigned.map(
      ({ reference, entity }) => `${reference}=${entity}`,
    );
  };

  it("go on after the highest, in the order of the resource, and give a lost number back", () => {
    expect(propose(["M", "N/1", "F"])).toEqual(["N/1=706", "M=707", "F=720"]);
  });

  it("leave no gap for a row that is not selected", () => {
    expect(propose(["M"])).toEqual(["M=706"]);
  });

  it("are never given to what has a number or cannot have one", () => {
    expect(propose(["A", "C", "N1", "Z"])).toEqual([]);
  });

  it("pass over a number that only the platform knows", () => {
    const narrow = { ...range, entityMinimum: 705n, entityMaximum: 711n };
    const rows = table(extract());
    const { assigned } = proposeNumbers(
      rows,
      new Set(rows.map(({ key }) => key)),
      narrow,
      lookups,
      oldEntities,
    );
    expect(assigned.map(({ entity }) => entity)).toEqual(["706", "707", "720"]);
  });

  // service/data-team.md 5.2: 24,719 rows for 15,851 numbers, highest 44016471.
  sharedIt("go on after the real table of conservation areas", () => {
    const real = readFileSync(sharedPath("configuration/pipeline-more/conservation-area/lookup.csv"), "utf8");
    const old = readFileSync(sharedPath("configuration/pipeline/conservation-area/old-entity.csv"), "utf8");
    const rows = table(undefined);
    const areas = { dataset, prefix: dataset, entityMinimum: 44000000n, entityMaximum: 44999999n };
    const { assigned } = proposeNumbers(rows, new Set(rows.map(({ key }) => key)), areas, real, old);
    expect(assigned.map(({ entity }) => entity)).toEqual(["44016472", "44016473", "44016474"]);
  });
});
