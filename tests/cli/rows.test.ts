import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyCommand } from "../../src/cli/commands/apply.ts";
import { rowsCommand } from "../../src/cli/commands/rows.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { sampleRequest } from "../request/sample-request.ts";

let folder: string;
let told = "";
const at = (...parts: string[]) => join(folder, ...parts);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const csv = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join("");
const lookupHeader =
  "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date";
const lookup = "pipeline/conservation-area/lookup.csv";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rows-"));
  told = "";
  const keep = (text: string | Uint8Array) => {
    told += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  write(
    "repository/collection/conservation-area/endpoint.csv",
    csv("endpoint,endpoint-url,parameters,plugin,entry-date,start-date,end-date"),
  );
  write(
    "repository/collection/conservation-area/source.csv",
    csv(
      "source,attribution,collection,documentation-url,endpoint,licence,organisation,pipelines,entry-date,start-date,end-date",
    ),
  );
  write(`repository/${lookup}`, csv(lookupHeader, "conservation-area,,,,local-authority:LBH,A,44000100,,,"));
  write("request.json", JSON.stringify(sampleRequest()));
  write("data.csv", "reference,name\nA,there\nN1,new\nN2,new\n");
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const make = (...more: string[]) =>
  rowsCommand([
    at("request.json"),
    "--data",
    at("data.csv"),
    "--configuration",
    at("repository"),
    "--today",
    "2026-11-22",
    ...more,
  ]);

describe("rows and apply", () => {
  it("make whole files with numbers for new references only, and lay them on the checkout", async () => {
    expect(await make("--output", at("out"))).toBe(0);
    const made = readFileSync(at("out", lookup), "utf8");
    expect(made).toBe(
      csv(
        lookupHeader,
        "conservation-area,,,,local-authority:LBH,A,44000100,,,",
        "conservation-area,,,,local-authority:LBH,N1,44000101,,,",
        "conservation-area,,,,local-authority:LBH,N2,44000102,,,",
      ),
    );
    expect(existsSync(at("out", "manifest.json"))).toBe(true);
    expect(await applyCommand([at("out"), "--configuration", at("repository")])).toBe(0);
    expect(readFileSync(at("repository", lookup), "utf8")).toBe(made);
    // Once more: everything is there.
    expect(await applyCommand([at("out"), "--configuration", at("repository")])).toBe(1);
    expect(told).toContain("Nothing was changed");
  });

  it("refuse taken numbers with the rows that collide, and take fresh ones when told to", async () => {
    await make("--output", at("out.zip"));
    const taken = csv(lookupHeader, "conservation-area,,,,local-authority:DNC,X,44000101,,,");
    write(`repository/${lookup}`, taken);
    expect(await applyCommand([at("out.zip"), "--configuration", at("repository")])).toBe(1);
    expect(told).toContain(`the entity number 44000101 is in line 2 of ${lookup}`);
    expect(readFileSync(at("repository", lookup), "utf8")).toBe(taken);
    expect(await applyCommand([at("out.zip"), "--configuration", at("repository"), "--renumber"])).toBe(0);
    expect(readFileSync(at("repository", lookup), "utf8")).toContain("LBH,N1,44000102,");
  });

  it("give the same zip each time, and a patch that git applies", async () => {
    await make("--output", at("one.zip"));
    await make("--output", at("two.zip"));
    expect(readFileSync(at("one.zip")).equals(readFileSync(at("two.zip")))).toBe(true);
    await make("--order", "append", "--output", at("change.patch"));
    await make("--order", "append", "--output", at("out"));
    cpSync(at("repository"), at("patched"), { recursive: true });
    execFileSync("git", ["init", "-q"], { cwd: at("patched") });
    execFileSync("git", ["apply", at("change.patch")], { cwd: at("patched"), stdio: "pipe" });
    expect(readFileSync(at("patched", lookup), "utf8")).toBe(readFileSync(at("out", lookup), "utf8"));
  });

  it("take decisions from a file", async () => {
    write(
      "decisions.json",
      JSON.stringify({ useNumbers: [{ dataset: "conservation-area", reference: "N1", entity: "44000100" }] }),
    );
    expect(await make("--decisions", at("decisions.json"), "--output", at("out"))).toBe(0);
    expect(readFileSync(at("out", lookup), "utf8")).toContain("LBH,N1,44000100,");
  });

  it("separate the rows of import.csv that are right from those that are wrong", async () => {
    const row = (code: string, name: string) =>
      `local-authority:${code},https://www.example.gov.uk/${name}.csv,https://www.example.gov.uk/page,,conservation-area,,ogl3`;
    write(
      "import.csv",
      csv(
        "organisation,endpoint-url,documentation-url,start-date,pipelines,plugin,licence",
        row("DNC", "one"),
        row("NOPE", "two"),
        row("DNC", "three"),
      ),
    );
    const exit = await rowsCommand([
      at("import.csv"),
      "--no-fetch",
      "--configuration",
      at("repository"),
      "--output",
      at("out"),
    ]);
    expect(exit).toBe(1);
    expect(told).toContain('3,organisation,"""local-authority:NOPE"" is not a known organisation"');
    const endpoints = readFileSync(at("out", "collection/conservation-area/endpoint.csv"), "utf8");
    expect(endpoints.trimEnd().split("\r\n")).toHaveLength(3);
  });

  it.each([
    ["no file", ["--output", "x", "--configuration", "y"]],
    ["no checkout", ["request.json", "--output", "x"]],
    ["no output", ["request.json", "--configuration", "y"]],
    ["a strange order", ["request.json", "--configuration", "y", "--output", "x", "--order", "sorted"]],
  ])("say in plain words what is missing: %s", async (_, args) => {
    await expect(rowsCommand(args)).rejects.toBeInstanceOf(UsageError);
  });
});
