import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { rewritten } from "../../src/repository/canonical.ts";
import { changedPaths, changePatch, changeZip, ticketText } from "../../src/rules/change-files.ts";
import type { RuleEdit } from "../../src/rules/edit.ts";
import { layEdits } from "../../src/rules/lay-edits.ts";
import { endpoint, trial } from "./try.ts";

const patchTable = [
  "dataset,resource,field,pattern,value,entry-number,start-date,end-date,entry-date,endpoint",
  `conservation-area,,name,"a, b",x,,,,,${"1".repeat(64)}`,
  "conservation-area,,name,old,new,,,,,",
  "conservation-area,,notes,n/k,,,,,,",
  "",
].join("\r\n");
const base = readConfiguration(new Map([["patch.csv", patchTable]]), "made up");

describe("edits laid over a configuration", () => {
  it("puts a new row where the repository's sort puts it, and leaves every other byte alone", () => {
    const cells = { dataset: "conservation-area", endpoint, field: "name", pattern: 'say "x"', value: "y" };
    const { changed, lines, configuration } = layEdits(base, [{ op: "add", file: "patch.csv", cells }]);
    const after = changed.get("patch.csv")?.after ?? "";
    expect(after.split("\r\n")[2]).toBe(`conservation-area,,name,"say ""x""",y,,,,,${endpoint}`);
    expect(after.replace(`${after.split("\r\n")[2]}\r\n`, "")).toBe(patchTable);
    expect(rewritten(after)).toBe(after);
    expect(lines).toEqual([3]);
    expect(configuration.tables.get("patch.csv")?.records[1]?.[3]).toBe('say "x"');
  });

  it("appends as the commit script does when asked to", () => {
    const cells = { dataset: "conservation-area", endpoint, field: "name", pattern: "p", value: "y" };
    const { changed, lines } = layEdits(base, [{ op: "add", file: "patch.csv", cells }], "append");
    expect(changed.get("patch.csv")?.after).toBe(
      `${patchTable}conservation-area,,name,p,y,,,,,${endpoint}\r\n`,
    );
    expect(lines).toEqual([5]);
  });

  it("changes a row in place, moves it only when the sort would, and takes rows out", () => {
    const change = (cells: Readonly<Record<string, string>>): RuleEdit => ({
      op: "change",
      file: "patch.csv",
      line: 3,
      cells,
    });
    const inPlace = layEdits(base, [change({ value: "newer" })]);
    expect(inPlace.changed.get("patch.csv")?.after).toBe(patchTable.replace("old,new", "old,newer"));
    expect(inPlace.lines).toEqual([3]);
    const moved = layEdits(base, [change({ field: "reference" })]);
    expect(moved.lines).toEqual([4]);
    const out = layEdits(base, [{ op: "delete", file: "patch.csv", line: 2 }]);
    expect(out.changed.get("patch.csv")?.after).not.toContain("a, b");
    expect(layEdits(base, [{ op: "delete", file: "patch.csv", line: 9 }]).faults).toEqual([
      { edit: 0, detail: "patch.csv has no line 9" },
    ]);
    expect(layEdits(base, []).changed.size).toBe(0);
  });

  it("makes a table that was not there, with its columns in the repository's order", () => {
    const edit: RuleEdit = {
      op: "add",
      file: "skip.csv",
      cells: { dataset: "conservation-area", endpoint, pattern: "^x" },
    };
    expect(layEdits(base, [edit]).changed.get("skip.csv")).toEqual({
      before: undefined,
      after: `dataset,resource,pattern,entry-number,start-date,end-date,entry-date,endpoint\r\nconservation-area,,^x,,,,,${endpoint}\r\n`,
    });
  });
});

describe("a change handed over", () => {
  const edits: RuleEdit[] = [
    {
      op: "add",
      file: "patch.csv",
      cells: {
        dataset: "conservation-area",
        endpoint,
        field: "name",
        pattern: "Old Twon",
        value: "Old Town",
      },
    },
    { op: "add", file: "skip.csv", cells: { dataset: "conservation-area", endpoint, pattern: "^Total," } },
  ];
  const made = async () => {
    const run = await trial({
      csv: "reference,name\nCA1,Old Twon\nTotal,1\n",
      tables: { "patch.csv": patchTable },
    });
    const { edited, result } = await run.apply(edits);
    const context = {
      collection: "conservation-area",
      dataset: "conservation-area",
      name: "areas.csv",
      sha256: "9f2c",
      configuration: "made up",
      configurationHash: "abc",
      tool: "0.1.0",
      specification: "21 August 2026",
      today: "2026-09-01",
      mode: "pipeline",
      edits,
      cause: "a slip of the keyboard",
      publisher: "write Old Town",
    };
    return { edited, result, context };
  };

  it("is a patch that git applies without options, bytes and line ends kept", async () => {
    const { edited } = await made();
    const folder = mkdtempSync(join(tmpdir(), "patch-"));
    try {
      for (const [path, { before }] of changedPaths(edited, "conservation-area")) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        if (before !== undefined) writeFileSync(join(folder, path), before);
      }
      writeFileSync(join(folder, "change.patch"), changePatch(edited, "conservation-area"));
      execFileSync("git", ["init", "-q"], { cwd: folder });
      execFileSync("git", ["apply", "change.patch"], { cwd: folder, stdio: "pipe" });
      for (const [path, { after }] of changedPaths(edited, "conservation-area")) {
        expect(readFileSync(join(folder, path), "utf8")).toBe(after);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is a zip of the complete changed tables, the same bytes each time", async () => {
    const { edited, context, result } = await made();
    const zip = changeZip(edited, context, result);
    expect(changeZip(edited, context, result)).toEqual(zip);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([
      "README.txt",
      "manifest.json",
      "pipeline/conservation-area/patch.csv",
      "pipeline/conservation-area/skip.csv",
    ]);
    const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
    expect(manifest.edits).toEqual(edits);
    expect(manifest.files[0].before).toMatch(/^[0-9a-f]{64}$/);
    expect(manifest.files[1].before).toBeUndefined();
  });

  it("is a text for the ticket: cause, change, before, after, rows and hashes", async () => {
    const { edited, context, result } = await made();
    const text = ticketText(edited, context, result);
    expect(text).toContain("Cause: a slip of the keyboard");
    expect(text).toContain(
      `- add to patch.csv: dataset=conservation-area, endpoint=${endpoint}, field=name, pattern=Old Twon, value=Old Town`,
    );
    expect(text).toMatch(/Before: \d+ issues, 0 facts, 0 of 2 rows published\./);
    expect(text).toContain("- resource areas.csv, SHA-256 9f2c");
    expect(text).toMatch(/pipeline\/conservation-area\/patch\.csv: SHA-256 [0-9a-f]{64} -> [0-9a-f]{64}/);
    expect(text).toContain("pipeline/conservation-area/skip.csv: SHA-256 (new) ->");
    expect(text).toContain("The publisher should: write Old Town.");
  });
});
