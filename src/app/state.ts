import { signal } from "@preact/signals";
import type { CheckProgress, CheckRequest } from "../../workers/protocol.ts";
import type { CheckFailure } from "../report/failure.ts";
import type { Interim } from "../report/interim.ts";
import type { Mode } from "../report/mode.ts";
import type { Report } from "../report/report.ts";
import { readBoundary } from "../store/boundaries.ts";
import { readCheck, readFile, type StoredSettings, saveCheck } from "../store/checks.ts";
import { readSetting, saveSetting } from "../store/settings.ts";
import { CheckClient } from "./check-client.ts";

/** The one check this tab shows. What a run found is read-only. */
export type CheckState =
  /** Nobody has looked yet whether this tab had a check before a reload. */
  | { readonly kind: "unknown" }
  | { readonly kind: "none" }
  /** Looking on this computer for the check that was open before a reload. */
  | { readonly kind: "reopening" }
  | {
      readonly kind: "working";
      readonly settings: StoredSettings;
      readonly progress: CheckProgress;
      /** The first results of a long check; they stay while later progress brings none. */
      readonly interim?: Interim;
      readonly silent: boolean;
    }
  | { readonly kind: "cancelled"; readonly settings: StoredSettings; readonly file: Blob }
  | DoneState
  | {
      readonly kind: "failed";
      readonly settings: StoredSettings;
      readonly failure: CheckFailure;
      readonly file: Blob;
    };

export interface DoneState {
  readonly kind: "done";
  readonly id: string;
  readonly settings: StoredSettings;
  readonly report: Report;
  /** Answers questions about rows; absent when the file is no longer kept. */
  readonly client?: CheckClient;
  readonly file?: Blob;
  /** ISO time it was finished. */
  readonly at: string;
  /** The browser kept nothing: a reload will lose this check. */
  readonly notKept: boolean;
  /** The result this one was run to compare with: it was shared, or its file is no longer kept. */
  readonly against?: Report;
}

export const check = signal<CheckState>({ kind: "unknown" });

/** Reports of the file shown now by the answer asked for, to say where the answers differ. */
export const reportsByMode = signal<ReadonlyMap<Mode, Report>>(new Map());

/** After so long without a word from the worker, the page says that something may be wrong. */
const silenceMilliseconds = 60_000;
/** The key under which a tab remembers its check across a reload; another tab has its own. */
const tabKey = "check";
const noCheck = "none";

let running: AbortController | undefined;

/**
 * Checks a file. Ends whatever check was going on.
 * @param against an earlier result, to say whether this one is the same
 */
export async function startCheck(file: Blob, settings: StoredSettings, against?: Report): Promise<void> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  let interim: Interim | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const show = (progress: CheckProgress, silent = false) => {
    if (running !== controller) return;
    interim = progress.interim ?? interim;
    check.value = { kind: "working", settings, progress, silent, ...(interim && { interim }) };
    clearTimeout(silence);
    if (!silent) silence = setTimeout(() => show(progress, true), silenceMilliseconds);
  };
  show({ phase: "loading", records: 0 });
  const client = new CheckClient(await requestOf(file, settings));
  const reply = await client.check(show, controller.signal);
  clearTimeout(silence);
  if (running !== controller) return;
  running = undefined;
  if (reply.ok) await finish(file, settings, reply.report, client, against);
  else if (reply.failure.code === "cancelled") check.value = { kind: "cancelled", settings, file };
  else if (reply.report) await finish(file, settings, reply.report, client, against);
  else {
    check.value = { kind: "failed", settings, failure: reply.failure, file };
    // A reload must not show an older check as if it were this one.
    sessionStorage.setItem(tabKey, noCheck);
  }
}

export function cancelCheck(): void {
  running?.abort();
}

async function finish(
  file: Blob,
  settings: StoredSettings,
  report: Report,
  client: CheckClient,
  against: Report | undefined,
): Promise<void> {
  const id = crypto.randomUUID();
  const at = new Date().toISOString();
  const compared = against ? { against } : {};
  check.value = { kind: "done", id, settings, report, client, file, at, notKept: false, ...compared };
  rememberAnswer(report, settings);
  try {
    await saveCheck({ id, at, settings, report }, file);
    sessionStorage.setItem(tabKey, id);
    await saveSetting("last-check", id);
  } catch {
    // Private windows and full disks: the check is there, it will just not survive a reload, and the page says so.
    const now = check.value;
    if (now.kind === "done" && now.id === id) check.value = { ...now, notKept: true };
  }
}

