import { readRunFile, withoutBytes, writeRunFile } from "../reproduce/run-descriptor.ts";
import type { RunFile } from "../reproduce/run-file.ts";
import { database } from "./database.ts";

const key = "reproduce-run";
const fromKey = "reproduce-from";

export interface KeptRun {
  readonly file: RunFile;
  readonly resource: Blob;
  /** The run file it was opened from. */
  readonly from?: RunFile;
}

/** Keeps the run that is open, so that a reload shows it again: one, the last. */
export async function keepRun({ file, resource, from }: KeptRun): Promise<void> {
  const db = await database();
  await db.put("settings", writeRunFile(withoutBytes(file)), key);
  if (from) await db.put("settings", writeRunFile(withoutBytes(from)), fromKey);
  else await db.delete("settings", fromKey);
  await db.put("files", { id: key, bytes: resource.size, file: resource });
}

/** The run kept last; `undefined` when there is none or its resource is gone. */
export async function keptRun(): Promise<KeptRun | undefined> {
  const db = await database();
  const read = async (name: string) => {
    const text = await db.get("settings", name);
    const reply = text === undefined ? undefined : readRunFile(text);
    return reply?.ok ? reply.run : undefined;
  };
  const [file, from, resource] = [await read(key), await read(fromKey), await db.get("files", key)];
  if (!file || !resource) return undefined;
  return { file, resource: resource.file, ...(from ? { from } : {}) };
}

/** Forgets it. */
export async function forgetRun(): Promise<void> {
  const db = await database();
  await Promise.all([db.delete("settings", key), db.delete("settings", fromKey), db.delete("files", key)]);
}
