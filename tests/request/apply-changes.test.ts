import { describe, expect, it } from "vitest";
import type { RepositoryFiles } from "../../src/repository/files.ts";
import { type ApplyReply, applyChanges } from "../../src/request/apply-changes.ts";
import { type Decisions, noDecisions } from "../../src/request/decisions.ts";
import { type Manifest, readManifest } from "../../src/request/manifest.ts";
import { changedFiles } from "../../src/request/rows.ts";
import { papers } from "../../src/request/rows-archive.ts";
import { repositoryState } from "../../src/request/stale.ts";
import { referenceSpecification } from "../conformance/reference-data.ts";
import { sampleRequest } from "./sample-request.ts";

const lookupPath = "pipeline/conservation-area/lookup.csv";
const rangePath = "pipeline/conservation-area/entity-organisation.csv";
const lookups = (...rows: string[]) =>
  [
    "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date",
    ...rows,
  ]
    .map((line) => `${line}\r\n`)
    .join("");
const base: RepositoryFiles = new Map([
  [
    "collection/conservation-area/endpoint.csv",
    "endpoint,endpoint-url,parameters,plugin,entry-date,start-date,end-date\r\n",
  ],
  [
    "collection/conservation-area/source.csv",
    "source,attribution,collection,documentation-url,endpoint,licence,organisation,pipelines,entry-date,start-date,end-date\r\n",
  ],
  [lookupPath, lookups("conservation-area,,,,local-authority:SKP,B,44000102,,,")],
  [rangePath, "dataset,entity-minimum,entity-maximum,organisation\r\n"],
]);
const taken = (...rows: string[]): RepositoryFiles =>
  new Map(base).set(lookupPath, lookups("conservation-area,,,,local-authority:SKP,B,44000102,,,", ...rows));

/** A change of two new references and a redirect to the first of them, as its manifest says. */
function manifestOf(repository: RepositoryFiles, decisions: Partial<Decisions> = {}): Manifest {
  const requests = [
    {
      request: sampleRequest(),
      references: new Map([
        [
          "conservation-area",
          ["C1", "C2"].map((reference) => ({
            prefix: "conservation-area",
            organisation: "local-authority:LBH",
            reference,
          })),
        ],
      ]),
      decisions: { ...noDecisions, ...decisions },
    },
  ];
  const change = changedFiles({
    requests,
    repository,
    order: "canonical",
    today: "2026-11-22",
    specification: referenceSpecification(),
  });
  const origin = {
    baseCommit: "",
    base: repositoryState(repository, ["conservation-area"]),
    tool: "1",
    specification: "",
    configuration: "",
    today: "2026-11-22",
  };
  const [, text = ""] = papers({ change, requests, origin }).find(([name]) => name === "manifest.json") ?? [];
  const reply = readManifest(text);
  if (!reply.ok) throw new Error(reply.problem);
  return reply.manifest;
}

const apply = (manifest: Manifest, repository: RepositoryFiles, renumber = false) =>
  applyChanges({ manifest, repository, renumber, specification: referenceSpecification() });
const textAfter = (reply: ApplyReply, path: string) =>
  reply.ok ? reply.changed.get(path)?.after : undefined;

describe("a downloaded change on a repository", () => {
  it("gives the files of the download when nothing has moved", () => {
    const manifest = manifestOf(base);
    const reply = apply(manifest, base);
    expect(reply.ok && [...reply.changed.keys()]).toEqual(manifest.files.map(({ path }) => path));
    expect(textAfter(reply, lookupPath)).toContain("local-authority:LBH,C2,44000104");
  });

  it("names the rows that collide, and changes nothing", () => {
    const reply = apply(manifestOf(base), taken("conservation-area,,,,local-authority:DNC,D,44000103,,,"));
    expect(reply).toMatchObject({
      ok: false,
      collisions: [{ kind: "entity", value: "44000103", lines: [3], path: lookupPath }],
    });
  });

  it("takes fresh numbers wherever the old ones stood: lookups, ranges, redirects", () => {
    const manifest = manifestOf(base, {
      redirects: [{ oldEntity: "44000050", reference: "C1", notes: "" }],
    });
    const now = taken("conservation-area,,,,local-authority:DNC,D,44000103,,,");
    const reply = apply(manifest, now, true);
    expect(reply.ok && reply.moved.map((one) => `${one.reference} ${one.before} ${one.after}`)).toEqual([
      "C1 44000103 44000104",
      "C2 44000104 44000105",
    ]);
    expect(textAfter(reply, rangePath)).toContain("conservation-area,44000104,44000105,local-authority:LBH");
    expect(textAfter(reply, "pipeline/conservation-area/old-entity.csv")).toContain("44000050,301,44000104");
  });

  it("leaves a reference out that has got a number meanwhile, when it gives fresh ones", () => {
    const now = taken("conservation-area,,,,local-authority:LBH,C1,44000103,,,");
    const reply = apply(manifestOf(base), now, true);
    expect(textAfter(reply, lookupPath)?.match(/,C1,/g)).toHaveLength(1);
    expect(reply.ok && reply.notes).toHaveLength(1);
  });

  it("changes a cell only where it still says what it said", () => {
    const source = "collection/conservation-area/source.csv";
    const header = base.get(source) ?? "";
    const row = (pipelines: string, end = "") =>
      `s,,conservation-area,https://a.gov.uk/d,0eeef6b74890379034f0eb46d7e1cc4a94bd38b85c9c599df3d7d92aa1a86691,ogl3,local-authority:LBH,${pipelines},2020-01-01,,${end}\r\n`;
    const before = new Map(base).set(source, header + row("other"));
    const manifest = manifestOf(before);
    expect(manifest.cells.map(({ column }) => column)).toEqual(["pipelines", "documentation-url"]);
    const elsewhere = apply(manifest, new Map(before).set(source, header + row("other", "2026-01-01")));
    expect(textAfter(elsewhere, source)).toContain("other;conservation-area,2020-01-01,,2026-01-01");
    const moved = apply(manifest, new Map(before).set(source, header + row("third")));
    expect(moved).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('was "other" and is "third" now')],
    });
    const gone = apply(manifest, new Map(before).set(source, header));
    expect(gone.ok).toBe(false);
  });

  it("refuses a path that is no table of the repository", () => {
    const manifest = manifestOf(base);
    const reply = apply(
      { ...manifest, rows: [{ path: "pipeline/../lookup.csv", columns: ["a"], rows: [["1"]] }] },
      base,
    );
    expect(reply).toMatchObject({
      ok: false,
      problems: ["pipeline/../lookup.csv is no table of the repository"],
    });
  });
});
