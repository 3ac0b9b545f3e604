import { bytesSource } from "../../../src/engine/convert/source.ts";
import { openRun } from "../../../src/reproduce/open-run.ts";
import { runFragment } from "../../../src/reproduce/run-descriptor.ts";
import {
  type Story,
  storyEndpoint,
  storyEntryDate,
  storyInput,
  storyTables,
  storyToday,
} from "../../stories/stories.ts";
import { storyEffects } from "../../stories/story-run.ts";

/** The fragment of a link that opens a story's run: resource and rules are in it. */
export async function storyFragment(story: Story): Promise<string> {
  const reply = await openRun(
    {
      source: bytesSource(new Uint8Array(storyInput(story))),
      name: `${story.name}.csv`,
      configuration: { label: "made up", files: storyTables(story) },
      choices: {
        dataset: story.dataset,
        mode: "pipeline",
        today: storyToday,
        entryDate: storyEntryDate,
        organisations: [story.organisation],
        endpoints: [storyEndpoint],
        transformation: "helmert",
      },
    },
    storyEffects,
    { toolVersion: "0.0.0" },
  );
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  const { expected: _, ...file } = reply.open.file;
  return runFragment(file);
}
