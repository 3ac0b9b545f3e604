import { describe, expect, it } from "vitest";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { inflatedBytes } from "../../src/reproduce/deflated.ts";
import type { RunRequest } from "../../src/reproduce/open-run.ts";
import {
  looksLikeRunFile,
  readRunFile,
  readRunFragment,
  runFragment,
  withoutBytes,
  writeRunFile,
} from "../../src/reproduce/run-descriptor.ts";
import type { RunFile } from "../../src/reproduce/run-file.ts";
import { givenTables } from "../../src/reproduce/run-tables.ts";
import { opened, sampleCsv, sampleRequest } from "./sample-run.ts";

/** The request that a run file alone gives, as another computer makes it. */
function requestOf(run: RunFile): RunRequest {
  const bytes = inflatedBytes(run.resource.deflated ?? "");
  if (!bytes) throw new Error("no bytes");
  const configuration = givenTables(run);
  return {
    source: bytesSource(bytes),
    name: run.resource.name,
    choices: run.run,
    from: run,
    ...(configuration ? { configuration } : {}),
    ...(run.configuration.edits ? { edits: run.configuration.edits } : {}),
  };
}

function reread(run: RunFile): RunFile {
  const reply = readRunFile(writeRunFile(run));
  if (!reply.ok) throw new Error(reply.detail);
  return reply.run;
}

describe("run file", () => {
  it("gives the same run, with the same hashes, from the file alone", async () => {
    const { file } = await opened();
    expect(Object.keys(file.expected?.tables ?? {})).toEqual([
      "transformed.csv",
      "issue.csv",
      "column-field.csv",
      "dataset-resource.csv",
    ]);
    const again = await opened(requestOf(reread(file)));
    expect(again.differences).toEqual([]);
    expect(again.file.expected).toEqual(file.expected);
  });

  it("carries edits, and runs with them", async () => {
    const edits = [
      { op: "delete", file: "old-entity.csv", line: 2 },
      {
        op: "add",
        file: "patch.csv",
        cells: { dataset: "conservation-area", field: "name", pattern: "^Old", value: "New Town" },
      },
    ] as const;
    const { file } = await opened(sampleRequest({ edits }));
    const plain = await opened();
    expect(file.expected?.tables["transformed.csv"]).not.toBe(plain.file.expected?.tables["transformed.csv"]);
    const again = await opened(requestOf(reread(file)));
    expect(again.differences).toEqual([]);
  });

  it("names precisely what differs, first what went in", async () => {
    const { file } = await opened();
    const request = requestOf(file);
    const other = await opened({
      ...request,
      source: bytesSource(new TextEncoder().encode(sampleCsv.replace("Mill", "Mall"))),
      choices: { ...request.choices, today: "2026-09-02" },
    });
    const inputs = other.differences.filter(({ kind }) => kind === "input");
    expect(inputs.map(({ what }) => what)).toEqual(["Resource", "Day to run as"]);
    expect(other.differences.map(({ what }) => what)).toContain("issue.csv");
  });

  it("goes through a link whole", async () => {
    const { file } = await opened();
    const text = runFragment(file);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(readRunFragment(text)).toEqual({ ok: true, run: reread(file) });
    expect(withoutBytes(file).resource.deflated).toBeUndefined();
  });

  it("says what is wrong with a file or link that cannot be used", async () => {
    expect(readRunFile("areas")).toMatchObject({ ok: false, detail: expect.stringContaining("not JSON") });
    expect(readRunFile("{}")).toMatchObject({ ok: false });
    const { file } = await opened();
    const wrong = writeRunFile({ ...file, run: { ...file.run, today: "1 May" } });
    expect(readRunFile(wrong)).toMatchObject({ ok: false, detail: expect.stringContaining("run.today") });
    expect(readRunFragment(runFragment(file).slice(0, 200))).toMatchObject({
      ok: false,
      detail: expect.stringContaining("not complete"),
    });
  });

  it("is told from a resource that is JSON", async () => {
    const { file } = await opened();
    expect(looksLikeRunFile(writeRunFile(file))).toBe(true);
    expect(looksLikeRunFile('{"type":"FeatureCollection","features":[]}')).toBe(false);
  });
});
