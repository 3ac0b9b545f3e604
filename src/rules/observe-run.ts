import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { runResource } from "../check/run-resource.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { CheckFailure } from "../report/failure.ts";
import type { RuleEdit } from "./edit.ts";
import { type EditedConfiguration, layEdits } from "./lay-edits.ts";
import { type ObservedRun, RunObserver } from "./observed-run.ts";

export type ObservedReply =
  | { readonly ok: true; readonly observed: ObservedRun }
  | { readonly ok: false; readonly failure: CheckFailure };

/** Runs a resource and keeps all it did. */
export async function observeRun(input: CheckInput, effects: Effects): Promise<ObservedReply> {
  const observer = new RunObserver();
  const reply = await runResource(input, effects, observer.sink, undefined, observer.trace);
  return reply.ok ? { ok: true, observed: observer.finish(reply.run) } : reply;
}

export type FixReply =
  | { readonly ok: true; readonly observed: ObservedRun; readonly edited: EditedConfiguration }
  | { readonly ok: false; readonly failure: CheckFailure; readonly edited?: EditedConfiguration };

/**
 * Runs a resource once more with edits laid over the configuration that a run was made with.
 *
 * @param base that configuration, without the publisher's own mapping, which the input still has
 */
export async function runWithEdits(
  input: CheckInput,
  effects: Effects,
  base: Configuration | undefined,
  edits: readonly RuleEdit[],
): Promise<FixReply> {
  const edited = layEdits(base ?? { label: "", hash: "", tables: new Map() }, edits);
  const reply = await observeRun({ ...input, configuration: edited.configuration }, effects);
  return reply.ok ? { ...reply, edited } : { ...reply, edited };
}
