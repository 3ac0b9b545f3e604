import { describe, expect } from "vitest";
import { check } from "../../src/check/check.ts";
import type { Effects } from "../../src/check/effects.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { ostn15Table } from "../../src/effects/node/tables.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import type { Interim } from "../../src/report/interim.ts";
import { allLines } from "../../src/report/report.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";
import { sharedIt } from "../shared.ts";

const effects: Effects = {
  today: () => "2026-09-01",
  tables: {
    specification: async () => referenceSpecification(),
    organisations: async () => referenceOrganisations(),
    configuration: async () => undefined,
    categoryValues: async () => new Map(),
  },
  geometry: loadGeometryEngine,
  ostn15: ostn15Table,
  convert: {},
};

async function checkCsv(csv: string, dataset = "conservation-area") {
  const interims: Interim[] = [];
  const result = await check(
    {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "a.csv",
      dataset,
      mode: "added",
      transformation: "helmert",
    },
    effects,
    { toolVersion: "0", progress: ({ soFar }) => soFar && interims.push(soFar()) },
  );
  return { result, interims };
}

describe("first results", () => {
  sharedIt("grow from part to part, and end as the report has them", async () => {
    const rows = Array.from({ length: 1700 }, (_, row) =>
      row % 10 === 3
        ? `,Area ${row},2020-01-01`
        : `CA${row},Area ${row},${row % 5 === 0 ? "someday" : "2020-01-01"}`,
    );
    const { result, interims } = await checkCsv(`reference,name,start-date\n${rows.join("\n")}\n`);
    if (!result.ok) throw new Error(result.failure.code);
    expect(interims.length).toBeGreaterThan(2);
    const done = interims.map((each) => each.rows);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    for (const { rows: all, kept, lost } of interims) expect(kept + lost).toBe(all);
    const last = interims.at(-1);
    const { counts } = result.report;
    // The newest row is still on its way through the phases.
    expect(counts.entries - (last?.rows ?? 0)).toBeLessThanOrEqual(1);
    expect(Math.abs(counts.kept - (last?.kept ?? 0))).toBeLessThanOrEqual(1);
    const found = new Map(allLines(result.report).map(({ id, group }) => [id, group]));
    for (const { id, group } of last?.lines ?? []) expect([id, found.get(id)]).toEqual([id, group]);
    expect(last?.lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "missing-column.geometry",
        "missing-value.reference",
        "invalid-date.start-date",
      ]),
    );
    // A line stays where it first appeared.
    for (const [at, { lines }] of interims.entries()) {
      const before = interims[at - 1]?.lines.map(({ id }) => id) ?? [];
      const issues = (ids: readonly string[]) =>
        ids.filter((id) => /^(missing-column|invalid|missing-value)/.test(id));
      expect(issues(lines.map(({ id }) => id)).slice(0, issues(before).length)).toEqual(issues(before));
    }
  });

  sharedIt("of a file that the pipeline stops at: rows found before stay reachable", async () => {
    const { result } = await checkCsv(
      "SiteReference,GeoX,GeoY,Hectares\n,-1,52,2 ha\nB2,-1,52,NaN\nB3,-1,52,1\n",
      "brownfield-land",
    );
    expect(result).toMatchObject({ ok: false, failure: { code: "pipeline-raises" } });
    if (result.ok) throw new Error("it was to stop");
    expect(result.report?.groups.needsFixing.map(({ id }) => id)).toContain("invalid-decimal.hectares");
    expect(result.queries?.row(1)?.issues.map(({ lineId }) => lineId)).toContain("invalid-decimal.hectares");
    expect(result.queries?.page({}).total).toBe(result.report?.counts.records);
  });
});