/** Opens the check this tab had before a reload, or else the newest on this computer. For pages that need a check. */
export async function reopenCheck(): Promise<void> {
  if (check.value.kind !== "unknown") return;
  check.value = { kind: "reopening" };
  try {
    const id = sessionStorage.getItem(tabKey) ?? (await readSetting("last-check"));
    if (id && id !== noCheck && (await openStoredCheck(id))) return;
  } catch {
    // No memory on this computer: the same as no check.
  }
  if (check.value.kind === "reopening") check.value = { kind: "none" };
}

/** Shows a check from the history. False when it is no longer there. */
export async function openStoredCheck(id: string): Promise<boolean> {
  const stored = await readCheck(id);
  if (!stored) return false;
  const file = stored.fileKept ? await readFile(id) : undefined;
  sessionStorage.setItem(tabKey, id);
  const { settings, report, at } = stored;
  // Rows are looked into with the date of the first run, so that the counts stay what they were.
  const client = file && new CheckClient(await requestOf(file, { ...settings, today: report.checked.today }));
  check.value = {
    kind: "done",
    id,
    settings,
    report,
    at,
    notKept: false,
    ...(file && client && { file, client }),
  };
  rememberAnswer(report, settings);
  return true;
}

/**
 * Shows a report that was saved or sent: all but the rows, which only whoever has the data can see.
 * @param asked what the check was asked besides what the report says; @param at ISO time of the check, where it is known
 */
export async function openReport(
  report: Report,
  asked: Partial<StoredSettings> = {},
  at = new Date().toISOString(),
): Promise<void> {
  running?.abort();
  const id = crypto.randomUUID();
  const { name, dataset, mode, organisations } = report.checked;
  const settings: StoredSettings = {
    name,
    dataset,
    mode,
    ...(organisations[0] && { organisation: organisations[0].organisation }),
    ...asked,
  };
  check.value = { kind: "done", id, settings, report, at, notKept: false };
  rememberAnswer(report, settings);
  try {
    await saveCheck({ id, at, settings, report });
    sessionStorage.setItem(tabKey, id);
  } catch {
    check.value = { kind: "done", id, settings, report, at, notKept: true };
  }
}

/** Runs the check of a result whose file is not here, on the file a person has, and compares the two. */
export async function checkAgainst(done: DoneState, file: File): Promise<void> {
  await startCheck(
    file,
    { ...done.settings, name: file.name, today: done.report.checked.today },
    done.report,
  );
}

/** Runs the check shown now once more with other settings (another answer, other columns). */
export async function checkAgain(changes: Partial<StoredSettings>): Promise<void> {
  const now = check.value;
  if (now.kind !== "done" && now.kind !== "cancelled" && now.kind !== "failed") return;
  if (!now.file) return;
  await startCheck(now.file, { ...now.settings, ...changes });
}

/** Asks the file shown now the other questions too, one after the other. False when one of them could not be answered. */
export async function askOtherAnswers(): Promise<boolean> {
  const now = check.value;
  if (now.kind !== "done" || !now.file) return false;
  for (const mode of ["added", "check", "pipeline"] as const) {
    if (reportsByMode.value.has(mode)) continue;
    // With the date of the answer that is there, or the two would differ for that alone.
    const settings = { ...now.settings, mode, today: now.report.checked.today };
    const reply = await new CheckClient(await requestOf(now.file, settings)).check(() => {});
    const { report } = reply;
    if (!report) return false;
    const still = check.value;
    if (still.kind !== "done" || still.id !== now.id) return false;
    rememberAnswer(report, settings);
  }
  return true;
}

/** Answers about another file, or to another question than the three (other columns, another day), are forgotten. */
function rememberAnswer(report: Report, settings: StoredSettings): void {
  const key = questionOf(report, settings);
  const same = key === answeredQuestion ? [...reportsByMode.value] : [];
  answeredQuestion = key;
  reportsByMode.value = new Map([...same, [report.checked.mode, report]]);
}

let answeredQuestion = "";

/** All that was asked but for the mode. */
function questionOf({ checked }: Report, settings: StoredSettings): string {
  const { mode: _mode, today: _today, name: _name, configuration, ...asked } = settings;
  const rules = configuration && [configuration.name, configuration.size, configuration.lastModified];
  return JSON.stringify([checked.sha256, checked.today, checked.boundary ?? false, rules ?? [], asked]);
}

/** With the organisation's boundary, where one is kept on this computer. */
async function requestOf(file: Blob, settings: StoredSettings): Promise<CheckRequest> {
  const { organisation, ...rest } = settings;
  const boundary = await readBoundary(organisation).catch(() => undefined);
  return {
    file,
    ...rest,
    ...(organisation && { organisations: [organisation] }),
    ...(boundary && { boundary: boundary.wkt }),
  };
}
