import { signal } from "@preact/signals";
import { importRequest } from "../../request/import-rows.ts";
import type { FieldProblem } from "../../request/validate.ts";
import {
  type ImportBatch,
  type ImportItem,
  readImportBatch,
  saveBatch,
  saveImportItem,
} from "../../store/imports.ts";
import { inspectAddress } from "../endpoint-client.ts";
import { tablesHere } from "./repository-base.ts";
import { readRequestData } from "./request-client.ts";
import { loadRequestTables } from "./request-tables.ts";

export interface OpenImport {
  readonly batch: ImportBatch;
  readonly items: readonly ImportItem[];
}

/** The import this tab shows; `none`: it is not on this computer. */
export const openedImport = signal<OpenImport | "none" | undefined>(undefined);
/** Whether data is being fetched. */
export const fetching = signal(false);

/** How many addresses are asked at a time: a council's server should not feel it. */
const poolSize = 3;
let stopping: AbortController | undefined;

/** Shows an import. A row that was being fetched when the page was closed is begun again. */
export async function openImport(id: string): Promise<void> {
  const now = openedImport.peek();
  if (now && now !== "none" && now.batch.id === id) return;
  stopFetching();
  openedImport.value = undefined;
  const stored = await readImportBatch(id).catch(() => undefined);
  openedImport.value = stored
    ? {
        batch: stored.batch,
        items: stored.items.map((item) => (item.state === "fetching" ? { ...item, state: "valid" } : item)),
      }
    : "none";
}

/** Takes an import that could not be kept (a private window) all the same. */
export function showImport(opened: OpenImport): void {
  openedImport.value = opened;
}

export async function changeBatch(changes: Partial<ImportBatch>): Promise<void> {
  const now = openedImport.peek();
  if (!now || now === "none") return;
  const batch = { ...now.batch, ...changes };
  openedImport.value = { ...now, batch };
  await saveBatch(batch).catch(() => {});
}

/** Changes one row, and keeps it. */
export async function changeItem(line: number, changes: Partial<ImportItem>): Promise<void> {
  const now = openedImport.peek();
  if (!now || now === "none") return;
  const items = now.items.map((item) => (item.line === line ? { ...item, ...changes } : item));
  openedImport.value = { ...now, items };
  const changed = items.find((item) => item.line === line);
  if (changed) await saveImportItem(changed).catch(() => {});
}

/** Fetches and reads the data of every row that is right and was not read yet, a few at a time. */
export async function fetchAll(): Promise<void> {
  if (fetching.value) return;
  const controller = new AbortController();
  stopping = controller;
  fetching.value = true;
  const next = () => {
    const now = openedImport.peek();
    return now && now !== "none"
      ? now.items.find((item) => item.state === "valid" && !item.fetched)
      : undefined;
  };
  const work = async () => {
    for (let item = next(); item && !controller.signal.aborted; item = next())
      await fetchItem(item, controller.signal);
  };
  await Promise.all(Array.from({ length: poolSize }, work));
  if (stopping === controller) fetching.value = false;
}

/** Stops after what is going on; rows that are not done stay as they were. */
export function stopFetching(): void {
  stopping?.abort();
  stopping = undefined;
  fetching.value = false;
}

/** Lets every row that could not be fetched here be tried again. */
export async function tryAgain(): Promise<void> {
  const now = openedImport.peek();
  if (!now || now === "none") return;
  for (const item of now.items) {
    if (item.state === "valid" && item.fetched)
      await changeItem(item.line, { fetched: false, notes: withoutFetchNote(item) });
    // Its cells are right: it failed at its data.
    if (item.state === "failed" && item.fetched)
      await changeItem(item.line, { state: "valid", fetched: false, problems: [] });
  }
  await fetchAll();
}

const notFetched = "Its data could not be fetched here";

function withoutFetchNote({ notes }: ImportItem): readonly string[] {
  return notes.filter((note) => !note.startsWith(notFetched));
}

async function fetchItem(item: ImportItem, signal: AbortSignal): Promise<void> {
  const { line, row } = item;
  await changeItem(line, { state: "fetching" });
  const found = await inspectAddress(row.endpointUrl, row.organisation, () => {}, signal).catch(
    () => undefined,
  );
  if (signal.aborted) return changeItem(line, { state: "valid" });
  const failed = (message: string) =>
    changeItem(line, {
      state: "failed",
      fetched: true,
      problems: [{ field: "endpoint-url", message } satisfies FieldProblem],
    });
  if (!found?.file) {
    const { failure, choices = [], advice = [] } = found ?? {};
    if (choices.length > 0)
      return failed(`It is a service with several layers: name one, for example ${choices[0]?.url}`);
    const must = advice.find(({ verdict }) => verdict === "must fix");
    if (failure?.concernsCollector) return failed(`${failure.title}. ${failure.what}`);
    if (!failure && must) return failed(must.reason);
    // A rule of browsers, or no connection: it says nothing of the collector. The row can be used without its data.
    const note = `${notFetched}: ${(failure?.title ?? "nothing came").toLowerCase()}. Its rows have no entity numbers`;
    return changeItem(line, { state: "valid", fetched: true, notes: [...withoutFetchNote(item), note] });
  }
  await readItem(item, found.file, found.plugin, failed);
}

async function readItem(
  item: ImportItem,
  file: Blob,
  plugin: string,
  failed: (message: string) => Promise<void>,
): Promise<void> {
  const now = openedImport.peek();
  if (!now || now === "none") return;
  const used: "" | "arcgis" | "wfs" = plugin === "arcgis" || plugin === "wfs" ? plugin : "";
  const { specification } = await loadRequestTables();
  const collection = specification.datasets.get(item.row.pipelines[0] ?? "")?.collection ?? "";
  const rules = await tablesHere([collection]).catch(() => new Map<string, string>());
  // Every reference: which have a number is looked up when the rows are made, in the repository used then.
  const repository = new Map(rules).set(
    `pipeline/${collection}/lookup.csv`,
    "prefix,organisation,reference,entity\r\n",
  );
  const current = now.items.find(({ line }) => line === item.line) ?? item;
  const request = { ...importRequest(current, now.batch.id, now.batch.authoritative), plugin: used };
  const reply = await readRequestData({ request, file, repository });
  if (!reply.ok) return failed(reply.message);
  const { references, records, withoutReference, columns, hasReference } = reply.data;
  if (!hasReference)
    return changeItem(item.line, { state: "needs-mapping", fetched: true, plugin: used, records, columns });
  const notes = withoutFetchNote(current);
  await changeItem(item.line, {
    state: "ready",
    fetched: true,
    plugin: used,
    records,
    references: Object.fromEntries(references),
    notes:
      withoutReference > 0
        ? [...notes, `${withoutReference} rows have no reference and get no number`]
        : notes,
  });
}
