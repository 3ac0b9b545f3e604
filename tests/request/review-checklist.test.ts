import { describe, expect, it } from "vitest";
import { type ChecklistInput, reviewChecklist } from "../../src/request/review-checklist.ts";
import { recordCase } from "../report/record-case.ts";
import { sampleRequest } from "./sample-request.ts";

const shape = (at: number) => `"POLYGON ((-1.${at} 53.52, -1.12 53.52, -1.12 53.53, -1.${at} 53.52))"`;
const csv = (rows: string) => `reference,name,geometry,start-date,entry-date\n${rows}`;
const states = (input: ChecklistInput) =>
  Object.fromEntries(reviewChecklist(input).map(({ id, state }) => [id, state]));

describe("the reviewer's checklist", () => {
  it("leaves everything to the reviewer that was not looked at", () => {
    expect(states({ request: sampleRequest(), today: "2026-11-22" })).toEqual({
      "old-endpoints": "yours",
      endpoint: "yours",
      page: "yours",
      lookups: "yours",
      duplicates: "yours",
      "entity-organisation": "yours",
      dates: "yours",
      numbers: "yours",
    });
  });

  it("ticks what the tool did, with its numbers", async () => {
    const { report } = await recordCase(csv(`CA1,Green,${shape(13)},2024-01-01,2024-01-01\n`));
    const input: ChecklistInput = {
      request: sampleRequest({ authoritative: false }),
      today: "2026-11-22",
      collected: "address",
      report,
      safety: { warnings: [], notLooked: [], entities: 1, newEntities: 1 },
      registered: 0,
      page: { link: "resolved", namesLicence: true },
    };
    expect(states(input)).toMatchObject({
      "old-endpoints": "done",
      page: "done",
      lookups: "done",
      "entity-organisation": "done",
      dates: "done",
    });
    expect(reviewChecklist(input).find(({ id }) => id === "endpoint")?.words).toContain(
      "1 row, 1 would be published",
    );
  });

  it("shows what a person must look at: an old endpoint that goes on, bad dates, equal shapes, another count", async () => {
    const { report } = await recordCase(
      csv(`CA1,Green,${shape(13)},31/02/2024,2024-01-01\nCA2,Mill,${shape(13)},2024-01-01,2024-01-01\n`),
    );
    const evidence = {
      name: "a.csv",
      bytes: 1,
      sha256: "ab".repeat(32),
      mode: "added",
      today: "2026-09-01",
      tool: "",
      specification: "",
      configuration: "",
      records: 2,
      kept: 2,
      mustFix: 0,
      needsFixing: 0,
      issues: [],
      references: { total: 2, unassigned: 1 },
    } as const;
    const found = states({
      request: sampleRequest({ evidence: { ...evidence, issues: [] } }),
      today: "2026-11-22",
      collected: "address",
      report,
      safety: { warnings: [], notLooked: [], entities: 2, newEntities: 2 },
      registered: 1,
      page: { link: "none", namesLicence: true },
    });
    expect(found).toMatchObject({
      "old-endpoints": "look",
      page: "look",
      dates: "look",
      duplicates: "look",
      lookups: "look",
    });
  });
});
