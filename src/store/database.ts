/**
 * What a publisher did with this tool, on this computer only: IndexedDB, one database, versioned migrations.
 * Nothing in here is ever sent anywhere.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { RequestDraft } from "../request/draft.ts";
import type { BatchRun, BatchRunItem } from "./batch-runs.ts";
import type { StoredCheck, StoredFile } from "./checks.ts";
import type { ColumnChoices } from "./column-choices.ts";
import type { ImportBatch, ImportItem } from "./imports.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { StoredProposal } from "./proposals.ts";

export interface Schema extends DBSchema {
  /** One per check, newest last; the report and what was asked, without the file. */
  checks: { key: string; value: StoredCheck; indexes: { "by-time": string } };
  /** The publisher's files by the id of their check, so that a reload or a later visit can look into the rows again. */
  files: { key: string; value: StoredFile };
  /** Column choices by organisation and dataset. */
  columns: { key: string; value: ColumnChoices };
  /** Small remembered things: the organisation chosen last. */
  settings: { key: string; value: string };
  /** Requests that are being written. */
  drafts: { key: string; value: RequestDraft };
  /** Requests that are finished: waiting to be sent, or sent. */
  outbox: { key: string; value: OutboxEntry };
  /** Entity numbers that were downloaded for a request or an import. */
  proposals: { key: string; value: StoredProposal };
  /** Opened import.csv files, and their rows one by one. */
  imports: { key: string; value: ImportBatch };
  importItems: { key: [string, number]; value: ImportItem; indexes: { "by-batch": string } };
  /** Many files checked at once, and their files and results one by one. */
  batchRuns: { key: string; value: BatchRun };
  batchRunItems: { key: [string, number]; value: BatchRunItem; indexes: { "by-run": string } };
}

export type Database = IDBPDatabase<Schema>;

const name = "planning-data-check";
const version = 4;

let opened: Promise<Database> | undefined;

/**
 * Opens the database, making or migrating it first. Rejects where a browser has none or refuses (private windows):
 * callers go on without memory.
 */
export function database(): Promise<Database> {
  opened ??= openDB<Schema>(name, version, {
    // Each step goes from one version to the next, so that any old database arrives at the newest.
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore("checks", { keyPath: "id" }).createIndex("by-time", "at");
        db.createObjectStore("files", { keyPath: "id" });
        db.createObjectStore("columns", { keyPath: "key" });
        db.createObjectStore("settings");
      }
      if (from < 2) {
        db.createObjectStore("drafts", { keyPath: "id" });
        db.createObjectStore("outbox", { keyPath: "id" });
      }
      if (from < 3) {
        db.createObjectStore("proposals", { keyPath: "id" });
        db.createObjectStore("imports", { keyPath: "id" });
        db.createObjectStore("importItems", { keyPath: ["batch", "line"] }).createIndex("by-batch", "batch");
      }
      if (from < 4) {
        db.createObjectStore("batchRuns", { keyPath: "id" });
        db.createObjectStore("batchRunItems", { keyPath: ["run", "position"] }).createIndex("by-run", "run");
      }
    },
    // A newer version of the tool in another tab wants to migrate: give way.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
