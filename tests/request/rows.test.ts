import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { insertRows } from "../../src/repository/canonical.ts";
import type { RepositoryFiles } from "../../src/repository/files.ts";
import { collectionTables, managedTable, pipelineTables } from "../../src/repository/tables.ts";
import { type Decisions, noDecisions } from "../../src/request/decisions.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { changedFiles, type RequestWithData, type RowsInput } from "../../src/request/rows.ts";
import { changeArchive, changePatch } from "../../src/request/rows-archive.ts";
import { referenceSpecification } from "../conformance/reference-data.ts";
import { sampleRequest } from "./sample-request.ts";

const endpointKey = "0eeef6b74890379034f0eb46d7e1cc4a94bd38b85c9c599df3d7d92aa1a86691";
const header = (file: string) =>
  [...collectionTables, ...pipelineTables].find((table) => table.file === file)?.columns.join(",") ?? "";
const csv = (file: string, ...rows: string[]) =>
  [header(file), ...rows].map((line) => `${line}\r\n`).join("");

function repository(changes: Record<string, string> = {}): RepositoryFiles {
  return new Map(
    Object.entries({
      "collection/conservation-area/endpoint.csv": csv(
        "endpoint.csv",
        `${"1".repeat(64)},https://old.example.gov.uk/ca.csv,,,2020-01-01,,`,
        `${"f".repeat(64)},https://late.example.gov.uk/ca.csv,,,2027-01-01,,`,
      ),
      "collection/conservation-area/source.csv": csv(
        "source.csv",
        `s1,,conservation-area,https://old.example.gov.uk,${"1".repeat(64)},ogl3,local-authority:LBH,conservation-area,2020-01-01,,`,
        `s2,,conservation-area,https://old.example.gov.uk,${"1".repeat(64)},ogl3,local-authority:SKP,conservation-area;other,2020-01-01,,`,
      ),
      "pipeline/conservation-area/lookup.csv": csv(
        "lookup.csv",
        "conservation-area,,,,local-authority:LBH,A,44000100,,,",
        "conservation-area,,,,local-authority:SKP,B,44000102,,,",
      ),
      "pipeline/conservation-area/column.csv": csv("column.csv"),
      "pipeline/conservation-area/entity-organisation.csv": csv("entity-organisation.csv"),
      ...changes,
    }),
  );
}

const references = (...names: string[]) =>
  new Map([
    [
      "conservation-area",
      names.map((reference) => ({
        prefix: "conservation-area",
        organisation: "local-authority:LBH",
        reference,
      })),
    ],
  ]);

function rowsOf(
  requests: readonly RequestWithData[],
  changes: Partial<RowsInput> = {},
): ReturnType<typeof changedFiles> {
  return changedFiles({
    requests,
    repository: repository(),
    order: "append",
    today: "2026-11-22",
    specification: referenceSpecification(),
    ...changes,
  });
}

