import { signal } from "@preact/signals";
import { refreshWorker, updateReady } from "./service-worker.ts";

/** One set of public tables: specification, rules, organisations, register. */
export interface TablesVersion {
  /** Of the tables' names and hashes: the same for the same tables wherever they lie. */
  readonly version: string;
  /** For people: "21 August 2026", of the newest rules. */
  readonly date: string;
}

/** The tables this page works with; `undefined` until they are known. */
export const tablesInUse = signal<TablesVersion | undefined>(undefined);
/** Other tables on the server, not used yet by this page. */
export const newerTables = signal<TablesVersion | undefined>(undefined);

const betweenQuestions = 10 * 60_000;
let asked = 0;
let watching = false;

/**
 * Finds out which tables this page works with, and looks now and then whether the server has been given others. With a
 * service worker those are fetched in the background first; the page goes on with its own until the person takes them.
 */
export function watchTables(): void {
  if (watching) return;
  watching = true;
  void readManifest().then((version) => {
    tablesInUse.value ??= version;
  });
  asked = Date.now();
  const look = () => void lookForNewer();
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  setInterval(look, 60 * 60_000);
  // A new service worker may bring new tables, a new tool or both: ask which, to say so.
  updateReady.subscribe((ready) => ready && void compare());
}

/** Asks the server; at most every ten minutes. */
async function lookForNewer(): Promise<void> {
  if (Date.now() - asked < betweenQuestions) return;
  asked = Date.now();
  await compare();
  if (newerTables.value) await refreshWorker();
}

async function compare(): Promise<void> {
  const [inUse, served] = await Promise.all([tablesInUse.peek() ?? readManifest(), readManifest("no-store")]);
  newerTables.value = inUse && served && inUse.version !== served.version ? served : undefined;
}

/**
 * What tables/manifest.json says.
 * @param cache `no-store`: of the server; otherwise the ones the service worker keeps for this page
 */
async function readManifest(cache?: "no-store"): Promise<TablesVersion | undefined> {
  try {
    const response = await fetch("/tables/manifest.json", cache ? { cache } : {});
    if (!response.ok) return undefined;
    const manifest: unknown = await response.json();
    return isManifest(manifest)
      ? { version: manifest.version, date: newest(Object.values(manifest.pieces).map(({ date }) => date)) }
      : undefined;
  } catch {
    return undefined;
  }
}

interface Manifest {
  readonly version: string;
  readonly pieces: Readonly<Record<string, { readonly date: string }>>;
}

/** By hand: a schema library for two members would be half of the first page. */
function isManifest(json: unknown): json is Manifest {
  if (typeof json !== "object" || json === null || !("version" in json) || !("pieces" in json)) return false;
  return typeof json.version === "string" && typeof json.pieces === "object" && json.pieces !== null;
}

/** The latest of some dates written "21 August 2026"; `""` when there are none. */
function newest(dates: readonly string[]): string {
  const time = (date: string) => Date.parse(`${date} UTC`) || 0;
  return dates.reduce((latest, date) => (time(date) > time(latest) ? date : latest), "");
}
