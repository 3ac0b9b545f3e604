import type { CheckInput } from "../src/check/input.ts";
import { failureWords } from "../src/report/failure-words.ts";
import type { OpenRun } from "../src/reproduce/open-run.ts";
import { observeRun } from "../src/rules/observe-run.ts";
import type { ObservedRun } from "../src/rules/observed-run.ts";

/** Everything of a run is kept to find causes: a file of more records than this is too much for one browser tab. */
const mostRecords = 150_000;

const seen = new WeakMap<OpenRun, { readonly base: Promise<ObservedRun>; own?: Promise<ObservedRun> }>();

/** The open run without the edits it was opened with: what edits are laid over. Done once. */
export function observedBase(open: OpenRun): Promise<ObservedRun> {
  let known = seen.get(open);
  if (!known) {
    known = { base: observe(open, baseInput(open)) };
    seen.set(open, known);
  }
  return known.base;
}

/** The open run as it is. */
export function observedRun(open: OpenRun): Promise<ObservedRun> {
  if ((open.request.edits ?? []).length === 0) return observedBase(open);
  const base = observedBase(open);
  const known = seen.get(open) ?? { base };
  known.own ??= observe(open, open.input);
  return known.own;
}

/** What `check` takes for the run without edits. */
export function baseInput({ input, base }: OpenRun): CheckInput {
  const { configuration: _, ...rest } = input;
  return base ? { ...rest, configuration: base } : rest;
}

async function observe(open: OpenRun, input: CheckInput): Promise<ObservedRun> {
  if (open.run.result.datasetResource.lineCount > mostRecords) {
    throw new Error(
      `The file has more than ${mostRecords.toLocaleString("en-GB")} rows. Cut it down to the rows in question first.`,
    );
  }
  const reply = await observeRun(input, open.effects);
  if (reply.ok) return reply.observed;
  throw new Error(failureWords(reply.failure).what);
}