describe("the rows of a request", () => {
  it("are those of the worked example, key by key", () => {
    const change = rowsOf([
      {
        request: sampleRequest({
          columnMapping: { notes2: "IGNORE", ref: "reference" },
          parameters: { max_page_size: 200 },
        }),
        references: references("C1", "C2"),
      },
    ]);
    const added = Object.fromEntries(change.added);
    const url = "https://www.example-council.gov.uk/open-data/conservation-area.csv";
    expect(added["collection/conservation-area/endpoint.csv"]).toBe(
      csv("endpoint.csv", `${endpointKey},${url},"{""max_page_size"": 200}",,2026-11-22,2026-03-15,`),
    );
    expect(added["collection/conservation-area/source.csv"]).toBe(
      csv(
        "source.csv",
        `eb3973326ee9d99ee6dec74880c68641,,conservation-area,https://www.example-council.gov.uk/planning-data,${endpointKey},ogl3,local-authority:LBH,conservation-area,2026-11-22,2026-03-15,`,
      ),
    );
    expect(added["pipeline/conservation-area/lookup.csv"]).toBe(
      csv(
        "lookup.csv",
        "conservation-area,,,,local-authority:LBH,C1,44000103,,,",
        "conservation-area,,,,local-authority:LBH,C2,44000104,,,",
      ),
    );
    expect(added["pipeline/conservation-area/column.csv"]).toBe(
      csv(
        "column.csv",
        `conservation-area,${endpointKey},,notes2,IGNORE,2026-03-15,,2026-11-22`,
        `conservation-area,${endpointKey},,ref,reference,2026-03-15,,2026-11-22`,
      ),
    );
    expect(added["pipeline/conservation-area/entity-organisation.csv"]).toBe(
      csv("entity-organisation.csv", "conservation-area,44000103,44000104,local-authority:LBH"),
    );
    expect(change.problems).toEqual([]);
  });

  it("say that lookups are not known here when nobody looked", () => {
    const change = rowsOf([{ request: sampleRequest() }]);
    expect(change.notes.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("not known here"),
    );
    expect([...change.added.keys()].some((path) => path.endsWith("lookup.csv"))).toBe(false);
  });

  it("of several requests share no entity number", () => {
    const second = sampleRequest({
      idempotencyKey: "f".repeat(32),
      endpointUrl: "https://www.example-council.gov.uk/open-data/two.csv",
    });
    const change = rowsOf([
      { request: sampleRequest(), references: references("C1", "C2") },
      { request: second, references: references("C2", "C3") },
    ]);
    expect(change.assigned.map(({ reference, entity }) => `${reference}=${entity}`)).toEqual([
      "C1=44000103",
      "C2=44000104",
      "C3=44000105",
    ]);
  });

  it("split ranges where another organisation's number stands between, and block on another's range", () => {
    const mixed = new Map([
      [
        "conservation-area",
        ["LBH", "LBH", "SKP", "LBH"].map((code, index) => ({
          prefix: "conservation-area",
          organisation: `local-authority:${code}`,
          reference: `M${index}`,
        })),
      ],
    ]);
    const change = rowsOf([{ request: sampleRequest(), references: mixed }]);
    expect(change.added.get("pipeline/conservation-area/entity-organisation.csv")).toBe(
      csv(
        "entity-organisation.csv",
        "conservation-area,44000103,44000104,local-authority:LBH",
        "conservation-area,44000105,44000105,local-authority:SKP",
        "conservation-area,44000106,44000106,local-authority:LBH",
      ),
    );
    const claimed = repository({
      "pipeline/conservation-area/entity-organisation.csv": csv(
        "entity-organisation.csv",
        "conservation-area,44000104,44000200,local-authority:SKP",
      ),
    });
    const blocked = rowsOf([{ request: sampleRequest(), references: references("C1", "C2") }], {
      repository: claimed,
    });
    expect(blocked.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("44000104 of local-authority:LBH lies in line 2"),
    ]);
  });

  it("retire an endpoint with every source that uses it, and take it up again", () => {
    const endpoints = [{ endpoint: "1".repeat(64), url: "https://old.example.gov.uk/ca.csv", retire: true }];
    const base = sampleRequest();
    const retire: EndpointRequest = {
      schema: base.schema,
      version: base.version,
      idempotencyKey: base.idempotencyKey,
      organisation: base.organisation,
      datasets: base.datasets,
      contact: base.contact,
      notes: "",
      consent: true,
      kind: "retire",
      endpoints,
      reason: "replaced",
    };
    const change = rowsOf([{ request: retire }]);
    expect(change.edits.map(({ path, line, after }) => `${path.split("/").at(-1)}:${line} ${after}`)).toEqual(
      ["endpoint.csv:2 2026-11-22", "source.csv:2 2026-11-22", "source.csv:3 2026-11-22"],
    );
    expect(change.notes.map(({ message }) => message)).toEqual([
      `2 sources use the endpoint ${"1".repeat(64)}; all of them end: local-authority:LBH (conservation-area), local-authority:SKP (conservation-area;other)`,
      "No endpoint is left for conservation-area of local-authority:LBH: it will not be updated any more",
      "No endpoint is left for conservation-area of local-authority:SKP: it will not be updated any more",
      "No endpoint is left for other of local-authority:SKP: it will not be updated any more",
    ]);
    expect(change.retired).toEqual(
      ["s1", "s2"].map((source) => ({
        collection: "conservation-area",
        endpoint: "1".repeat(64),
        source,
      })),
    );
    const ended = new Map([
      ...repository(),
      ...[...change.changed].map(([path, { after }]) => [path, after] as const),
    ]);
    const again = { ...retire, endpoints: endpoints.map((one) => ({ ...one, retire: false })) };
    const back = rowsOf([{ request: again }], { repository: ended });
    expect(back.changed.get("collection/conservation-area/endpoint.csv")?.after).toBe(
      repository().get("collection/conservation-area/endpoint.csv"),
    );
  });

  it("add a dataset to a known source and write no second endpoint", () => {
    const request = sampleRequest({ endpointUrl: " https://old.example.gov.uk/ca.csv " });
    const change = rowsOf([{ request, references: references() }], {
      repository: repository({
        "collection/conservation-area/source.csv": csv(
          "source.csv",
          `s1,,conservation-area,https://www.example-council.gov.uk/planning-data,${"1".repeat(64)},ogl3,local-authority:LBH,other,2020-01-01,,`,
        ),
      }),
    });
    expect(change.edits.map(({ before, after }) => [before, after])).toEqual([
      ["other", "other;conservation-area"],
    ]);
    expect(change.rowsAdded).toBe(0);
  });

  it("stand where the evening sort would put them, so that sorting again changes no byte", () => {
    const change = rowsOf([{ request: sampleRequest(), references: references("C1") }], {
      order: "canonical",
    });
    const endpoint = change.changed.get("collection/conservation-area/endpoint.csv")?.after ?? "";
    expect(endpoint.split("\r\n").map((line) => line.slice(0, 4))).toEqual([
      "endp",
      "1111",
      "0eee",
      "ffff",
      "",
    ]);
    for (const [path, { after }] of change.changed) {
      const table = managedTable(path);
      if (!table) throw new Error(path);
      const [head = "", ...lines] = after.split("\r\n").filter((line) => line !== "");
      const columns = head.split(",");
      const rows = lines.map((line) => new Map(line.split(",").map((cell, at) => [columns[at] ?? "", cell])));
      expect(insertRows("", table, rows)).toBe(after);
    }
  });
});

