import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { inflatedBytes } from "../../src/reproduce/deflated.ts";
import { rowAccount } from "../../src/reproduce/row-account.ts";
import { readRunFile } from "../../src/reproduce/run-descriptor.ts";
import { givenTables } from "../../src/reproduce/run-tables.ts";
import { stories, storyInput, storyTables } from "../stories/stories.ts";
import { opened } from "./sample-run.ts";

// docs/reproduce.md goes through the first story with this file.
it("the example of the documents is the first story, and its trace names the row that does it", async () => {
  const read = readRunFile(readFileSync(new URL("../../docs/example-run.json", import.meta.url), "utf8"));
  if (!read.ok) throw new Error(read.detail);
  const [story] = stories;
  const bytes = inflatedBytes(read.run.resource.deflated ?? "") ?? new Uint8Array();
  const configuration = givenTables(read.run);
  if (!story || !configuration) throw new Error("no example");
  expect(Buffer.from(bytes)).toEqual(storyInput(story));
  expect(configuration.files).toEqual(storyTables(story));

  const open = await opened({
    source: bytesSource(bytes),
    name: read.run.resource.name,
    choices: read.run.run,
    configuration,
    from: read.run,
  });
  expect(open.differences).toEqual([]);
  const account = await rowAccount(open, story.trace.line);
  const geometry = account?.trace.fields.find(({ field }) => field === "geometry");
  expect(geometry?.words).toContain("The file’s own column “geometry” is not used");
  const rules = geometry?.steps
    .flatMap((step) => step.rules ?? [])
    .map(({ file, line }) => `${file}:${line}`);
  expect(rules).toEqual([story.trace.names]);
});
