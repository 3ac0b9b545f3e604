import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli, startCli } from "./run-cli.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "planning-data-check-batch-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const good = `reference,name,geometry\nCA1,Green,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"\n`;
const bad = "reference,name,designation-date\n,Mill,31/02/2020\nCA2,Lane,2020-01-01\n";

function writeList(lines: readonly string[], header = "file,dataset,organisation"): string {
  writeFileSync(at("list.csv"), `${header}\r\n${lines.join("\r\n")}\r\n`);
  return at("list.csv");
}

/** As the reader of Parquet takes a file. */
const fileBytes = (path: string) => {
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
};

const results = () =>
  readdirSync(join(at("out"), "items")).filter((name) =>
    existsSync(join(at("out"), "items", name, "result.json")),
  );
const written = (name: string) => statSync(join(at("out"), "items", name, "result.json")).mtimeMs;
const rows = (name: string) =>
  readFileSync(join(at("out"), name), "utf8")
    .trimEnd()
    .split("\r\n");

describe("batch", () => {
  it("checks every line, goes on after what cannot be checked, and sums up", async () => {
    writeFileSync(at("good.csv"), good);
    writeFileSync(at("bad.csv"), bad);
    const list = writeList([
      "good.csv,conservation-area,local-authority:DNC",
      "bad.csv,conservation-area;tree,local-authority:BNE",
      "missing.csv,tree,",
      ",tree,",
      "good.csv,conservation-area,local-authority:DNC",
    ]);
    const { code, out, errors } = await runCli([
      "batch",
      list,
      "--output",
      at("out"),
      "--jobs",
      "2",
      "--parquet",
    ]);
    expect(code).toBe(1);
    expect(errors).toContain("list.csv:5: names neither a file nor an address");
    expect(out).toContain("4 items: 3 checked");
    expect(rows("items.csv").map((row) => row.split(",").slice(0, 4).join(","))).toEqual([
      "name,dataset,organisation,outcome",
      "good.csv,conservation-area,local-authority:DNC,checked",
      "bad.csv,conservation-area,local-authority:BNE,checked",
      "bad.csv,tree,local-authority:BNE,checked",
      "missing.csv,tree,,failed",
    ]);
    expect(rows("by-dataset.csv").map((row) => row.split(",").slice(0, 3).join(","))).toEqual([
      "dataset,items,failed",
      "conservation-area,2,0",
      "tree,2,1",
    ]);
    expect(rows("by-issue-type.csv").join("\n")).toMatch(/invalid date,designation-date,[^\n]*,1,1,1/);
    expect(rows("by-organisation.csv")).toHaveLength(4);
    const items = await parquetReadObjects({ file: fileBytes(join(at("out"), "items.parquet")) });
    expect(items.map(({ name, records }) => [name, records])).toEqual([
      ["good.csv", 1n],
      ["bad.csv", 2n],
      ["bad.csv", 2n],
      ["missing.csv", 0n],
    ]);
  }, 120_000);

  it("goes on after being killed: nothing twice, nothing missing", async () => {
    const count = 8;
    for (let file = 0; file < count; file += 1) {
      const lines = Array.from({ length: 800 }, (_, row) => `${file}-${row},Area,2020-01-01`);
      writeFileSync(at(`${file}.csv`), `reference,name,designation-date\n${lines.join("\n")}\n`);
    }
    const list = writeList(
      Array.from({ length: count }, (_, file) => `${file}.csv,conservation-area,local-authority:DNC`),
    );
    const args = ["batch", list, "--output", at("out"), "--jobs", "1"];
    const first = startCli(args);
    const deadline = Date.now() + 60_000;
    while (!existsSync(join(at("out"), "items")) || results().length < 3) {
      if (Date.now() > deadline) throw new Error("the batch did not begin");
      await new Promise((soon) => setTimeout(soon, 20));
    }
    first.kill("SIGKILL");
    await new Promise((ended) => first.on("close", ended));
    const before = new Map(results().map((name) => [name, written(name)]));
    expect(before.size).toBeLessThan(count);

    await runCli([...args, "--resume", "--quiet"]);
    expect(results()).toHaveLength(count);
    for (const [name, time] of before) expect(written(name)).toBe(time);
    expect(readdirSync(join(at("out"), "items"))).toHaveLength(count);
    expect(rows("items.csv")).toHaveLength(count + 1);
  }, 120_000);

  it("takes slices, which meet in one folder, and does a changed file again", async () => {
    for (const name of ["a", "b", "c"]) writeFileSync(at(`${name}.csv`), good);
    const list = writeList(["a.csv,tree,", "b.csv,tree,", "c.csv,tree,"]);
    const args = ["batch", list, "--output", at("out"), "--resume", "--jobs", "1"];
    const first = await runCli([...args, "--offset", "0", "--limit", "1"]);
    expect(first.out).toContain("2 left");
    await runCli([...args, "--offset", "1", "--limit", "2"]);
    expect(JSON.parse(readFileSync(join(at("out"), "summary.json"), "utf8"))).toMatchObject({
      items: 3,
      left: 0,
    });
    writeFileSync(at("b.csv"), bad);
    const again = await runCli(args);
    expect(again.code).toBe(1);
    expect(rows("items.csv").filter((row) => /things? to fix before/.test(row))).toHaveLength(1);
  }, 120_000);

  it("needs a list it can read and a place for the results", async () => {
    expect(await runCli(["batch", at("none.csv"), "--output", at("out")])).toMatchObject({ code: 2 });
    const list = writeList(["x"], "reference");
    expect((await runCli(["batch", list, "--output", at("out")])).errors).toContain('needs a column "file"');
    expect((await runCli(["batch", list])).errors).toContain("--output");
  }, 120_000);
});