// service/data-team.md 10: lines the live tools wrote, made again from a request.
describe("the recorded lines", () => {
  const url = "https://www.example.gov.uk/data/article-4-areas.csv?x=1,2";
  const key = "820f8c113108a9a28af139aa29c6fdefe9ea81dc684dae54962aaf0e7f83d681";
  const dataset = "article-4-direction-area";
  const change = rowsOf(
    [
      {
        request: sampleRequest({
          organisation: "local-authority:SKP",
          datasets: [dataset],
          endpointUrl: url,
          documentationUrl: "https://www.example.gov.uk/a4",
          startDate: "2026-11-01",
          parameters: { max_page_size: 200 },
          columnMapping: { notes2: "IGNORE" },
        }),
        references: new Map([
          [
            dataset,
            ['A4/1, part "B"', "A4/2"].map((reference) => ({
              prefix: dataset,
              organisation: "local-authority:SKP",
              reference,
            })),
          ],
        ]),
        decisions: {
          ...noDecisions,
          redirects: [
            {
              oldEntity: "44000124",
              entity: "44015030",
              notes: "geometry complete_match, name similarity 92%",
            },
          ],
        },
      },
    ],
    {
      repository: new Map([
        [
          "pipeline/article-4-direction/lookup.csv",
          csv("lookup.csv", `${dataset},,,,local-authority:SKP,A4/0,7010099000,,,`),
        ],
      ]),
    },
  );
  const lineOf = (path: string) => change.added.get(path)?.split("\r\n")[1];

  it.each([
    [
      "collection/article-4-direction/endpoint.csv",
      `${key},"${url}","{""max_page_size"": 200}",,2026-11-22,2026-11-01,`,
    ],
    [
      "collection/article-4-direction/source.csv",
      `7c2a140181838edc699b51be17b3978c,,article-4-direction,https://www.example.gov.uk/a4,${key},ogl3,local-authority:SKP,${dataset},2026-11-22,2026-11-01,`,
    ],
    [
      "pipeline/article-4-direction/lookup.csv",
      `${dataset},,,,local-authority:SKP,"A4/1, part ""B""",7010099001,,,`,
    ],
    ["pipeline/article-4-direction/column.csv", `${dataset},${key},,notes2,IGNORE,2026-11-01,,2026-11-22`],
    [
      "pipeline/article-4-direction/entity-organisation.csv",
      `${dataset},7010099001,7010099002,local-authority:SKP`,
    ],
    [
      "pipeline/article-4-direction/old-entity.csv",
      '44000124,301,44015030,"geometry complete_match, name similarity 92%",,2026-11-22,',
    ],
  ])("%s", (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  it("of the registered endpoint in Sandwell have the registered keys", () => {
    const sandwell = rowsOf([
      {
        request: sampleRequest({
          organisation: "local-authority:SAW",
          datasets: [dataset],
          endpointUrl: "https://www.sandwell.gov.uk/downloads/file/2894/article-4-direction-dataset",
        }),
      },
    ]);
    const hash = "196a877ca7aa581c5f190f15262b1e38483a0cf3ccbe56c8d82ac43534c8c897";
    expect(sandwell.added.get("collection/article-4-direction/endpoint.csv")).toContain(`\r\n${hash},`);
    expect(sandwell.added.get("collection/article-4-direction/source.csv")).toContain(
      "\r\n5ba195c7d70fe26373e7d2f6aca2ddae,,article-4-direction,",
    );
  });
});

describe("references that read alike while transforming", () => {
  it("are left to a person, with the row they collide with", () => {
    const change = rowsOf([{ request: sampleRequest(), references: references("C/1", "C1", "a") }]);
    expect(change.problems.map(({ message }) => message)).toEqual([
      'The reference "C1" of local-authority:LBH has a number already, in another new row: the pipeline would take the last of them',
      'The reference "a" of local-authority:LBH has a number already, in line 2 of pipeline/conservation-area/lookup.csv: the pipeline would take the last of them',
    ]);
  });
});

describe("the rows of decisions", () => {
  const decided = (decisions: Partial<Decisions>, changes: Record<string, string> = {}) =>
    rowsOf(
      [
        {
          request: sampleRequest(),
          references: references("C1", "C2"),
          decisions: { ...noDecisions, ...decisions },
        },
      ],
      {
        repository: repository(changes),
      },
    );

  it("are those of the recorded example of a redirect", () => {
    const change = decided({
      redirects: [
        { oldEntity: "44000124", entity: "44015030", notes: "geometry complete_match, name similarity 92%" },
        { oldEntity: "44000100", reference: "C2", notes: "" },
      ],
      removals: [{ entity: "44000102", notes: "added in error" }],
    });
    expect(change.problems).toEqual([]);
    expect(change.added.get("pipeline/conservation-area/old-entity.csv")).toBe(
      csv(
        "old-entity.csv",
        '44000124,301,44015030,"geometry complete_match, name similarity 92%",,2026-11-22,',
        "44000100,301,44000104,,,2026-11-22,",
        "44000102,410,,added in error,,2026-11-22,",
      ),
    );
  });

  it("lead rows on that led to a number that is left, in the same change", () => {
    const change = decided(
      { redirects: [{ oldEntity: "44000100", entity: "44000102", notes: "" }] },
      {
        "pipeline/conservation-area/old-entity.csv": csv(
          "old-entity.csv",
          "44000050,301,44000100,,,2020-01-01,",
        ),
      },
    );
    expect(change.edits.map(({ line, column, before, after }) => [line, column, before, after])).toEqual([
      [2, "entity", "44000100", "44000102"],
    ]);
  });

  it("give a reference a number that is there, and no new one", () => {
    const change = decided({
      useNumbers: [{ dataset: "conservation-area", reference: "C1", entity: "44000102" }],
      excludedReferences: ["C2"],
    });
    expect(change.added.get("pipeline/conservation-area/lookup.csv")).toBe(
      csv("lookup.csv", "conservation-area,,,,local-authority:LBH,C1,44000102,,,"),
    );
    expect(change.assigned).toEqual([]);
    expect(change.sharedEntities).toEqual(["44000102"]);
  });

  it("cannot lead to a reference that gets no number, nor share a number that nobody has", () => {
    const change = decided({
      redirects: [{ oldEntity: "44000100", reference: "C9", notes: "" }],
      useNumbers: [{ dataset: "conservation-area", reference: "C1", entity: "44999000" }],
    });
    expect(change.problems.map(({ message }) => message)).toEqual([
      "44999000 is the number of no row of pipeline/conservation-area/lookup.csv",
      '44000100 cannot lead to the reference "C9": it gets no number in this change',
    ]);
  });

  it("retire a downloaded file", () => {
    const change = decided({ resources: [{ resource: "a".repeat(64), notes: "a test file" }] });
    expect(change.added.get("collection/conservation-area/old-resource.csv")).toBe(
      csv("old-resource.csv", `${"a".repeat(64)},410,,a test file`),
    );
  });

  it("leave numbers alone that are promised elsewhere", () => {
    const change = rowsOf([{ request: sampleRequest(), references: references("C1", "C2") }], {
      reserved: new Map([["conservation-area", ["44000103", "44000105"]]]),
    });
    expect(change.assigned.map(({ entity }) => entity)).toEqual(["44000104", "44000106"]);
  });
});

describe("the change as files", () => {
  const input = () => {
    const requests = [{ request: sampleRequest(), references: references("C1", 'C,"2"') }];
    const origin = {
      baseCommit: "0123456789abcdef",
      tool: "0.1.0",
      specification: "21 August 2026",
      configuration: "21 August 2026",
      today: "2026-11-22",
    };
    return { requests, change: rowsOf(requests, { order: "canonical" }), origin };
  };

  it("is a zip of whole files, the same bytes each time, without anything about the person", () => {
    const zip = changeArchive(input());
    expect(Buffer.from(changeArchive(input())).equals(Buffer.from(zip))).toBe(true);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual([
      "README.txt",
      "collection/conservation-area/endpoint.csv",
      "collection/conservation-area/source.csv",
      "manifest.json",
      "pipeline/conservation-area/entity-organisation.csv",
      "pipeline/conservation-area/lookup.csv",
    ]);
    for (const bytes of Object.values(files)) expect(strFromU8(bytes)).not.toMatch(/Ada|lambeth\.gov/);
    expect(JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array())).counts).toMatchObject({
      rowsAdded: 5,
      entitiesProposed: 2,
    });
  });

  it("is a patch that git applies without options", () => {
    const { change } = input();
    const folder = mkdtempSync(join(tmpdir(), "patch-"));
    try {
      for (const [path, text] of repository()) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      writeFileSync(join(folder, "change.patch"), changePatch(change));
      execFileSync("git", ["init", "-q"], { cwd: folder });
      execFileSync("git", ["apply", "change.patch"], { cwd: folder, stdio: "pipe" });
      for (const [path, { after }] of change.changed)
        expect(readFileSync(join(folder, path), "utf8")).toBe(after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
