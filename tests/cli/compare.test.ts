import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compareCommand } from "../../src/cli/commands/compare.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { directoryHash } from "../../src/effects/node/directory-hash.ts";
import { stories, storyEndpoint, storyEntryDate, storyFolder, storyToday } from "../stories/stories.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [story] = stories.filter(({ name }) => name === "name-is-cut");
if (!story) throw new Error("the story is gone");
const own = storyFolder(story);
const expected = join(own, "expected");
const input = join(own, "input.csv");
const options = [
  ...["--dataset", story.dataset, "--mode", "pipeline", "--organisation", story.organisation],
  ...["--endpoint", storyEndpoint, "--entry-date", storyEntryDate, "--today", storyToday],
  ...["--transformation", "helmert", "--configuration", join(own, "configuration"), "--quiet"],
];

describe("compare on the command line", () => {
  it("finds a run equal to what the pipeline wrote: exit code 0", async () => {
    expect(await compareCommand([expected, input, ...options])).toBe(0);
    expect(await compareCommand([join(expected, "transformed.csv"), input, ...options])).toBe(0);
  });

  it("finds what another day of collecting changes: exit code 1", async () => {
    expect(await compareCommand([expected, input, ...options, "--entry-date", "2026-08-02"])).toBe(1);
  });

  it("compares two configurations of one file", async () => {
    const none = join(folder, "no-rules");
    const { mkdirSync } = await import("node:fs");
    mkdirSync(none);
    writeFileSync(join(none, "patch.csv"), "dataset,resource,field,pattern,value\r\n");
    const two = [
      input,
      input,
      ...options.filter((option) => option !== "--quiet"),
      "--before-configuration",
      none,
    ];
    expect(await compareCommand([...two, "--quiet"])).toBe(1);
    expect(await compareCommand([input, input, ...options])).toBe(0);
  });

  it("does not take things that have nothing in common for equal", async () => {
    const columns = join(expected, "column-field.csv");
    await expect(compareCommand([columns, join(expected, "transformed.csv"), "--quiet"])).rejects.toThrow(
      UsageError,
    );
    await expect(compareCommand([input])).rejects.toThrow(/two things/);
    await expect(compareCommand([input, input])).rejects.toThrow(/--dataset/);
    await expect(compareCommand([input, join(folder, "nothing.csv")])).rejects.toThrow(
      /There is no file|--dataset/,
    );
  });

  it("hashes a folder as the pipeline's log does", async () => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(folder, "hashed", "sub"), { recursive: true });
    writeFileSync(join(folder, "hashed", "a.csv"), "x\n");
    writeFileSync(join(folder, "hashed", "sub", "b.csv"), "y");
    expect(directoryHash(join(folder, "hashed"))).toBe("ce7336be1eb981594adac6c628ce679d1d1361c4");
  });
});
