import { signal } from "@preact/signals";
import type { CheckProgress } from "../../../workers/protocol.ts";
import type { RunSummary, RunToOpen } from "../../../workers/reproduce-protocol.ts";
import type { CheckFailure } from "../../report/failure.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { forgetRun, keepRun, keptRun } from "../../store/open-run.ts";
import { ReproduceClient } from "../reproduce-client.ts";
import { rebuiltRun } from "./rebuilt-run.ts";

/** The one run this tab shows on the pages below /reproduce. */
export type RunState =
  /** Nobody has looked yet whether this computer keeps one. */
  | { readonly kind: "unknown" }
  | { readonly kind: "none" }
  | { readonly kind: "reopening" }
  | { readonly kind: "bad-link"; readonly detail: string }
  /** A run file or link was opened whose resource is not in it. */
  | { readonly kind: "needs-resource"; readonly file: RunFile }
  | { readonly kind: "working"; readonly run: RunToOpen; readonly progress: CheckProgress }
  | { readonly kind: "failed"; readonly run: RunToOpen; readonly failure: CheckFailure }
  | OpenRunState;

/** What every section of the run's page is given. */
export interface OpenRunState {
  readonly kind: "open";
  /** What was asked for; with changes it makes another run. */
  readonly run: RunToOpen;
  readonly summary: RunSummary;
  readonly client: ReproduceClient;
}

export const runState = signal<RunState>({ kind: "unknown" });

let going: AbortController | undefined;

/** Does a run and shows it. Ends whatever run was going on. */
export async function startRun(run: RunToOpen): Promise<void> {
  going?.abort();
  const controller = new AbortController();
  going = controller;
  const before = runState.peek();
  if (before.kind === "open") before.client.close();
  const client = new ReproduceClient(run);
  const show = (progress: CheckProgress) => {
    if (going === controller) runState.value = { kind: "working", run, progress };
  };
  show({ phase: "loading", records: 0 });
  const reply = await client.open(show, controller.signal);
  if (going !== controller) return;
  going = undefined;
  if (!reply.ok) {
    runState.value = { kind: "failed", run, failure: reply.failure };
    return;
  }
  runState.value = { kind: "open", run, summary: reply.summary, client };
  // Private windows keep nothing: the run is there, it will just not survive a reload.
  await keepRun({
    file: reply.summary.file,
    resource: run.file,
    ...(run.from ? { from: run.from } : {}),
  }).catch(() => {});
}

export function cancelRun(): void {
  going?.abort();
}

/** Opens a run file or link: does the run when everything it needs is in it, else asks for the resource. */
export async function openRunFile(file: RunFile, resource?: Blob): Promise<void> {
  const run = rebuiltRun(file, resource);
  if (run) await startRun(run);
  else runState.value = { kind: "needs-resource", file };
}

/** The run of before a reload, done again. */
export async function reopenRun(): Promise<void> {
  if (runState.peek().kind !== "unknown") return;
  runState.value = { kind: "reopening" };
  try {
    const kept = await keptRun();
    const run = kept && rebuiltRun(kept.file, kept.resource);
    if (run) {
      const { from: _, ...asked } = run;
      return await startRun({ ...asked, ...(kept.from ? { from: kept.from } : {}) });
    }
  } catch {
    // No memory on this computer: the same as no run.
  }
  runState.value = { kind: "none" };
}

/** Closes the run and forgets it on this computer. */
export async function closeRun(): Promise<void> {
  going?.abort();
  going = undefined;
  const now = runState.peek();
  if (now.kind === "open") now.client.close();
  runState.value = { kind: "none" };
  await forgetRun().catch(() => {});
}
