import type { RunOutcome } from "../engine/settings.ts";
import type { RowRecorder } from "./recorder.ts";
import type { RowTrace, TraceFact, TraceStep } from "./row-trace.ts";

/** How it ended with a row, in one sentence. */
export function endingOf(
  recorder: RowRecorder,
  steps: readonly TraceStep[],
  facts: readonly TraceFact[],
  lookupsEnabled: boolean,
  outcome: RunOutcome,
): RowTrace["ending"] {
  const last = recorder.steps.findLast(({ entered }) => entered);
  // A row that the phase held when the pipeline stopped: nothing of it went out.
  if (
    outcome.outcome === "raised" &&
    last &&
    last.held.size > 0 &&
    !last.dropped &&
    last.pairs.length === 0
  ) {
    const phase = steps.findLast(({ ran, phase: name }) => ran && name !== "duplicate-check")?.phase ?? "";
    return {
      kind: "raised",
      phase,
      words: `The pipeline stops at this row with an error, so nothing of the file is published: ${outcome.exception}.`,
    };
  }
  const dropping = steps.find(({ dropped }) => dropped !== undefined);
  if (dropping?.dropped) return droppedEnding(dropping);
  const seen = steps.some(({ phase, ran }) => phase === "normalise" && ran);
  if (!seen && outcome.outcome === "raised") {
    const words = `The pipeline stops with an error before it comes to this line: ${outcome.exception}.`;
    return { kind: "raised", phase: "fetch", words };
  }
  if (!seen) {
    return { kind: "not-there", phase: "convert", words: "The converted file has no such line." };
  }
  if (recorder.entryNumber === undefined) {
    return { kind: "header", phase: "parse", words: "This line is the header: it names the columns." };
  }
  if (facts.length === 0) {
    return { kind: "no-facts", phase: "fact-prune", words: "Nothing of the row is left to publish." };
  }
  const entities = new Set(facts.map(({ entity }) => entity).filter((entity) => entity !== ""));
  if (entities.size === 0) {
    const words = lookupsEnabled
      ? "The row became facts without an entity number."
      : "The row became facts. Entity numbers are not given in this kind of run.";
    return { kind: "published", phase: "fact-prune", words };
  }
  return {
    kind: "published",
    phase: "fact-prune",
    words: `The row became ${facts.length} facts of entity ${[...entities].join(" and ")}.`,
  };
}

function droppedEnding({ phase, dropped, issues }: TraceStep): RowTrace["ending"] {
  const { reason, detail, rule } = dropped ?? { reason: "no-facts", detail: "" };
  const place = rule ? ` (${rule.file} line ${rule.line})` : "";
  switch (reason) {
    case "blank-record":
      return { kind: reason, phase, words: "Every cell is blank, so the line is left out." };
    case "skip-pattern":
      return {
        kind: reason,
        phase,
        words: `A skip rule${place} leaves out lines that match “${detail}”.`,
      };
    case "filter":
      return { kind: reason, phase, words: `A filter${place} does not let its value of ${detail} through.` };
    case "retired-entity":
      return {
        kind: reason,
        phase,
        words: `Its entity ${detail} was removed (410 in old-entity.csv). The pipeline says nothing about it: there is no issue.`,
      };
    case "no-entity": {
      const blank =
        detail.endsWith(":") || issues.some(({ issueType }) => issueType.endsWith("missing reference"));
      return {
        kind: reason,
        phase,
        words: blank
          ? "It has no reference, so it can have no entity."
          : `No row of lookup.csv gives ${detail} an entity.`,
      };
    }
    default:
      return { kind: "no-facts", phase, words: "Nothing of the row is left to publish." };
  }
}
