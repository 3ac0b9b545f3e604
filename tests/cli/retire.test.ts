import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { retireCommand } from "../../src/cli/commands/retire.ts";

const hash = (letter: string) => letter.repeat(64);
const endpoints = [
  "endpoint,endpoint-url,parameters,plugin,entry-date,start-date,end-date",
  `${hash("a")},https://a.example.gov.uk/areas.csv,,,2024-01-01,,`,
  `${hash("b")},https://b.example.gov.uk/areas.csv,,,2024-01-01,,2025-05-05`,
  "",
].join("\r\n");
const sources = [
  "source,attribution,collection,documentation-url,endpoint,licence,organisation,pipelines,entry-date,start-date,end-date",
  `s1,,tree,,${hash("a")},ogl3,local-authority:ABC,tree,2024-01-01,,`,
  `s2,,tree,,${hash("a")},ogl3,local-authority:DEF,tree;tree-preservation-zone,2024-01-01,,`,
  `s3,,tree,,${hash("b")},ogl3,local-authority:ABC,tree,2024-01-01,,2025-05-05`,
  "",
].join("\r\n");

describe("retire", () => {
  let folder = "";
  let printed = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "retire-"));
    mkdirSync(join(folder, "collection/tree"), { recursive: true });
    writeFileSync(join(folder, "collection/tree/endpoint.csv"), endpoints);
    writeFileSync(join(folder, "collection/tree/source.csv"), sources);
    cpSync(join(folder, "collection"), join(folder, "before"), { recursive: true });
    printed = "";
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => {
        printed += String(text);
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  const file = (name: string) => readFileSync(join(folder, "collection/tree", name), "utf8");
  const retire = (...args: string[]) =>
    retireCommand([...args, "--configuration", folder, "--today", "2026-11-22"]);

  it("shows every source that would end, and writes nothing unless told to", async () => {
    expect(await retire("https://a.example.gov.uk/areas.csv")).toBe(0);
    expect(printed).toContain('source.csv:2: end-date "" -> "2026-11-22" (local-authority:ABC, tree)');
    expect(printed).toContain("source.csv:3");
    expect(printed).toContain("No endpoint is left for tree of local-authority:ABC");
    expect([file("endpoint.csv"), file("source.csv")]).toEqual([endpoints, sources]);
  });

  it("ends the endpoint and all of its sources, and nothing else", async () => {
    expect(await retire(hash("a"), "--write")).toBe(0);
    expect(file("endpoint.csv")).toBe(endpoints.replace("2024-01-01,,\r\n", "2024-01-01,,2026-11-22\r\n"));
    expect(file("source.csv")).toBe(sources.replaceAll("2024-01-01,,\r\n", "2024-01-01,,2026-11-22\r\n"));
  });

  it("takes it back", async () => {
    expect(await retire(hash("b"), "--unretire", "--write")).toBe(0);
    expect(file("endpoint.csv")).toBe(endpoints.replace("2025-05-05", ""));
    expect(file("source.csv")).toBe(sources.replace("2025-05-05", ""));
  });

  it("changes nothing when one of the endpoints is not there", async () => {
    expect(await retire(hash("a"), "https://nobody.example.gov.uk/x.csv", "--write")).toBe(1);
    expect(printed).toContain("No collection has the endpoint https://nobody.example.gov.uk/x.csv");
    expect(file("endpoint.csv")).toBe(endpoints);
  });
});
