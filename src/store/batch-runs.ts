import type { BatchItem } from "../batch/item.ts";
import type { ItemResult } from "../batch/item-result.ts";
import type { Mode } from "../report/mode.ts";
import { database } from "./database.ts";

/** Many files or endpoints that are checked at once. */
export interface BatchRun {
  readonly id: string;
  /** ISO time it was begun. */
  readonly at: string;
  readonly mode: Mode;
}

export interface BatchRunItem {
  readonly run: string;
  /** Place in the batch, from 0. */
  readonly position: number;
  readonly item: BatchItem;
  /** The file, dropped or fetched; absent: not fetched yet, or too big to keep. */
  readonly file?: Blob;
  /** Absent: not done yet. */
  readonly result?: ItemResult;
}

/** Keeps a new batch in place of the last one: one is kept, for its files can be many. */
export async function saveBatchRun(run: BatchRun, items: readonly BatchRunItem[]): Promise<void> {
  const step = (await database()).transaction(["batchRuns", "batchRunItems"], "readwrite");
  await Promise.all([
    step.objectStore("batchRuns").clear(),
    step.objectStore("batchRunItems").clear(),
    step.objectStore("batchRuns").put(run),
    ...items.map((item) => step.objectStore("batchRunItems").put(item)),
    step.done,
  ]);
}

/** An item of a batch that was thrown away meanwhile is not kept. */
export async function saveBatchRunItem(item: BatchRunItem): Promise<void> {
  const step = (await database()).transaction(["batchRuns", "batchRunItems"], "readwrite");
  if (await step.objectStore("batchRuns").get(item.run)) await step.objectStore("batchRunItems").put(item);
  await step.done;
}

/** The batch that is kept, with its items in order. */
export async function readBatchRun(): Promise<
  { readonly run: BatchRun; readonly items: readonly BatchRunItem[] } | undefined
> {
  const db = await database();
  const [run] = await db.getAll("batchRuns");
  if (!run) return undefined;
  const items = await db.getAllFromIndex("batchRunItems", "by-run", run.id);
  return { run, items: items.sort((a, b) => a.position - b.position) };
}

export async function deleteBatchRun(): Promise<void> {
  const step = (await database()).transaction(["batchRuns", "batchRunItems"], "readwrite");
  await Promise.all([
    step.objectStore("batchRuns").clear(),
    step.objectStore("batchRunItems").clear(),
    step.done,
  ]);
}
