import { describe, expect, it } from "vitest";
import { compareEntities, type VersionRow } from "../../src/compare/entities.ts";
import { matchShapes } from "../../src/compare/geometry.ts";
import { versionRows } from "../../src/compare/version-rows.ts";
import { recordCase } from "../report/record-case.ts";

function version(...rows: readonly Readonly<Record<string, string>>[]): VersionRow[] {
  return rows.map(({ reference = "", ...fields }, at) => ({
    reference,
    fields: new Map(Object.entries({ reference, ...fields })),
    lineNumber: at + 2,
  }));
}

describe("two versions of a dataset", () => {
  it("says what was added, removed, changed, ended and left alone", () => {
    const before = version(
      { reference: "A", name: "Alpha" },
      { reference: "B", name: "Beta" },
      { reference: "C", name: "Gamma" },
      { reference: "D", name: "Delta" },
    );
    const after = version(
      { reference: "A", name: "Alpha" },
      { reference: "B", name: "Beta Hill" },
      { reference: "C", name: "Gamma", "end-date": "2026-01-01" },
      { reference: "E", name: "Epsilon" },
    );
    const found = compareEntities(before, after);
    expect(found.added.map(({ reference }) => reference)).toEqual(["E"]);
    expect(found.removed.map(({ reference }) => reference)).toEqual(["D"]);
    expect(found.changed.map(({ reference, changes }) => [reference, changes])).toEqual([
      ["B", [{ field: "name", before: "Beta", after: "Beta Hill" }]],
      ["C", [{ field: "end-date", before: "", after: "2026-01-01" }]],
    ]);
    expect(found.ended.map(({ reference }) => reference)).toEqual(["C"]);
    expect(found.unchanged).toBe(1);
    expect(found.renamed).toEqual([]);
  });

  it("tells references that are not unique, and rows without one take no part", () => {
    const found = compareEntities(
      version({ reference: "A" }, { reference: "A" }, { name: "x" }),
      version({ reference: "A" }),
    );
    expect(found.notUnique).toEqual(["A"]);
    expect([found.added, found.removed]).toEqual([[], []]);
  });

  it("takes a record with the same name for renamed, when the name stands once on either side", () => {
    const before = version(
      { reference: "1", name: "Alpha" },
      { reference: "2", name: "Twin" },
      { reference: "3", name: "Twin" },
    );
    const after = version({ reference: "X", name: "alpha " }, { reference: "Y", name: "Twin" });
    expect(compareEntities(before, after).renamed).toMatchObject([{ before: "1", after: "X", by: "name" }]);
  });

  it("finds at least 95% of the pairs of a renumbered file by their shapes (features g7)", async () => {
    const count = 200;
    const published = async (reference: (n: number) => string, drawn: (n: number) => string) => {
      const rows = Array.from({ length: count }, (_, n) => `${reference(n)},"${drawn(n)}"`);
      const { record } = await recordCase(`reference,geometry\n${rows.join("\n")}\n`);
      return [...versionRows(record)];
    };
    const before = await published(
      (n) => `CA${n}`,
      (n) => outline(n, 0),
    );
    // New numbers, in another order, every third shape drawn again with a shaky hand.
    const shuffled = (n: number) => (n * 77) % count;
    const after = await published(
      (n) => `2026/${n}`,
      (n) => outline(shuffled(n), shuffled(n) % 3 === 0 ? 1 : 0),
    );
    const { renamed, added, removed } = compareEntities(before, after);
    expect([added.length, removed.length]).toEqual([count, count]);
    const right = renamed.filter(
      ({ before: was, after: is }) => was === `CA${shuffled(Number(is.slice(5)))}`,
    );
    expect(right.length).toBe(renamed.length);
    expect(right.length).toBeGreaterThanOrEqual(0.95 * count);
  });
});

describe("matching shapes", () => {
  it("takes equal shapes first, each once, and points that are near", () => {
    const square = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))";
    const pairs = matchShapes(
      [
        { key: "a", wkt: square },
        { key: "b", wkt: square },
        { key: "p", wkt: "POINT (-1 52)" },
        { key: "none", wkt: "" },
      ],
      [
        { key: "A", wkt: "POLYGON ((1 1, 0 1, 0 0, 1 0, 1 1))" },
        { key: "far", wkt: "POINT (-1.001 52)" },
        { key: "near", wkt: "POINT (-1.000005 52)" },
      ],
    );
    expect(pairs.map(({ before, after }) => [before, after])).toEqual([
      ["a", "A"],
      ["p", "near"],
    ]);
  });
});

/** An irregular outline about 200 m across, each somewhere else in a crowded town; `shake` moves its vertices by about 5 m. */
function outline(n: number, shake: number): string {
  const [x, y] = [-1 + (n % 20) * 0.002, 52 + Math.floor(n / 20) * 0.0015];
  const points = Array.from({ length: 12 }, (_, at) => {
    const radius = 0.0012 * (0.7 + 0.3 * Math.sin(n * 3.7 + at * 1.9));
    const off = shake * 0.00005 * Math.sin(at * 12.9 + n);
    const angle = (at / 12) * 2 * Math.PI;
    return `${(x + radius * Math.cos(angle) + off).toFixed(6)} ${(y + 0.6 * radius * Math.sin(angle) + off).toFixed(6)}`;
  });
  return `POLYGON ((${[...points, points[0]].join(", ")}))`;
}
