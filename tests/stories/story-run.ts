import type { CheckInput } from "../../src/check/input.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { effects } from "../rules/try.ts";
import { type Story, storyEndpoint, storyEntryDate, storyInput, storyTables } from "./stories.ts";

export { effects as storyEffects };

/** The run a story's reporter saw. */
export function storyRun(story: Story): CheckInput {
  return {
    source: bytesSource(new Uint8Array(storyInput(story))),
    name: `${story.name}.csv`,
    dataset: story.dataset,
    mode: "pipeline",
    transformation: "helmert",
    organisations: [story.organisation],
    endpoints: [storyEndpoint],
    entryDate: storyEntryDate,
    configuration: readConfiguration(storyTables(story), "made up"),
  };
}