describe("check --stream", () => {
  it("answers every line in order; a bad line is an answer too", async () => {
    writeFileSync(at("good.csv"), good);
    writeFileSync(at("bad.csv"), bad);
    const lines = [
      { file: at("bad.csv"), dataset: "conservation-area", id: "first", organisation: "local-authority:DNC" },
      { file: at("good.csv"), dataset: "conservation-area", output: at("tables") },
      { file: at("good.csv"), dataset: "nonsense" },
      { file: at("good.csv"), datasets: "tree" },
      { file: at("none.csv"), dataset: "tree" },
      { file: at("good.csv"), dataset: "tree", mode: "sideways" },
      { file: at("good.csv"), dataset: "tree", "column-mapping": { name: "notes" }, report: true },
    ].map((line) => JSON.stringify(line));
    const input = [lines[0], "not json", "", ...lines.slice(1)].join("\n");
    for (const jobs of ["1", "3"]) {
      const { code, out } = await runCli(["check", "--stream", "--jobs", jobs], input);
      expect(code).toBe(0);
      const answers: Record<string, unknown>[] = out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(answers.map(({ line, exit }) => [line, exit])).toEqual([
        [1, 1],
        [2, 2],
        [4, 0],
        [5, 2],
        [6, 2],
        [7, 2],
        [8, 2],
        [9, 0],
      ]);
      expect(answers[0]).toMatchObject({ id: "first", outcome: "checked" });
      expect(answers[1]).toMatchObject({ failure: { code: "bad-descriptor" } });
      expect(answers[3]).toMatchObject({ failure: { code: "unknown-dataset" } });
      expect(answers[4]).toMatchObject({ failure: { message: expect.stringContaining("datasets") } });
      expect(answers[6]).toMatchObject({ failure: { message: expect.stringContaining("sideways") } });
      expect(answers[7]).toMatchObject({ report: { schema: "planning-data-check/report" } });
      expect(existsSync(join(at("tables"), "transformed.csv"))).toBe(true);
    }
  }, 120_000);
});

/** Whether GNU parallel is there; on Debian as root it is installed first. */
function findParallel(): boolean {
  const isThere = () => {
    try {
      return execFileSync("parallel", ["--version"], { encoding: "utf8", stdio: "pipe" }).startsWith(
        "GNU parallel",
      );
    } catch {
      return false;
    }
  };
  if (isThere()) return true;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", timeout: 60_000 });
    execFileSync("apt-get", ["install", "-y", "-qq", "parallel"], { stdio: "ignore", timeout: 120_000 });
  } catch {
    return false;
  }
  return isThere();
}
const hasParallel = findParallel();

// On a machine without it the test is left out and says so; in CI it must be there.
const parallelIt = hasParallel || process.env.CI ? it : it.skip;
describe("GNU parallel", () => {
  parallelIt(
    `runs slices of a list as docs/batch.md shows${hasParallel ? "" : " (needs GNU parallel, which is not installed)"}`,
    async () => {
      for (let file = 0; file < 5; file += 1) writeFileSync(at(`${file}.csv`), good);
      const list = writeList(Array.from({ length: 5 }, (_, file) => `${file}.csv,tree,`));
      const command = [
        process.execPath,
        "--import",
        "tsx",
        "src/cli/main.ts",
        "batch",
        list,
        "--output",
        at("out"),
        "--resume --jobs 1 --quiet --offset {} --limit 2",
      ].join(" ");
      execFileSync("parallel", ["--jobs", "2", command, ":::", "0", "2", "4"], { cwd: process.cwd() });
      expect(rows("items.csv")).toHaveLength(6);
    },
    120_000,
  );
});
