import { recordProgress } from "../../store/outbox.ts";
import type { OutboxEntry } from "../../store/outbox-entry.ts";
import { outbox, tellOthers } from "./outbox-runner.ts";
import { readStatus, secretOf } from "./status-client.ts";

const betweenQuestions = 30_000;
const askedAt = new Map<string, number>();
let listening = false;

/** Asks the server how far each received request is, now and whenever the connection comes back. */
export function followProgress(): void {
  void askAll(outbox.peek());
  if (listening) return;
  listening = true;
  // The outbox is read from this computer only after the page is drawn.
  outbox.subscribe((entries) => void askAll(entries));
  addEventListener("online", () => void askAll(outbox.peek()));
  document.addEventListener("visibilitychange", () => !document.hidden && void askAll(outbox.peek()));
}

async function askAll(entries: readonly OutboxEntry[]): Promise<void> {
  if (!navigator.onLine) return;
  const due = entries.filter(isDue);
  for (const { id } of due) askedAt.set(id, Date.now());
  const changed = await Promise.all(due.map(ask));
  if (changed.includes(true)) await tellOthers();
}

function isDue({ id, state, statusUrl, progress }: OutboxEntry): boolean {
  const over = progress?.status === "live" || progress?.status === "declined";
  const lately = Date.now() - (askedAt.get(id) ?? 0) < betweenQuestions;
  return state === "received" && secretOf(statusUrl) !== undefined && !over && !lately;
}

/** Whether there is news. */
async function ask({ id, statusUrl, progress }: OutboxEntry): Promise<boolean> {
  const secret = secretOf(statusUrl);
  if (secret === undefined) return false;
  const reply = await readStatus(secret);
  if (reply.kind !== "ok") return false;
  const { status, changedAt, history } = reply.value;
  if (progress?.status === status && progress.changedAt === changedAt) return false;
  await recordProgress(id, { status, changedAt, teamWasLast: history.at(-1)?.by === "team" });
  return true;
}
