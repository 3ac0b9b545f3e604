import type { Report } from "../report/report.ts";
import { database } from "./database.ts";

/** What was asked of a check, without the file: enough to run it again. */
export interface StoredSettings {
  readonly name: string;
  readonly dataset: string;
  readonly mode: "added" | "check" | "pipeline";
  readonly organisation?: string;
  /** Where the data was fetched from. */
  readonly endpoints?: readonly string[];
  readonly today?: string;
  readonly entryDate?: string;
  readonly columnMapping?: Readonly<Record<string, string>>;
  readonly geometryType?: "point" | "polygon";
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  /** The character set to read text in; absent: the one the pipeline guesses. */
  readonly charset?: string;
  /** A zip of rules used instead of the bundle's. */
  readonly configuration?: File;
}

export interface StoredCheck {
  readonly id: string;
  /** ISO time the check was finished. */
  readonly at: string;
  readonly settings: StoredSettings;
  readonly report: Report;
  /** False when the file was too big to keep or has made room for newer ones. */
  readonly fileKept: boolean;
}

export interface StoredFile {
  readonly id: string;
  readonly bytes: number;
  readonly file: Blob;
}

/** Limits of what is kept, told on the history page. */
export const keep = { checks: 50, files: 10, bytes: 300_000_000 } as const;

/**
 * Keeps a check, then makes room: the oldest checks and files beyond `keep` go. A file the browser has no room for
 * is left out, the check is kept all the same. A report that somebody sent has no file.
 */
export async function saveCheck(check: Omit<StoredCheck, "fileKept">, file?: Blob): Promise<StoredCheck> {
  const db = await database();
  let fileKept = file !== undefined && file.size <= keep.bytes;
  if (file && fileKept) {
    try {
      await db.put("files", { id: check.id, bytes: file.size, file });
    } catch {
      fileKept = false;
    }
  }
  const stored = { ...check, fileKept };
  await db.put("checks", stored);
  await makeRoom();
  return stored;
}

/** Newest first. */
export async function listChecks(): Promise<StoredCheck[]> {
  const db = await database();
  return (await db.getAllFromIndex("checks", "by-time")).reverse();
}

export async function readCheck(id: string): Promise<StoredCheck | undefined> {
  return (await database()).get("checks", id);
}

export async function readFile(id: string): Promise<Blob | undefined> {
  return (await (await database()).get("files", id))?.file;
}

export async function deleteCheck(id: string): Promise<void> {
  const db = await database();
  await Promise.all([db.delete("checks", id), db.delete("files", id)]);
}

export async function deleteAllChecks(): Promise<void> {
  const db = await database();
  await Promise.all([db.clear("checks"), db.clear("files")]);
}

async function makeRoom(): Promise<void> {
  const db = await database();
  const checks = await listChecks();
  let files = 0;
  let bytes = 0;
  for (const [index, check] of checks.entries()) {
    if (index >= keep.checks) {
      await deleteCheck(check.id);
      continue;
    }
    if (!check.fileKept) continue;
    files += 1;
    bytes += check.report.checked.bytes;
    // The newest file always stays: the page open now needs it.
    if (index > 0 && (files > keep.files || bytes > keep.bytes)) {
      await db.delete("files", check.id);
      await db.put("checks", { ...check, fileKept: false });
    }
  }
}
