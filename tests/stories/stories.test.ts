import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixResult } from "../../src/rules/fix-result.ts";
import { observeRun, runWithEdits } from "../../src/rules/observe-run.ts";
import { propose } from "../../src/rules/propose.ts";
import { factAt, shows } from "../../src/rules/symptom.ts";
import { validateEdits } from "../../src/rules/validate.ts";
import { traceRow } from "../../src/trace/trace-row.ts";
import { rowText } from "../rules/try.ts";
import { type Story, stories, storyEndpoint, storyFolder } from "./stories.ts";
import { storyEffects as effects, storyRun } from "./story-run.ts";

describe("ten reports, from the words to the configuration row", () => {
  for (const story of stories) {
    it(`${story.name}: ${story.report}`, async () => {
      const input = storyRun(story);
      const seen = await observeRun(input, effects);
      if (!seen.ok) throw new Error(JSON.stringify(seen.failure));
      const { observed } = seen;
      expect(shows(observed, observed, story.symptom)).toBe(true);

      // The trace names the cause.
      expect(await namedInTrace(story)).toContain(story.trace.names);

      // The first proposal is the row.
      const [first] = propose(observed, story.symptom);
      expect(first?.cause).toContain(story.cause);
      const edits = first?.edits ?? [];
      expect(edits.map(shortText)).toEqual(story.edits);
      expect(validateEdits(observed, edits).filter(({ level }) => level === "error")).toEqual([]);

      // With it the complaint is gone, and what is written is what the pipeline was recorded with.
      const fixed = await runWithEdits(input, effects, input.configuration, edits);
      if (!fixed.ok) throw new Error(JSON.stringify(fixed.failure));
      expect(shows(observed, fixed.observed, story.symptom)).toBe(false);
      for (const [line, field, value] of story.after) {
        expect([line, field, factAt(fixed.observed, line, field)]).toEqual([line, field, value]);
      }
      expect(
        fixResult(observed, fixed.observed).issuesNew.filter(({ issueType }) => issueType !== "patch"),
      ).toEqual([]);
      const recorded = join(storyFolder(story), "configuration");
      for (const [file, { after }] of fixed.edited.changed) {
        expect([file, readFileSync(join(recorded, file), "utf8")]).toEqual([file, after]);
      }
      const files = new Set([...Object.keys(story.before), ...fixed.edited.changed.keys()]);
      expect(readdirSync(recorded).sort()).toEqual([...files].sort());
    });
  }

  it("are each a recorded case, answered by the pipeline itself", () => {
    expect(stories.length).toBe(10);
    for (const story of stories) {
      expect(existsSync(join(storyFolder(story), "expected", "transformed.csv"))).toBe(true);
    }
  });
});

function shortText(edit: Parameters<typeof rowText>[0]): string {
  return rowText(edit).replace(` endpoint=${storyEndpoint}`, "");
}

/** Everything the trace of the story's line names: rules, phases that changed it, issues, lookups, how it ended. */
async function namedInTrace(story: Story): Promise<string[]> {
  const reply = await traceRow(storyRun(story), effects, { lineNumber: story.trace.line });
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  const { steps, ending } = reply.trace;
  return [
    ending.kind,
    ...steps.flatMap(({ phase, changes, rules, issues, lookups, dropped }) => [
      ...(changes.length > 0 ? [phase] : []),
      ...rules.map(({ file, line }) => `${file}:${line}`),
      ...issues.map(({ issueType }) => issueType),
      ...(lookups ?? []).map(({ line }) => `lookup.csv:${line}`),
      ...(dropped?.rule ? [`${dropped.rule.file}:${dropped.rule.line}`] : []),
    ]),
  ];
}
