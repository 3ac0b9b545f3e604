import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRunFile } from "../../src/reproduce/run-descriptor.ts";
import { rowTraceSchema } from "../../src/trace/row-trace.ts";
import { sampleCsv, sampleTables } from "../reproduce/sample-run.ts";
import { runCli } from "./run-cli.ts";

function folder() {
  const path = mkdtempSync(join(tmpdir(), "reproduce-"));
  const file = join(path, "areas.csv");
  writeFileSync(file, sampleCsv);
  const configuration = join(path, "checkout", "pipeline", "conservation-area");
  mkdirSync(configuration, { recursive: true });
  for (const [name, text] of Object.entries(sampleTables)) writeFileSync(join(configuration, name), text);
  const options = [
    "--dataset",
    "conservation-area",
    "--mode",
    "pipeline",
    "--organisation",
    "local-authority:DNC",
  ];
  return {
    path,
    file,
    check: ["check", file, ...options, "--today", "2026-09-01", "--configuration", join(path, "checkout")],
  };
}

describe("check --write-run and --run", () => {
  it("does the same run again, elsewhere and from the run file alone, and says so", async () => {
    const { path, check } = folder();
    const runFile = join(path, "run.json");
    expect((await runCli([...check, "--write-run", runFile, "--quiet"])).code).toBe(0);
    const read = readRunFile(readFileSync(runFile, "utf8"));
    if (!read.ok) throw new Error(read.detail);
    // No path of this computer in a file that is passed on.
    expect(readFileSync(runFile, "utf8")).not.toContain(path);
    const output = join(path, "out");
    const again = await runCli(["check", "--run", runFile, "--output", output]);
    expect(again.code).toBe(0);
    expect(again.errors).toContain(`issue.csv  ${read.run.expected?.tables["issue.csv"]}`);
    expect(readFileSync(join(output, "issue.csv"), "utf8")).toContain("unknown entity");
  });

  it("says precisely what differs when another file is given", async () => {
    const { path, file, check } = folder();
    const runFile = join(path, "run.json");
    await runCli([...check, "--write-run", runFile, "--quiet"]);
    writeFileSync(file, sampleCsv.replace("Mill", "Mall"));
    const other = await runCli(["check", "--run", runFile, file]);
    expect(other.code).toBe(1);
    expect(other.errors).toMatch(/input: Resource: [0-9a-f]{64}, now [0-9a-f]{64}/);
    expect(other.errors).not.toContain("Configuration");
  });

  it("needs a run file that can be read", async () => {
    const { file } = folder();
    expect(await runCli(["check", "--run", file])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("not a run file"),
    });
    expect(await runCli(["check", "--run", "nowhere.json"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("no run file"),
    });
  });
});

describe("check --trace", () => {
  it("prints the trace of a line as JSON of its schema", async () => {
    const { check } = folder();
    const { code, out } = await runCli([...check, "--trace", "4"]);
    expect(code).toBe(0);
    expect(rowTraceSchema.parse(JSON.parse(out))).toMatchObject({ lineNumber: 4, reference: "CA2" });
  });

  it("finds rows by reference, and prints text to read", async () => {
    const { check } = folder();
    const { out } = await runCli([...check, "--trace", "reference=CA1", "--format", "text"]);
    expect(out).toContain("44000001 was removed");
    expect(out).toContain("old-entity.csv line 2, for everything");
  });

  it("says when there is no such row, and what it takes", async () => {
    const { check } = folder();
    expect(await runCli([...check, "--trace", "reference=CA77"])).toMatchObject({ code: 1, out: "" });
    expect(await runCli([...check, "--trace", "somewhere"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("reference=TEXT"),
    });
  });
});
