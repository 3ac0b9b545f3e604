import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundle } from "../../scripts/bundle/build.ts";
import { readCheckouts } from "../../scripts/bundle/checkouts.ts";
import { writeTables } from "../../scripts/bundle/write.ts";
import { sharedIt, sharedPath } from "../shared.ts";

let folder = "";
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "checkouts-"));
  write("config/pipeline/tree-preservation-order/column.csv", "dataset,column,field\ntree,baum,reference\n");
  write("config/pipeline/organisation/lookup.csv", "prefix,reference,entity\nlocal-authority,BNE,42\n");
  write("config/collection/tree-preservation-order/endpoint.csv", "endpoint,endpoint-url,end-date\n");
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", at("config"), "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: "2026-10-05T12:00:00Z",
        GIT_AUTHOR_DATE: "2026-10-05T12:00:00Z",
      },
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "tables");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a dropped checkout", () => {
  sharedIt(
    "takes the place of the configuration, with the date of its commit; the rest stays",
    () => {
      const before = buildBundle(readCheckouts({ from: sharedPath("") }));
      const after = buildBundle(readCheckouts({ from: sharedPath(""), configuration: at("config") }));
      const piece = (files: Map<string, string>, name: string) =>
        JSON.parse(files.get(`public/tables/${name}.json`) ?? "{}");
      const rules = piece(after, "configuration/tree-preservation-order");
      expect(rules.date).toBe("5 October 2026");
      expect(JSON.stringify(rules.tables)).toContain("baum");
      // The others went with the old checkout.
      expect(after.has("public/tables/configuration/brownfield-land.json")).toBe(false);
      expect(piece(after, "specification").date).toBe(piece(before, "specification").date);
      expect(piece(after, "manifest").version).not.toBe(piece(before, "manifest").version);
    },
    120_000,
  );

  it("is refused in plain words when it is something else", () => {
    expect(() => readCheckouts({ from: at("none"), configuration: at("config/pipeline") })).toThrow(
      /no folders pipeline and collection/,
    );
    expect(() => readCheckouts({ from: at("none"), specification: at("config") })).toThrow(/no dataset\.csv/);
    expect(() => readCheckouts({ from: at("none") })).toThrow(/no folder/);
  });
});

describe("tables that are served while they are renewed", () => {
  it("are replaced with their compressed forms; what is gone is taken away", () => {
    const long = (letter: string) => `${letter.repeat(2000)}\n`;
    const tables = at("served");
    writeTables(
      tables,
      new Map([
        ["a.json", long("a")],
        ["old/b.json", long("b")],
        ["manifest.json", "{}"],
      ]),
      true,
    );
    writeTables(
      tables,
      new Map([
        ["a.json", long("c")],
        ["manifest.json", "{ }"],
      ]),
      true,
    );
    expect(readFileSync(join(tables, "a.json"), "utf8")).toBe(long("c"));
    expect(brotliDecompressSync(readFileSync(join(tables, "a.json.br"))).toString()).toBe(long("c"));
    expect(existsSync(join(tables, "old/b.json"))).toBe(false);
    expect(existsSync(join(tables, "old/b.json.br"))).toBe(false);
  });
});
