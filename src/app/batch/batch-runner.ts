import { signal } from "@preact/signals";
import { type BatchItem, isAddress } from "../../batch/item.ts";
import { type ItemResult, itemResult, refusedResult } from "../../batch/item-result.ts";
import type { Mode } from "../../report/mode.ts";
import {
  type BatchRun,
  type BatchRunItem,
  deleteBatchRun,
  readBatchRun,
  saveBatchRun,
  saveBatchRunItem,
} from "../../store/batch-runs.ts";
import { inspectAddress } from "../endpoint-client.ts";
import { PooledWorker, poolSize } from "./check-pool.ts";

/** The batch this tab shows; `none`: there is none on this computer. */
export type BatchState =
  | "unknown"
  | "none"
  | {
      readonly run: BatchRun;
      readonly items: readonly BatchRunItem[];
      readonly going: boolean;
      /** The browser keeps nothing: a reload loses the batch. */
      readonly notKept: boolean;
    };

export const batch = signal<BatchState>("unknown");

let stopping: AbortController | undefined;

/** The batch of before a reload goes on where it was. */
export async function reopenBatch(): Promise<void> {
  if (batch.peek() !== "unknown") return;
  const kept = await readBatchRun().catch(() => undefined);
  if (batch.peek() !== "unknown") return;
  batch.value = kept ? { ...kept, going: false, notKept: false } : "none";
  if (kept?.items.some(({ result }) => !result)) await goOn();
}

/** Begins a batch. @param files by the item's place; absent for addresses */
export async function beginBatch(
  items: readonly BatchItem[],
  files: readonly (Blob | undefined)[],
  mode: Mode,
): Promise<void> {
  stopBatch();
  const run: BatchRun = { id: crypto.randomUUID(), at: new Date().toISOString(), mode };
  const all = items.map((item, position): BatchRunItem => {
    const file = files[position];
    return { run: run.id, position, item, ...(file ? { file } : {}) };
  });
  let notKept = false;
  await saveBatchRun(run, all).catch(() => {
    notKept = true;
  });
  batch.value = { run, items: all, going: false, notKept };
  await goOn();
}

/** Checks what has no result yet, as many at a time as the computer has processors. */
export async function goOn(): Promise<void> {
  const now = batch.peek();
  if (typeof now === "string" || now.going) return;
  const controller = new AbortController();
  stopping = controller;
  batch.value = { ...now, going: true };
  const waiting = now.items.filter(({ result }) => !result);
  const work = async () => {
    const worker = new PooledWorker();
    for (let next = waiting.shift(); next && !controller.signal.aborted; next = waiting.shift()) {
      await checkItem(next, now.run.mode, worker, controller.signal);
    }
    worker.close();
  };
  await Promise.all(Array.from({ length: Math.min(poolSize(), waiting.length) }, work));
  const after = batch.peek();
  if (typeof after !== "string" && stopping === controller) batch.value = { ...after, going: false };
}

/** Stops at once; what is not done stays to be done. */
export function stopBatch(): void {
  stopping?.abort();
  stopping = undefined;
  const now = batch.peek();
  if (typeof now !== "string") batch.value = { ...now, going: false };
}

export async function forgetBatch(): Promise<void> {
  stopBatch();
  batch.value = "none";
  await deleteBatchRun().catch(() => {});
}

async function checkItem(
  one: BatchRunItem,
  mode: Mode,
  worker: PooledWorker,
  signal: AbortSignal,
): Promise<void> {
  const { item } = one;
  const subject = { name: item.target, dataset: item.dataset, organisations: item.organisations };
  const file = one.file ?? (isAddress(item.target) ? await fetched(item, signal) : undefined);
  if (signal.aborted) return;
  if (!(file instanceof Blob)) {
    const message = file ?? "The file is no longer there. Drop it again.";
    return keep({ ...one, result: refusedResult(subject, "not-opened", message) });
  }
  const reply = await worker.check(
    {
      file,
      name: item.target,
      dataset: item.dataset,
      mode: item.mode ?? mode,
      organisations: item.organisations,
      endpoints: isAddress(item.target) ? [item.target, ...item.endpoints] : item.endpoints,
      ...(item.entryDate === undefined ? {} : { entryDate: item.entryDate }),
    },
    signal,
  );
  if (signal.aborted) return;
  const result: ItemResult = itemResult(subject, reply.report, reply.ok ? undefined : reply.failure);
  await keep({ ...one, file, result });
}

/** What is at an address, or why nothing came, in words. */
async function fetched(item: BatchItem, signal: AbortSignal): Promise<Blob | string> {
  try {
    const found = await inspectAddress(item.target, item.organisations[0], () => {}, signal);
    if (found?.file) return found.file;
    const { failure, choices = [], advice = [] } = found ?? {};
    if (choices[0]) return `It is a service with several layers: name one, for example ${choices[0].url}`;
    if (failure) return `${failure.title}. ${failure.what}`;
    return advice.find(({ verdict }) => verdict === "must fix")?.reason ?? "The address gave no data.";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function keep(one: BatchRunItem): Promise<void> {
  const now = batch.peek();
  if (typeof now === "string" || now.run.id !== one.run) return;
  batch.value = { ...now, items: now.items.map((item) => (item.position === one.position ? one : item)) };
  try {
    await saveBatchRunItem(one);
  } catch {
    // No room for what was fetched: its result alone is small.
    const { file: _, ...small } = one;
    await saveBatchRunItem(small).catch(() => {});
  }
}
