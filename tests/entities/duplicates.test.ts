import { describe, expect, it } from "vitest";
import { loadGeometry } from "../../src/effects/node/geometry.ts";
import { duplicateCandidates } from "../../src/entities/duplicates.ts";
import type { EntityRow } from "../../src/entities/entity-table.ts";
import type { PlatformEntity } from "../../src/entities/platform-extract.ts";

function row(reference: string, fields: Readonly<Record<string, string>>): EntityRow {
  return {
    key: reference,
    state: "new",
    prefix: "conservation-area",
    organisation: "local-authority:DNC",
    reference,
    name: fields.name ?? "",
    lineNumber: 2,
    lines: 1,
    entity: "",
    redirectedTo: "",
    inResource: true,
    inLookup: false,
    onPlatform: "no",
    differences: [],
    selectable: true,
    note: "",
    fields: new Map(Object.entries(fields)),
  };
}

function published(entity: string, fields: Readonly<Record<string, string>>): PlatformEntity {
  const dataset = "conservation-area";
  return {
    entity,
    reference: `P${entity}`,
    dataset,
    organisationEntity: "67",
    quality: "",
    fields: new Map(Object.entries(fields)),
  };
}

/** A rectangle of 1 hundredth of a degree in height. */
const box = (from: number, to: number) =>
  `POLYGON ((${from} 53.4, ${to} 53.4, ${to} 53.41, ${from} 53.41, ${from} 53.4))`;

const find = async (rows: EntityRow[], platform: PlatformEntity[], spatial = true) =>
  duplicateCandidates({ rows, platform, spatial }, await loadGeometry());

describe("shapes", () => {
  // shared:  96 %: both    95 %: neither    94.9 %: neither
  it.each([
    [-2.1996, "complete"],
    [-2.1995, undefined],
    [-2.19949, undefined],
  ])("shifted to %d are %s", async (from, match) => {
    const found = await find(
      [row("A", { geometry: box(-2.2, -2.19) })],
      [published("1", { geometry: box(from, from + 0.01) })],
    );
    expect(found[0]?.match).toBe(match);
  });

  it("inside another are a single match, ticked only when the names are alike", async () => {
    const inside = box(-2.196, -2.194);
    const whole = published("1", { geometry: box(-2.2, -2.19), name: "Willow Green CA" });
    const rows = [
      row("A", { geometry: inside, name: "Willow Green Conservation Area" }),
      row("B", { geometry: inside, name: "Castle Hill" }),
      row("C", { geometry: inside }),
    ];
    const found = await find(rows, [whole]);
    expect(found.map(({ reference, match, ticked }) => [reference, match, ticked])).toEqual([
      ["A", "single", true],
      ["B", "single", false],
      ["C", "single", false],
    ]);
    expect(found[0]?.nameLikeness).toBeCloseTo(96.55, 2);
    expect(found[2]?.nameLikeness).toBeUndefined();
    expect(found[0]?.shared?.[0]).toBeCloseTo(1, 9);
    expect(found[0]?.shared?.[1]).toBeCloseTo(0.2, 9);
  });

  it("that are equal points match, others do not", async () => {
    const rows = [row("A", { point: "POINT (-2.1 53.4)" }), row("B", { point: "POINT (-2.100001 53.4)" })];
    const found = await find(rows, [published("1", { point: "POINT (-2.100000 53.400000)" })]);
    expect(found.map(({ reference, by, ticked }) => [reference, by, ticked])).toEqual([["A", "point", true]]);
  });

  it("are compared with the platform only, not with one another, and not for rows that have a number", async () => {
    const twin = { geometry: box(-2.2, -2.19) };
    const has = { ...row("C", twin), selectable: false };
    expect(await find([row("A", twin), row("B", twin)], [])).toEqual([]);
    expect(await find([has], [published("1", twin)])).toEqual([]);
  });
});

describe("other data", () => {
  it("is a candidate when everything the resource says is equal, and is never ticked", async () => {
    const fields = { name: "Green Lane ", "start-date": "2020-01-01", reference: "A", notes: "mine" };
    const found = await find(
      [row("A", fields), row("B", { ...fields, "start-date": "2021-01-01" })],
      [published("1", { name: "green lane", "start-date": "2020-01-01", reference: "P1", notes: "theirs" })],
      false,
    );
    expect(found.map(({ reference, by, ticked }) => [reference, by, ticked])).toEqual([
      ["A", "fields", false],
    ]);
  });
});
