import type { ImportItemState } from "../request/import-batch.ts";
import { database } from "./database.ts";

/** An opened import.csv. */
export interface ImportBatch {
  readonly id: string;
  readonly name: string;
  /** ISO time it was opened. */
  readonly at: string;
  /** What is said of the file as a whole: unknown columns. */
  readonly notes: readonly string[];
  /** Whether the organisations are responsible for what the data describes; absent: not answered yet. */
  readonly authoritative?: boolean;
}

/** One row of an opened import.csv, and how far it has come. */
export interface ImportItem extends ImportItemState {
  readonly batch: string;
}

/** Keeps a new import with all its rows, in one step. */
export async function saveImport(batch: ImportBatch, items: readonly ImportItem[]): Promise<void> {
  const step = (await database()).transaction(["imports", "importItems"], "readwrite");
  await Promise.all([
    step.objectStore("imports").put(batch),
    ...items.map((item) => step.objectStore("importItems").put(item)),
    step.done,
  ]);
}

export async function saveBatch(batch: ImportBatch): Promise<void> {
  await (await database()).put("imports", batch);
}

/** A row that is of an import deleted meanwhile is not kept. */
export async function saveImportItem(item: ImportItem): Promise<void> {
  const step = (await database()).transaction(["imports", "importItems"], "readwrite");
  if (await step.objectStore("imports").get(item.batch)) await step.objectStore("importItems").put(item);
  await step.done;
}

/** Newest first. */
export async function listImports(): Promise<ImportBatch[]> {
  const batches = await (await database()).getAll("imports");
  return batches.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** An import and its rows in file order. */
export async function readImportBatch(
  id: string,
): Promise<{ readonly batch: ImportBatch; readonly items: readonly ImportItem[] } | undefined> {
  const db = await database();
  const batch = await db.get("imports", id);
  if (!batch) return undefined;
  const items = await db.getAllFromIndex("importItems", "by-batch", id);
  return { batch, items: items.sort((a, b) => a.line - b.line) };
}

export async function deleteImport(id: string): Promise<void> {
  const step = (await database()).transaction(["imports", "importItems"], "readwrite");
  await step.objectStore("imports").delete(id);
  for (const key of await step.objectStore("importItems").index("by-batch").getAllKeys(id))
    await step.objectStore("importItems").delete(key);
  await step.done;
}
